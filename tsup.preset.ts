import type { Options } from "tsup";

/** Build settings shared by every published package: ESM and CJS for Node 20, with declarations. */
export const preset: Options = {
  entry: ["src/index.ts"],
  format: ["esm", "cjs"],
  target: "node20",
  platform: "node",
  sourcemap: true,
  clean: true,
  treeshake: true,
  // The root tsconfig maps packages to their sources for checking; a build resolves them as a user would.
  tsconfig: "../../tsconfig.build.json",
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
};
