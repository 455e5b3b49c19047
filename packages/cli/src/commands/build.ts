import {
  type BuildDocumentOptions,
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
  DocumentNonStructure,
  LettreDeLiaisonEntree,
  LettreDeLiaisonSortie,
  RELAXABLE_RULES,
} from "@ldl/cda";
import { buildCrBio, LabReport, RELAXABLE_BIO_RULES } from "@ldl/crbm";
import { parseInput } from "@ldl/domain";
import type { z } from "zod";
import { clockOf } from "../clock.ts";
import { type Command, listOption, requiredOption, textOption, UsageError } from "../command.ts";
import { readJson } from "../json-input.ts";
import { readOru } from "../oru-input.ts";
import { seededIds } from "../seed.ts";

/** What a command line says of a document besides its data. */
interface BuildSettings extends Pick<BuildDocumentOptions, "now" | "newId"> {
  /** Rules whose breach is only told. */
  readonly relax: readonly string[];
}

type Builder = (data: unknown, settings: BuildSettings) => ClinicalDocument;

/** Keeps what may be relaxed. */
function relaxedRules<R extends string>(rules: Readonly<Record<R, string>>, names: readonly string[]): readonly R[] {
  return names.map((name) => {
    const known = (text: string): text is R => Object.hasOwn(rules, text);
    if (known(name)) return name;
    throw new UsageError(`--relax : une règle attendue parmi ${Object.keys(rules).join(", ")}`);
  });
}

function lettre<T>(build: (data: T, options: BuildDocumentOptions) => ClinicalDocument, schema: z.ZodType<T>): Builder {
  return (data, { relax, ...options }) =>
    build(parseInput(schema, data), { ...options, relaxedRules: relaxedRules(RELAXABLE_RULES, relax) });
}

const BUILDERS: Readonly<Record<string, Builder>> = {
  "ldl-ses": lettre(buildLettreDeLiaisonSortie, LettreDeLiaisonSortie),
  "ldl-ees": lettre(buildLettreDeLiaisonEntree, LettreDeLiaisonEntree),
  "cr-bio": (data, { relax, ...options }) =>
    buildCrBio(parseInput(LabReport, data), { ...options, relaxedRules: relaxedRules(RELAXABLE_BIO_RULES, relax) }),
  pdf: lettre(buildDocumentNonStructure, DocumentNonStructure),
};

/** `ldl build`: plain JSON to a CDA document. */
export const command: Command = {
  usage: [
    `build ${Object.keys(BUILDERS).join("|")} --input DONNEES.json --out DOCUMENT.xml [--now ISO] [--seed TEXTE] [--relax REGLE]...`,
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
    relax: {
      type: "string",
      multiple: true,
      help: "règle dont l'écart est signalé sans être refusé (répétable ; ce que cela coûte est dans le README du paquet)",
    },
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
      relax: listOption(invocation, "relax"),
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
