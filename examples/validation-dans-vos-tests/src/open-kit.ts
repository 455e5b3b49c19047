import os from "node:os";
import path from "node:path";
import { type CisisKit, openCisisKit } from "@ldl/cda";

/** Opens the official kit named by LDL_CISIS_KIT; without it, says so and lets the tests of the rules of the SDK run alone. */
export async function openKit(): Promise<CisisKit | undefined> {
  const folder = process.env["LDL_CISIS_KIT"];
  if (folder === undefined) {
    console.warn("SAUTÉ : LDL_CISIS_KIT ne nomme pas le kit officiel, ses règles ne sont pas appliquées");
    return undefined;
  }
  return openCisisKit(folder, { cacheFolder: path.join(os.tmpdir(), "ldl-kit") });
}
