import { Instant, Oid, PsIdNat, StructIdNat } from "@ldl/domain";
import { authorOfProfessional, contentTypeCode } from "@ldl/xds";
import type { AuthenticationMode, CreateDmpClientOptions, DmpContextInput, DmpLot } from "../../src/index.ts";
import { cdaLetter, type LetterParts } from "./cda-letter.ts";
import { PATIENT, PHYSICIAN_ROLES, vihfInput } from "./vihf-input.ts";

/** A context of a mode: the hospital's physician, or the holder of the card. */
export function contextOf(mode: AuthenticationMode = "INDIRECTE"): DmpContextInput {
  const { utilisateur } = vihfInput();
  const authentifieLe = Instant.parse("2024-02-20T09:00:00+01:00");
  if (mode !== "DIRECTE") return { patient: PATIENT, utilisateur: { ...utilisateur, authentifieLe } };
  return {
    patient: PATIENT,
    utilisateur: { ...utilisateur, id: CARD_HOLDER, nom: "Solène EXEMPLE", roles: PHYSICIAN_ROLES, authentifieLe },
  };
}

const CARD_HOLDER = PsIdNat.parse("810100000016");
const CARD_STRUCTURE = StructIdNat.parse("1990000101");

/** Who sends lots. */
export const SENDER = authorOfProfessional({
  id: vihfInput().utilisateur.id,
  nom: { nom: "AUGUIN", prenom: "Léon" },
  organisation: { id: vihfInput().structure.id, nom: "Centre hospitalier A&B" },
});

/** A lot of one letter. */
export function lotOf(parts: LetterParts = {}, changes: Partial<DmpLot> = {}): DmpLot {
  return {
    documents: [{ document: cdaLetter(parts) }],
    author: SENDER,
    contentType: contentTypeCode("03"),
    ...changes,
  };
}

/** What is the same for every client of a mode. */
export function clientOptions(
  mode: AuthenticationMode = "INDIRECTE",
): Pick<CreateDmpClientOptions, "mode" | "structure" | "logiciel" | "environnement" | "oid"> {
  const { structure, logiciel } = vihfInput();
  return {
    mode,
    structure: mode === "DIRECTE" ? { id: CARD_STRUCTURE, secteur: "SA07" } : structure,
    logiciel,
    environnement: "test",
    oid: Oid.parse("1.2.250.1.999.1.1.7898.1"),
  };
}
