import { insKindOfOid, type LdlIssue } from "@ldl/domain";
import { readXdm, type XdmDocument, type XdmReading } from "@ldl/xds";
import type { IntegrationErrorCode } from "../codes/integration-errors.ts";
import type { IncomingXdm } from "../incoming/incoming-message.ts";
import { consultLedger } from "./document-ledger.ts";
import type { DocumentOutcome } from "./document-outcome.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import { checkIdentity, type IdentityVerdict, type PatientTraits } from "./patient-identity.ts";
import { type ReceivedDocument, traitsOf } from "./received-document.ts";

/** What the checks say of a document: hand it over, or not. */
export type CheckedDocument =
  | { readonly kind: "handOver"; readonly received: ReceivedDocument; readonly document: XdmDocument }
  | { readonly kind: "decided"; readonly outcome: DocumentOutcome; readonly quarantine?: string };

/** What the archive of a message holds, or why it cannot be integrated. */
export type ArchiveVerdict =
  | { readonly kind: "readable"; readonly reading: XdmReading }
  | { readonly kind: "refused"; readonly code: IntegrationErrorCode; readonly reason: string };

const PATIENT_RULES = new Set(["LDL-XDM-PATIENT", "LDL-XDM-CDA-PATIENT"]);

/** Reads the archive; an archive that cannot be trusted is refused as a whole. */
export function readArchive({ xdm }: IncomingXdm): ArchiveVerdict {
  const reading = readXdm(xdm.bytes);
  if (reading.accepted) return { kind: "readable", reading };
  const errors = reading.findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
  const code = errors.every((rule) => PATIENT_RULES.has(rule)) ? "904" : "906";
  return { kind: "refused", code, reason: [...new Set(errors)].join(" ").slice(0, 500) };
}

/** An INS of another environment than ours stands for nobody whom we know. */
function isForeign({ autorite }: PatientTraits, { environment }: InboxSetting): boolean {
  if (environment === undefined || autorite === undefined) return false;
  return insKindOfOid(autorite)?.environnement !== environment;
}

async function identify(setting: InboxSetting, patient: PatientTraits, signal: AbortSignal): Promise<IdentityVerdict> {
  if (isForeign(patient, setting)) return { kind: "refused", code: "904", differences: ["autorite"] };
  if (setting.findPatient === undefined) return { kind: "toConfirm", reason: "notChecked", differences: [] };
  // What the document alone settles is not worth a search.
  const alone = checkIdentity(patient, undefined);
  if (alone.kind === "refused" && alone.code !== "902") return alone;
  return checkIdentity(patient, await setting.findPatient(patient, { signal }));
}

const decided = (outcome: DocumentOutcome, quarantine?: string): CheckedDocument => ({
  kind: "decided",
  outcome,
  ...(quarantine === undefined ? {} : { quarantine }),
});

/** Checks one document: known, allowed to replace, its patient. */
export async function checkDocument(
  setting: InboxSetting,
  message: IncomingXdm,
  document: XdmDocument,
  signal: AbortSignal,
): Promise<CheckedDocument> {
  const { entry, bytes, integrity } = document;
  const { uniqueId } = entry;
  if (uniqueId === undefined || integrity === "failed")
    return decided({ kind: "rejected", code: "906" }, "no-identifier");
  const ledger = await consultLedger(setting.store, uniqueId, document);
  if (ledger.kind === "duplicate") return decided({ kind: "integrated" });
  if (ledger.kind === "refused") return decided({ kind: "rejected", code: ledger.code }, ledger.reason);
  const patient = traitsOf(document);
  const identity = await identify(setting, patient, signal);
  if (identity.kind === "refused") return decided({ kind: "rejected", code: identity.code });
  const { replacement } = ledger;
  const mimeType = entry.mimeType ?? "text/xml";
  const readableCopies = message.pdfs;
  return {
    kind: "handOver",
    document,
    received: { uniqueId, bytes, mimeType, integrity, entry, patient, identity, replacement, readableCopies },
  };
}

/** What is odd about message and archive. */
export function issuesOf(message: IncomingXdm, reading: XdmReading): readonly LdlIssue[] {
  return [...message.issues, ...reading.findings];
}
