import { defineConfig } from "tsup";
import { preset } from "../../tsup.preset.ts";

export default defineConfig([
  preset,
  {
    ...preset,
    entry: { bin: "src/bin.ts", "validate-worker": "src/validate/validate-worker.ts" },
    format: ["esm"],
    dts: false,
    clean: false,
  },
]);
