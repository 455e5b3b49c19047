import { readDocument, renderHtml, renderPdf } from "@ldl/cda";
import { CR_BIO_PRESENTERS } from "@ldl/crbm";
import { type Command, requiredOption, UsageError } from "../command.ts";

/** `ldl render`: a page or a PDF/A for people. */
export const command: Command = {
  usage: ["render DOCUMENT.xml --to html|pdf --out FICHIER"],
  example: "ldl render lettre.xml --to html --out lettre.html",
  options: {
    to: { type: "string", help: "html ou pdf (PDF/A-1b)" },
    out: { type: "string", short: "o", help: "fichier à écrire" },
  },
  async run(invocation) {
    const { positionals, io } = invocation;
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new UsageError("un document attendu");
    const format = requiredOption(invocation, "to");
    const out = requiredOption(invocation, "out");
    const document = readDocument(await io.read(file));
    const sections = document.kind === "CR-BIO" ? CR_BIO_PRESENTERS : {};
    if (format === "html") await io.write(out, renderHtml(document, { sections }));
    else if (format === "pdf") await io.write(out, renderPdf(document, { sections }));
    else throw new UsageError("--to : html ou pdf attendu");
    io.err(`${out} : écrit\n`);
    return 0;
  },
};
