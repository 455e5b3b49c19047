import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlFromPg } from "@ldl/domain";
import { findPostgres, type MssanteOperator, startTestPostgres, type TestPostgres } from "@ldl/testbench";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import type { InboxTask, KillPoint } from "../support/inbox-process.ts";
import { letterId } from "../support/letter.ts";
import { DPI, LGC } from "../support/message-input.ts";
import { receiverProfile, startOperator } from "../support/operator.ts";
import { deliver } from "../support/test-inbox.ts";

/** Processes that receive are killed by SIGKILL at each point where something of a message is done and something is not. */

const POSTGRES = findPostgres() !== undefined;
if (!POSTGRES) console.warn("SKIPPED, PostgreSQL is not installed: receiving killed by SIGKILL");

const ROOT = path.join(import.meta.dirname, "../../../..");
const PROGRAM = path.join(import.meta.dirname, "../support/inbox-process.ts");
const LETTERS = ["1", "2", "3", "4"];

describe.skipIf(!POSTGRES)("receiving, killed by SIGKILL", () => {
  let server: TestPostgres;
  let operator: MssanteOperator;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ldl-kill-"));
    server = await startTestPostgres();
    operator = await startOperator();
  });
  afterAll(async () => {
    await operator.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the program; how it ended. */
  async function run(task: InboxTask): Promise<string> {
    const file = path.join(folder, "task.json");
    await writeFile(file, JSON.stringify(task), { mode: 0o600 });
    const child = spawn(process.execPath, ["--import", "tsx", PROGRAM, file], { cwd: ROOT, stdio: "inherit" });
    return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? String(code))));
  }

  it("loses no document, hands over again what it cannot know, and answers once outside the window", async () => {
    const record = path.join(folder, "record");
    const connectionString = await server.createDatabase();
    const task = { connectionString, profile: await receiverProfile(operator), mailbox: LGC, record };
    for (const id of LETTERS) deliver(operator, [{ id }]);
    const points: readonly KillPoint[] = [
      "fetching",
      "handing",
      "integrated",
      "settled",
      "marking",
      "answering",
      "answered",
    ];
    for (const killAt of points) expect(await run({ ...task, killAt }), killAt).toBe("SIGKILL");
    expect(await run(task)).toBe("0");
    expect(await run(task)).toBe("0");

    const handed = (await readFile(record, "utf8")).trim().split("\n");
    // The first letter was integrated by a process that died before the inbox knew: its host is told that by `attempt`.
    expect(handed).toEqual([
      `${letterId("1")} 2`,
      `${letterId("1")} 3`,
      ...["2", "3", "4"].map((id) => `${letterId(id)} 1`),
    ]);
    const database = sqlFromPg(new pg.Pool({ connectionString }));
    const { rows } = await database.query("SELECT DISTINCT state, outcome, answered FROM ldl_killed_inbox");
    await database.close();
    expect(rows).toEqual([{ state: "settled", outcome: "integrated", answered: true }]);
    for (const { flags } of operator.mailbox(LGC).messages()) {
      expect(flags).toEqual(expect.arrayContaining(["\\Seen", "$MDNSent"]));
    }
    const answers = operator
      .mailbox(DPI)
      .messages()
      .map(({ raw }) => parseIncoming(raw));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(LETTERS.length + 1).fill("mdn"));
    // One receipt left right before a death: it is sent again with the same Message-ID, and no other is.
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(LETTERS.length);
  });
});
