import { defineConfig } from "tsup";
import { preset } from "../../tsup.preset.ts";

// The package finds the files of its fonts from its own place, by `import.meta.url` in both formats.
export default defineConfig({ ...preset, shims: true });
