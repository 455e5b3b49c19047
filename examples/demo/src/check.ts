import { type ClinicalDocument, openCisisKit, validateDocument } from "@ldl/cda";

/** What a check said of a document. */
export interface DocumentCheck {
  readonly valid: boolean;
  /** One line for people. */
  readonly summary: string;
}

/** Checks documents with the rules of the SDK, and with the official ones when the folder of the kit is given. */
export async function check(
  documents: readonly ClinicalDocument[],
  folder: string | undefined,
): Promise<readonly DocumentCheck[]> {
  const kit = folder === undefined ? undefined : await openCisisKit(folder);
  return documents.map(({ xml, kind }) => {
    const { verdict, findings } = validateDocument(xml, kit === undefined ? {} : { kit });
    const valid = verdict === "valid";
    return { valid, summary: `${kind} : ${valid ? "conforme" : "non conforme"}, ${findings.length} constat(s)` };
  });
}
