import { OBSERVATIONS } from "../codes/entry-templates.ts";
import { SECTIONS } from "../codes/section-models.ts";
import { DEVICE_FACTS, dispositifIds, writeDevice, writeNoDevice } from "../entries/write-dispositif.ts";
import type { DispositifMedical, DispositifsMedicaux } from "../lettre-de-liaison/dispositif-medical.ts";
import { formatTime } from "../narrative/format.ts";
import { indexedIds } from "../narrative/indexed-ids.ts";
import { type NarrativeColumn, writeParagraph, writeTable } from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

const NONE_ID = "dispositif";
const NONE = { aucun: "Aucun dispositif médical", inconnu: "Pas d'information sur les dispositifs médicaux" } as const;

const idsOf = indexedIds((index) => dispositifIds(`dispositif-${index + 1}`));

function codesOf({ emdn, cladimed, lpp }: DispositifMedical): string | undefined {
  const codes = [emdn && `EMDN ${emdn.code}`, cladimed && `CLADIMED ${cladimed.code}`, lpp && `LPP ${lpp.code}`].filter(
    (code) => code !== undefined,
  );
  return codes.length === 0 ? undefined : codes.join(", ");
}

const COLUMNS: readonly NarrativeColumn<DispositifMedical>[] = [
  { titre: "Dispositif", cellule: ({ libelle }, index) => ({ texte: libelle, id: idsOf(index).libelle }) },
  { titre: "Début d'utilisation", cellule: ({ debut }) => debut && formatTime(debut) },
  { titre: "Fin d'utilisation", cellule: ({ fin }) => fin && formatTime(fin) },
  { titre: "Identifiant (UDI ou référence)", cellule: ({ udi }) => udi && (udi.valeur ?? udi.racine) },
  { titre: "Numéro de fourniture", cellule: ({ idFourniture }) => idFourniture?.valeur },
  { titre: "Codes", cellule: codesOf },
  ...DEVICE_FACTS.map(
    (fact): NarrativeColumn<DispositifMedical> => ({
      titre: OBSERVATIONS[fact].code.libelle,
      cellule: (device, index) => {
        const value = device[fact];
        return value === undefined ? undefined : { texte: value ? "Oui" : "Non", id: idsOf(index).fait(fact) };
      },
    }),
  ),
];

/** Writes the medical devices (FR-Dispositifs-medicaux). */
export function writeDevicesSection(body: BodyContext, devices: DispositifsMedicaux | undefined): void {
  if (devices === undefined) return;
  writeSection(body, SECTIONS.dispositifsMedicaux, {
    narrative: (writer) => {
      if (devices.etat === "renseigne")
        writeTable(writer, {
          lignes: devices.liste,
          colonnes: COLUMNS,
          idLigne: (_, index) => idsOf(index).ligne,
        });
      else writeParagraph(writer, NONE[devices.etat], NONE_ID);
    },
    entries: (writer) => {
      if (devices.etat !== "renseigne") writeNoDevice(writer, devices.etat, NONE_ID);
      else for (const [index, device] of devices.liste.entries()) writeDevice(writer, device, idsOf(index));
    },
  });
}
