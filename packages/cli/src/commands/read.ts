import { type ReadDocument, readDocument } from "@ldl/cda";
import { readCrBio } from "@ldl/crbm";
import { type Command, UsageError } from "../command.ts";

/** What is written of a document: the results of a report as rows, or the whole report as it is built. */
function contentOf(document: ReadDocument, asReport: boolean): unknown {
  if (document.kind !== "CR-BIO") {
    if (asReport) throw new UsageError("--report ne vaut que pour un CR-BIO");
    return document;
  }
  const report = readCrBio(document);
  return asReport ? report.report : report;
}

/** `ldl read`: typed content of a document as JSON. */
export const command: Command = {
  usage: ["read DOCUMENT.xml [--report]"],
  example: "ldl read lettre.xml",
  options: {
    indent: { type: "boolean", help: "JSON sur plusieurs lignes" },
    report: { type: "boolean", help: "CR-BIO : le compte rendu tel que ldl build cr-bio le prend, fichiers compris" },
  },
  async run({ positionals, values, io }) {
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new UsageError("un document attendu");
    const content = contentOf(readDocument(await io.read(file)), values["report"] === true);
    io.out(`${JSON.stringify(content, null, values["indent"] === true ? 2 : undefined)}\n`);
    return 0;
  },
};
