import path from "node:path";
import { defineConfig } from "vitest/config";

/** Packages resolve to their sources, so that tests never depend on an earlier build. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^@ldl\/([a-z]+)$/, replacement: path.join(import.meta.dirname, "packages/$1/src/index.ts") }],
  },
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "examples/*/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
