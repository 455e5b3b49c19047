import {
  type BuildDocumentOptions,
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
  DocumentNonStructure,
  LettreDeLiaisonEntree,
  LettreDeLiaisonSortie,
} from "@ldl/cda";
import { buildCrBio, LabReport } from "@ldl/crbm";
import { parseInput } from "@ldl/domain";
import { clockOf } from "../clock.ts";
import { type Command, requiredOption, textOption, UsageError } from "../command.ts";
import { readJson } from "../json-input.ts";
import { readOru } from "../oru-input.ts";
import { seededIds } from "../seed.ts";

type Builder = (data: unknown, options: Pick<BuildDocumentOptions, "now" | "newId">) => ClinicalDocument;

const BUILDERS: Readonly<Record<string, Builder>> = {
  "ldl-ses": (data, options) => buildLettreDeLiaisonSortie(parseInput(LettreDeLiaisonSortie, data), options),
  "ldl-ees": (data, options) => buildLettreDeLiaisonEntree(parseInput(LettreDeLiaisonEntree, data), options),
  "cr-bio": (data, options) => buildCrBio(parseInput(LabReport, data), options),
  pdf: (data, options) => buildDocumentNonStructure(parseInput(DocumentNonStructure, data), options),
};

/** `ldl build`: plain JSON to a CDA document. */
export const command: Command = {
  usage: [
    `build ${Object.keys(BUILDERS).join("|")} --input DONNEES.json --out DOCUMENT.xml [--now ISO] [--seed TEXTE]`,
    "build cr-bio --from-oru MESSAGE.hl7 --input LABORATOIRE.json --out DOCUMENT.xml",
  ],
  example: "ldl build ldl-ses --input examples/data/ldl-ses.min.json --out lettre.xml",
  options: {
    input: { type: "string", short: "i", help: "données du document, en JSON (ldl schema en donne le schéma)" },
    out: { type: "string", short: "o", help: "document à écrire" },
    "from-oru": {
      type: "string",
      help: "message HL7 v2 ORU^R01 à convertir (cr-bio) ; --input donne alors ce qu'il ne dit pas (ldl schema oru)",
    },
    now: { type: "string", help: "date du document si les données n'en ont pas (défaut : maintenant)" },
    seed: { type: "string", help: "texte dont dépendent les identifiants (défaut : aléatoires)" },
    json: { type: "boolean", help: "résumé en JSON sur la sortie standard" },
  },
  async run(invocation) {
    const { positionals, io } = invocation;
    const [kind = "", ...others] = positionals;
    const build = BUILDERS[kind];
    if (build === undefined || others.length > 0)
      throw new UsageError(`un type attendu parmi : ${Object.keys(BUILDERS).join(", ")}`);
    const out = requiredOption(invocation, "out");
    const input = requiredOption(invocation, "input");
    const oru = textOption(invocation, "from-oru");
    if (oru !== undefined && kind !== "cr-bio") throw new UsageError("--from-oru ne vaut que pour cr-bio");
    const data = oru === undefined ? await readJson(input, io) : await readOru(oru, input, io);
    const seed = textOption(invocation, "seed");
    const document = build(data, {
      now: clockOf(invocation),
      ...(seed === undefined ? {} : { newId: seededIds(seed) }),
    });
    await io.write(out, document.xml);
    for (const { path, message, rule } of document.issues) io.err(`attention ${path} : ${message} (${rule})\n`);
    if (invocation.values["json"] === true) {
      const { header, level, issues } = document;
      io.out(
        `${JSON.stringify({ out, kind: document.kind, level, bytes: document.xml.length, id: header.id, setId: header.setId, version: header.version, issues })}\n`,
      );
    } else io.err(`${out} : ${document.kind} niveau ${document.level}, ${document.xml.length} octets\n`);
    return 0;
  },
};
