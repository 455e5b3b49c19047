import type { CisisKit, OpenCisisKitOptions } from "./cisis-kit.ts";
import { openCisisKit } from "./open-cisis-kit.ts";

/** Several kits, each under the name of the target it stands for. @public */
export interface CisisKits extends Disposable {
  /** The kits by name, in the order given. */
  readonly kits: Readonly<Record<string, CisisKit>>;
}

/**
 * Opens several kits side by side: the one of the DMP and the one of a reference programme, or this year's and last year's.
 *
 * @example
 * ```ts
 * import { compareKits, openCisisKits } from "@ldl/cda";
 *
 * using opened = await openCisisKits({ dmp: "/srv/kit-dmp", segur: "/srv/kit-segur" }, { cacheFolder: "/var/cache/ldl" });
 * const bytes = new Uint8Array();
 * const { verdicts, differences } = compareKits(bytes, opened);
 * console.log(verdicts, differences.length);
 * ```
 * @param folders - Folder of each kit, by name.
 * @param options - Cache and reading options, for all of them.
 * @returns The kits. Dispose them together.
 * @throws {@link LdlError} `LDL_VALIDATION_KIT_NOT_FOUND` or `LDL_VALIDATION_KIT_REFUSED` for the first kit that does not open; those
 * already open are disposed of.
 * @public
 */
export async function openCisisKits(
  folders: Readonly<Record<string, string>>,
  options: OpenCisisKitOptions = {},
): Promise<CisisKits> {
  const kits: Record<string, CisisKit> = {};
  const close = (): void => {
    for (const kit of Object.values(kits)) kit[Symbol.dispose]();
  };
  try {
    for (const [name, folder] of Object.entries(folders)) kits[name] = await openCisisKit(folder, options);
  } catch (error) {
    close();
    throw error;
  }
  return { kits, [Symbol.dispose]: close };
}
