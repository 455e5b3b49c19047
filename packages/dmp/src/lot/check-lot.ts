import { insOid, type LdlIssue, Oid } from "@ldl/domain";
import type { DocumentEntry } from "@ldl/xds";
import type { DmpContext } from "../client/dmp-context.ts";
import { lotIssue } from "../codes/lot-rules.ts";

/** Rules of the DMP about the documents of a lot, beyond those of XDS. */
export function checkLot(
  entries: readonly DocumentEntry[],
  { patient, acces }: DmpContext,
  rules: { readonly allowMaskedAndInvisible: boolean },
): readonly LdlIssue[] {
  const issues: LdlIssue[] = [];
  if (entries.length === 0) issues.push(lotIssue("LDL-DMP-EMPTY", "documents"));
  const seen = new Set<string>();
  for (const [index, { uniqueId, patientId, confidentialityCodes }] of entries.entries()) {
    const path = `documents.${index}`;
    const codes = new Set(confidentialityCodes.map(({ code }) => code));
    if (!Oid.safeParse(uniqueId).success) issues.push(lotIssue("LDL-DMP-OID", `${path}.uniqueId`));
    if (seen.has(uniqueId)) issues.push(lotIssue("LDL-DMP-REPEATED", `${path}.uniqueId`));
    seen.add(uniqueId);
    if (patientId.id !== patient.matricule || patientId.autorite !== insOid(patient)) {
      issues.push(lotIssue("LDL-DMP-PATIENT", `${path}.patientId`));
    }
    if (!rules.allowMaskedAndInvisible && codes.has("MASQUE_PS") && codes.has("INVISIBLE_PATIENT")) {
      issues.push(lotIssue("LDL-DMP-VISIBILITY", `${path}.confidentialityCodes`));
    }
    if (acces.connexionSecrete && !codes.has("INVISIBLE_REPRESENTANTS_LEGAUX")) {
      issues.push(lotIssue("LDL-DMP-SECRET", `${path}.confidentialityCodes`));
    }
  }
  return issues;
}
