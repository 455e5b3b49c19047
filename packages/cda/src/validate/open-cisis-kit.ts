import path from "node:path";
import { createXsdValidator, type XsdValidator } from "@ldl/xml";
import { checkDocument } from "./check-document.ts";
import type { CisisKit, OpenCisisKitOptions, ValidateWithKitOptions } from "./cisis-kit.ts";
import { asKitError } from "./kit-error.ts";
import { KitFolder } from "./kit-folder.ts";
import { KitRules } from "./kit-rules.ts";
import { GENERIC_RULE_SETS, XML_SCHEMA } from "./rule-sets.ts";
import type { ValidationReport } from "./validation-report.ts";
import { VoletIndex } from "./volet-index.ts";

/**
 * Opens the official kit of the ANS (TestContenuCDA, unpacked by the vendor): XML Schema and schematrons, compiled once, without Java.
 *
 * Nothing of the kit is shipped with the SDK, nothing outside its folder is read, and nothing is fetched. A rule set that holds a
 * construct that is not supported keeps the kit from opening, volets included: nothing is found out later, document in hand.
 *
 * @remarks ansforge/TestContenuCDA-3-0, `schematrons/moteur/compilverif.bat`.
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { openCisisKit } from "@ldl/cda";
 *
 * using kit = await openCisisKit("/srv/TestContenuCDA-3-0", { cacheFolder: "/var/cache/ldl" });
 * const { verdict, findings, info } = kit.validate(await readFile("lettre.xml"));
 * console.log(verdict, info.volet.name);
 * for (const { ruleSet, line, message } of findings) console.log(`${line}: [${ruleSet}] ${message}`);
 * ```
 * @param folder - Folder where the kit was unpacked.
 * @param options - Cache and reading options.
 * @returns The kit. Dispose it to give the memory of the XML Schema back.
 * @throws {@link LdlError} `LDL_VALIDATION_KIT_NOT_FOUND` when the folder does not hold the kit, `LDL_VALIDATION_KIT_REFUSED` when a
 * part of it cannot be read or is not supported.
 * @public
 */
export async function openCisisKit(folder: string, options: OpenCisisKitOptions = {}): Promise<CisisKit> {
  const files = new KitFolder(folder);
  const rules = new KitRules(files, options);
  const volets = new VoletIndex(files);
  for (const { name, entry } of [...GENERIC_RULE_SETS, ...volets.ruleSets()])
    openOrRefuse(name, () => rules.open(entry));
  const xmlSchema = await openXmlSchema(files);
  return new OpenedKit({ files, rules, volets, xmlSchema }, options);
}

function openOrRefuse<T>(part: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw asKitError(error, part);
  }
}

async function openXmlSchema(files: KitFolder): Promise<XsdValidator> {
  try {
    const root = path.join(files.path, XML_SCHEMA.root);
    return await createXsdValidator({ schema: path.join(files.path, XML_SCHEMA.entry), roots: [root] });
  } catch (error) {
    throw asKitError(error, XML_SCHEMA.entry);
  }
}

/** What an open kit is made of. */
interface OpenParts {
  readonly files: KitFolder;
  readonly rules: KitRules;
  readonly volets: VoletIndex;
  readonly xmlSchema: XsdValidator;
}

class OpenedKit implements CisisKit {
  readonly sha256: string;
  readonly #files: KitFolder;
  readonly #rules: KitRules;
  readonly #volets: VoletIndex;
  readonly #xmlSchema: XsdValidator;
  readonly #options: OpenCisisKitOptions;

  constructor({ files, rules, volets, xmlSchema }: OpenParts, options: OpenCisisKitOptions) {
    this.sha256 = files.hash();
    this.#files = files;
    this.#rules = rules;
    this.#volets = volets;
    this.#xmlSchema = xmlSchema;
    this.#options = options;
  }

  get volets(): readonly string[] {
    return this.#volets.names();
  }

  validate(bytes: Uint8Array, options: ValidateWithKitOptions = {}): ValidationReport {
    const { version, limits } = this.#options;
    return checkDocument(
      bytes,
      { limits: limits ?? {}, ...options },
      {
        identity: { sha256: this.sha256, ...(version === undefined ? {} : { version }) },
        xmlSchema: this.#xmlSchema,
        volets: this.#volets,
        openRules: (entry) => this.#rules.open(entry),
        repairs: () => this.#files.repairs,
      },
    );
  }

  [Symbol.dispose](): void {
    this.#xmlSchema[Symbol.dispose]();
  }
}
