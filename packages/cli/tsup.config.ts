import { defineConfig } from "tsup";
import { preset } from "../../tsup.preset.ts";

export default defineConfig([preset, { ...preset, entry: ["src/bin.ts"], format: ["esm"], dts: false, clean: false }]);
