// Runs the main job on the built packages, as a vendor would use them.
import { buildPackages, runTool } from "./run.mjs";

buildPackages();
runTool("tsx/dist/cli.mjs", ["--tsconfig", "tsconfig.base.json", "examples/demo/src/main.ts"]);
