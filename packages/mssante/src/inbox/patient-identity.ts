import type { IntegrationErrorCode } from "../codes/integration-errors.ts";
import { asciiFold } from "../text/ascii-fold.ts";

/** What a document, or a record, says of a patient. @public */
export interface PatientTraits {
  /** Matricule INS, 15 characters. */
  readonly matricule?: string;
  /** OID of the authority of the matricule: NIR, NIA, test or demonstration. */
  readonly autorite?: string;
  /** Birth name. */
  readonly nomNaissance?: string;
  /** First given name of the birth certificate. */
  readonly prenom?: string;
  /** Birth date, `AAAA-MM-JJ`. */
  readonly dateNaissance?: string;
  /** `F`, `M`, or another value when it is unknown. */
  readonly sexe?: string;
}

/** Name of a trait that is compared. @public */
export type IdentityTrait = "matricule" | "autorite" | "nomNaissance" | "prenom" | "dateNaissance" | "sexe";

/**
 * What comes out of comparing the patient of a document with a record.
 *
 * - `matched`: matricule and every trait are the same; the document may be integrated without anybody looking.
 * - `toConfirm`: a person has to look, `differences` says at what.
 * - `refused`: the document must not be integrated, `code` is what the sender is told.
 *
 * @public
 */
export type IdentityVerdict =
  | { readonly kind: "matched" }
  | {
      readonly kind: "toConfirm";
      readonly reason: "notChecked" | "oneTraitDiffers" | "recordNotQualified";
      readonly differences: readonly IdentityTrait[];
    }
  | { readonly kind: "refused"; readonly code: IntegrationErrorCode; readonly differences: readonly IdentityTrait[] };

/** Traits that come with a qualified INS. */
const TRAITS = ["nomNaissance", "prenom", "dateNaissance", "sexe"] as const;

/** Names as they are compared: case, accents, hyphens and apostrophes do not tell people apart. */
function comparable(trait: IdentityTrait, value: string): string {
  if (trait !== "nomNaissance" && trait !== "prenom") return value.toUpperCase();
  return asciiFold(value)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, " ")
    .trim();
}

function differs(trait: IdentityTrait, received: PatientTraits, known: PatientTraits): boolean {
  const [left, right] = [received[trait], known[trait]];
  return left === undefined || right === undefined || comparable(trait, left) !== comparable(trait, right);
}

/**
 * Compares the patient of a received document with the record that the host found for it.
 *
 * A matricule or an authority that differs refuses (904), as does more than one trait; one trait that differs is for a person to
 * judge. Names are compared without case, accents, hyphens and apostrophes.
 *
 * @remarks Codes 902 to 905 of the ANS volet « Transmission au LPS d'un document CDA-R2 en HL7v2 reçu par MSSanté ». That one
 * trait may be confirmed by a person is our choice; `904` for any difference is had by treating `toConfirm` as a refusal.
 * @example
 * ```ts
 * import { checkIdentity } from "@ldl/mssante";
 *
 * const traits = { matricule: "279035121518989", autorite: "1.2.250.1.213.1.4.8", sexe: "F", dateNaissance: "1979-03-28" };
 * const received = { ...traits, nomNaissance: "PAT-TROIS", prenom: "Dominique" };
 * checkIdentity(received, { ...traits, nomNaissance: "Pat Trois", prenom: "DOMINIQUE" }); // { kind: "matched" }
 * ```
 * @param received - Traits of the document.
 * @param known - Traits of the record; `undefined` when no record has the matricule.
 * @returns The verdict.
 * @public
 */
export function checkIdentity(received: PatientTraits, known: PatientTraits | undefined): IdentityVerdict {
  const refused = (code: IntegrationErrorCode, differences: readonly IdentityTrait[] = []): IdentityVerdict => ({
    kind: "refused",
    code,
    differences,
  });
  if (received.matricule === undefined) return refused("903");
  const absent = TRAITS.filter((trait) => received[trait] === undefined);
  if (absent.length > 0) return refused("905", absent);
  if (known === undefined) return refused("902");
  const differences = TRAITS.filter((trait) => differs(trait, received, known));
  if (known.matricule === undefined) {
    return { kind: "toConfirm", reason: "recordNotQualified", differences };
  }
  const identifier = (["matricule", "autorite"] as const).filter((trait) => differs(trait, received, known));
  if (identifier.length > 0 || differences.length > 1) return refused("904", [...identifier, ...differences]);
  return differences.length === 0 ? { kind: "matched" } : { kind: "toConfirm", reason: "oneTraitDiffers", differences };
}
