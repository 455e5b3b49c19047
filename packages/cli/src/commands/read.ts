import { readDocument } from "@ldl/cda";
import { type Command, UsageError } from "../command.ts";

/** `ldl read`: typed content of a document as JSON. */
export const command: Command = {
  usage: ["read DOCUMENT.xml"],
  example: "ldl read lettre.xml",
  options: { indent: { type: "boolean", help: "JSON sur plusieurs lignes" } },
  async run({ positionals, values, io }) {
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) throw new UsageError("un document attendu");
    const document = readDocument(await io.read(file));
    io.out(`${JSON.stringify(document, null, values["indent"] === true ? 2 : undefined)}\n`);
    return 0;
  },
};
