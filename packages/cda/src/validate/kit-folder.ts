import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { LdlError } from "@ldl/domain";
import { RULE_FOLDERS, XML_SCHEMA } from "./rule-sets.ts";
import type { KitRepair } from "./validation-report.ts";
import { ValueSetFiles } from "./value-set-files.ts";

/**
 * The folder where the vendor unpacked the kit, read as the system it was made on would: letter case does not matter. Files that the
 * published kit forgets and that can be made from others are made. Nothing outside the folder is ever read.
 */
export class KitFolder {
  readonly path: string;
  readonly #valueSets: ValueSetFiles;
  /** Names in each folder, by their lower case. */
  readonly #listings = new Map<string, ReadonlyMap<string, string>>();
  readonly #repairs = new Map<string, KitRepair>();

  constructor(folder: string) {
    if (!existsSync(path.join(folder, XML_SCHEMA.entry)) || !existsSync(path.join(folder, "schematrons"))) {
      throw new LdlError("LDL_VALIDATION_KIT_NOT_FOUND", "the folder does not hold the official kit", {
        details: { expected: [XML_SCHEMA.entry, "schematrons"] },
      });
    }
    this.path = realpathSync(folder);
    this.#valueSets = new ValueSetFiles(this.path);
  }

  /** What was done to read files that the kit names otherwise, or does not hold. */
  get repairs(): readonly KitRepair[] {
    return [...this.#repairs.values()];
  }

  /** Says what a path stands for, to the engine that reads the rules. */
  readonly resolve = (file: string): string | Uint8Array | undefined => {
    if (existsSync(file)) return file;
    const found = this.#ignoringCase(file);
    if (found !== undefined) {
      this.#repairs.set(file, { kind: "letter-case", asked: this.#nameOf(file), used: this.#nameOf(found) });
      return found;
    }
    const rebuilt = this.#valueSets.rebuild(path.basename(file));
    if (rebuilt === undefined) return undefined;
    this.#repairs.set(file, { kind: "rebuilt-value-set", asked: this.#nameOf(file), used: rebuilt.from });
    return rebuilt.bytes;
  };

  /** Absolute path of a file of the kit, letter case left aside; `undefined` when there is none. */
  find(name: string): string | undefined {
    const file = path.join(this.path, name);
    return existsSync(file) ? file : this.#ignoringCase(file);
  }

  /** Names of the files of one folder. */
  list(folder: string): readonly string[] {
    return [...this.#listing(path.join(this.path, folder)).values()].sort();
  }

  /** SHA-256 over the names and contents of everything that decides a verdict. */
  hash(): string {
    const hash = createHash("sha256");
    for (const folder of RULE_FOLDERS) this.#addTo(hash, folder);
    return hash.digest("hex");
  }

  #addTo(hash: ReturnType<typeof createHash>, folder: string): void {
    const entries = readdirSync(path.join(this.path, folder), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const name = `${folder}/${entry.name}`;
      const file = path.join(this.path, name);
      // Asking the disk again only for links spares a call for each of thousands of files.
      const isFolder = entry.isSymbolicLink() ? statSync(file).isDirectory() : entry.isDirectory();
      if (isFolder) this.#addTo(hash, name);
      else hash.update(`${name}\n`).update(readFileSync(file));
    }
  }

  #nameOf(file: string): string {
    return path.relative(this.path, file).split(path.sep).join("/");
  }

  #ignoringCase(file: string): string | undefined {
    let place = this.path;
    for (const part of path.relative(this.path, file).split(path.sep)) {
      const name = this.#listing(place).get(part.toLowerCase());
      if (name === undefined) return undefined;
      place = path.join(place, name);
    }
    return place;
  }

  #listing(folder: string): ReadonlyMap<string, string> {
    const known = this.#listings.get(folder);
    if (known !== undefined) return known;
    const isFolder = existsSync(folder) && statSync(folder).isDirectory();
    const listing = new Map((isFolder ? readdirSync(folder) : []).map((name) => [name.toLowerCase(), name]));
    this.#listings.set(folder, listing);
    return listing;
  }
}
