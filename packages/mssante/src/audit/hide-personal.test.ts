import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterAnswer, hidePatients, subjectWords } from "./hide-personal.ts";

describe("filterAnswer", () => {
  it.each([
    ["250 2.0.0 Ok: queued as 4XyZ12abcdef", "250 2.0.0 Ok: queued as 4XyZ12abcdef"],
    [
      "550 5.1.1 <marie.martin@cabinet.mssante.fr>: Recipient address rejected",
      "550 5.1.1 <***@cabinet.mssante.fr>: Recipient address rejected",
    ],
    ["550 279035121518989@patient.mssante.fr inconnu", "550 ***@patient.mssante.fr inconnu"],
    ["554 matricule 2 79 03 51 215 189 89 refuse", "554 matricule *** refuse"],
    ["535 5.7.8 token eyJhbGciOiJSUzI1NiJ9.eyJzdWIi refused", "535 5.7.8 token *** refused"],
    ["554 the subject 'VIAL Paul' is refused", "554 the subject *** is refused"],
    ["250 first line\r\n250 second line", "250 first line"],
    ["250 \u0000\u001b[31m red", "250  [31m red"],
  ])("%s", (answer, written) => {
    expect(filterAnswer(answer)).toBe(written);
  });

  it("never repeats a word of the subject, an address, a matricule or a token", () => {
    const word = fc.stringMatching(/^[A-Za-z'.+*()[\]{}|^$\\/-]{3,12}$/);
    const matricule = fc.stringMatching(/^[12]\d{14}$/);
    const token = fc.stringMatching(/^[A-Za-z0-9_-]{30,60}$/);
    fc.assert(
      fc.property(word, matricule, token, fc.string({ maxLength: 40 }), (name, ins, secret, noise) => {
        const answer = `550 5.7.1 ${noise} ${name} ${ins}@patient.mssante.fr ${ins} ${secret} ${name}`;
        const written = filterAnswer(answer, [name]).toLowerCase();
        // Masks and codes may hold what such a word is made of.
        fc.pre(!"550 5.7.1 patient.mssante.fr ***".includes(name.toLowerCase()));
        expect(written).not.toContain(ins);
        expect(written).not.toContain(secret.toLowerCase());
        expect(written).not.toContain(name.toLowerCase());
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("hidePatients", () => {
  it.each([
    ["279035121518989@patient.mssante.fr", "***@patient.mssante.fr"],
    ["<x.279035121518989@test.PATIENT.mssante.fr>", "<***@test.PATIENT.mssante.fr>"],
    ["dpi@ch-test.mssante.fr", "dpi@ch-test.mssante.fr"],
    ["<0b6f6f0e-5c7e@ch-test.mssante.fr>", "<0b6f6f0e-5c7e@ch-test.mssante.fr>"],
  ])("%s", (text, written) => {
    expect(hidePatients(text)).toBe(written);
  });
});

it("reads no more of a text of others than it needs", () => {
  for (const text of ["a".repeat(1_000_000), "a@".repeat(500_000), '"'.repeat(1_000_000)]) {
    expect(hidePatients(text).length).toBeLessThanOrEqual(300);
    expect(filterAnswer(text).length).toBeLessThanOrEqual(200);
  }
});

describe("subjectWords", () => {
  it("reads the words of a subject on several lines", () => {
    const raw = Buffer.from(
      "From: a@b\r\nSubject: XDM/1.0/DDM+Lettre de\r\n liaison VIAL\r\nTo: c@d\r\n\r\nSubject: body",
    );
    expect(subjectWords(raw)).toEqual(["XDM/1.0/DDM", "Lettre", "de", "liaison", "VIAL"]);
  });
});
