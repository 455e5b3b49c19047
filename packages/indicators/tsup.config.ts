import { defineConfig } from "tsup";
import { preset } from "../../tsup.preset.ts";

// The package reads its own manifest and the font files next to it, by `import.meta.url` in both formats.
export default defineConfig({ ...preset, shims: true });
