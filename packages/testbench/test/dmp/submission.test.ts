import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "../../src/index.ts";
import { said } from "./support/soap.ts";
import { hospital, type Sender, type SubmissionOptions, submit } from "./support/submission.ts";
import { INS } from "./support/vihf.ts";

let pki: TestPki;
let dmp: DmpServer;
let sender: Sender;

beforeAll(async () => {
  pki = await createTestPki();
  sender = hospital(pki);
  dmp = await startDmp({ pki, patients: [{ ins: INS }], logBodies: "redacted" });
});
afterAll(() => dmp.close());

describe("a submission that is right", () => {
  it.each<[string, SubmissionOptions]>([["one document and its signature", {}]])("%s", async (_name, options) => {
    const answer = await submit(dmp, sender, options);
    expect(answer.bytes.toString()).toContain("ResponseStatusType:Success");
    expect(said(answer)).toBe("Success");
  });
});
