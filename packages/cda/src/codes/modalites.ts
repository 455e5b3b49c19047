import { z } from "zod";
import { ADMISSION_MODE } from "./jdv/admission-mode.ts";
import { DISCHARGE_MODE } from "./jdv/discharge-mode.ts";
import { namedConcepts } from "./value-set.ts";

/** How a patient comes in (JDV_ModaliteEntree_CISIS): emergency, planned, transfer, other. @public */
export const ModaliteEntree = z.enum(["urgence", "programmee", "transfert", "autre"]);
export type ModaliteEntree = z.infer<typeof ModaliteEntree>;

/** Code of each admission mode. */
export const MODALITE_ENTREE = namedConcepts<ModaliteEntree>(ADMISSION_MODE, {
  urgence: "183452005",
  programmee: "8715000",
  transfert: "107724000",
  autre: "GEN-092.06.07",
});

/**
 * How a patient leaves (JDV_ModaliteSortie_CISIS): home, SSR/SMR, hospital at home, nursing home, other health
 * establishment, other destination (a death too: the set has no code of its own for it).
 *
 * @public
 */
export const ModaliteSortie = z.enum(["domicile", "ssr", "had", "ehpad", "autre-etablissement", "autre-destination"]);
export type ModaliteSortie = z.infer<typeof ModaliteSortie>;

/** Code of each discharge mode. */
export const MODALITE_SORTIE = namedConcepts<ModaliteSortie>(DISCHARGE_MODE, {
  domicile: "160849004",
  ssr: "109",
  had: "127",
  ehpad: "500",
  "autre-etablissement": "GEN-092.06.01",
  "autre-destination": "GEN-092.06.03",
});
