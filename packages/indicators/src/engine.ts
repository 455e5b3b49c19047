import { createRequire } from "node:module";
import { z } from "zod";

const Manifest = z.object({ name: z.string(), version: z.string() });

/** Name and version of this package, printed beside every figure. */
export const ENGINE: Readonly<z.infer<typeof Manifest>> = Manifest.parse(
  createRequire(import.meta.url)("../package.json"),
);
