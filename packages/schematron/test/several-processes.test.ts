import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ruleFolder, schema } from "./support/rule-files.ts";

const PROGRAM = path.join(import.meta.dirname, "support/share-cache.ts");
const TSCONFIG = path.join(import.meta.dirname, "../../../tsconfig.json");

describe("several processes", () => {
  it("may share a cache from the first moment", async () => {
    const baseFolder = ruleFolder({
      "rules.sch": schema(
        `<pattern><rule context="a"><assert test="doc('c.xml')//c[@k = 'x']">m</assert></rule></pattern>`,
      ),
      "c.xml": '<r><c k="y"/></r>',
    });
    const cacheFolder = path.join(baseFolder, "cache");
    const processes = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--import", "tsx", PROGRAM, baseFolder, cacheFolder], {
        stdio: "inherit",
        env: { ...process.env, TSX_TSCONFIG_PATH: TSCONFIG },
      }),
    );
    const statuses = await Promise.all(processes.map(async (child) => (await once(child, "exit"))[0] as number | null));
    expect(statuses).toEqual([0, 0, 0, 0]);
    expect(readdirSync(cacheFolder).filter((name) => !name.endsWith(".json"))).toEqual([]);
  });
});
