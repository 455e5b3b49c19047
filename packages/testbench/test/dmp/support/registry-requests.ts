import { create } from "xmlbuilder2";
import type { TestAnswer } from "./soap.ts";

/** Writes a stored query; values are written as given, quotes included. */
export function queryBody(
  id: string,
  parameters: Readonly<Record<string, string>>,
  returnType: "LeafClass" | "ObjectRef" = "LeafClass",
): string {
  return create({
    "query:AdhocQueryRequest": {
      "@xmlns:query": "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0",
      "@xmlns:rim": "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0",
      "query:ResponseOption": { "@returnComposedObjects": "true", "@returnType": returnType },
      "rim:AdhocQuery": {
        "@id": id,
        "rim:Slot": Object.entries(parameters).map(([name, value]) => ({
          "@name": name,
          "rim:ValueList": { "rim:Value": value },
        })),
      },
    },
  }).end({ headless: true, wellFormed: true });
}

/** Writes a request for documents. */
export function retrieveBody(repository: string, ...uniqueIds: readonly string[]): string {
  return create({
    "xdsb:RetrieveDocumentSetRequest": {
      "@xmlns:xdsb": "urn:ihe:iti:xds-b:2007",
      "xdsb:DocumentRequest": uniqueIds.map((id) => ({
        "xdsb:RepositoryUniqueId": repository,
        "xdsb:DocumentUniqueId": id,
      })),
    },
  }).end({ headless: true, wellFormed: true });
}

/** The bytes of a document in an MTOM answer, cut out by hand. */
export function attachment({ bytes }: TestAnswer, uniqueId: string): Buffer | undefined {
  const text = bytes.toString("latin1");
  const response = new RegExp(`DocumentUniqueId>${uniqueId.replaceAll(".", "\\.")}<.*?href="cid:([^"]+)"`).exec(text);
  const contentId = decodeURIComponent(response?.[1] ?? "");
  const head = text.indexOf(`Content-ID: <${contentId}>`);
  if (contentId === "" || head === -1) return undefined;
  const start = text.indexOf("\r\n\r\n", head) + 4;
  return bytes.subarray(start, text.indexOf("\r\n--uuid-", start));
}
