import { CivilDate, IdentiteIns, isLdlError, MssanteAddress } from "@ldl/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIncoming } from "../incoming/parse-incoming.ts";
import { composeEndMessage } from "./compose-end-message.ts";
import { type DecideSendingOptions, decideSending } from "./decide-sending.ts";
import { classifyPatientBounce } from "./patient-bounce.ts";
import { patientMailbox } from "./patient-mailbox.ts";
import { restrictionsOf, type SendingRequest } from "./sending-request.ts";

const MATRICULE = "279035121518989";
const INS = IdentiteIns.parse({ matricule: MATRICULE });
const ADULT = { ins: INS, insQualifiee: true, dateNaissance: CivilDate.parse("1979-03-28") };
const NOW = () => new Date("2026-06-01T10:00:00Z");

/** `MASQUE_PS INVISIBLE_PATIENT INVISIBLE_REP_LEGAUX CONNEXION_SECRETE` as letters, then `DMP PS PATIENT`. */
function request(restrictions: string, targets: string, changes: Partial<SendingRequest> = {}): SendingRequest {
  const [masquePs, invisiblePatient, invisibleRepresentants, connexionSecrete] = [...restrictions].map(
    (c) => c === "Y",
  );
  const [dmp, professionnels = false, patient = false] = [...targets].map((c) => c === "Y");
  return {
    cibles: { professionnels, patient, dmp },
    restrictions: { masquePs, invisiblePatient, invisibleRepresentants, connexionSecrete },
    patient: ADULT,
    ...changes,
  };
}

const letters = ["N", "Y"] as const;
const combinations = (count: number): string[] =>
  count === 0 ? [""] : combinations(count - 1).flatMap((start) => letters.map((letter) => start + letter));

/** The rows of the published table, restrictions then targets, `*` for either. */
const TABLE = ["NNN* *YY", "NYN* *YN", "*N*N NNY"];

function isInTable(restrictions: string, targets: string): boolean {
  const asked = `${restrictions} ${targets}`;
  return TABLE.some((row) => [...row].every((letter, index) => letter === "*" || letter === asked[index]));
}

describe("the table of restrictions and targets", () => {
  const strict: DecideSendingOptions = { professionalsAlone: "refuse", hiddenFromRepresentatives: "table", now: NOW };
  const all = combinations(4).flatMap((r) => combinations(3).map((t) => [r, t] as const));

  it("allows what is in it and refuses all the rest, as written", () => {
    expect(all).toHaveLength(128);
    for (const [restrictions, targets] of all) {
      const decision = decideSending(request(restrictions, targets), strict);
      expect([restrictions, targets, decision.allowed]).toEqual([
        restrictions,
        targets,
        isInTable(restrictions, targets),
      ]);
    }
  });

  it("differs by default only for professionals alone, with a document that the patient may see", () => {
    const differing = all.filter(
      ([r, t]) => decideSending(request(r, t), { now: NOW }).allowed !== decideSending(request(r, t), strict).allowed,
    );
    expect(new Set(differing.map(([r, t]) => `${r.slice(0, 3)}${t.slice(1)}`))).toEqual(new Set(["NNNYN"]));
  });

  it.each([
    ["YNNN", "NYN", ["LDL-MSS-030"]],
    ["NYNN", "NYY", ["LDL-MSS-031"]],
    ["NNYN", "NYY", ["LDL-MSS-032"]],
    ["NNNY", "NNY", ["LDL-MSS-033"]],
    ["NNNN", "YNY", ["LDL-MSS-034"]],
    ["NNNN", "NNN", ["LDL-MSS-035"]],
    ["YYNN", "NYY", ["LDL-MSS-030", "LDL-MSS-031"]],
  ])("says why %s %s is refused", (restrictions, targets, rules) => {
    const decision = decideSending(request(restrictions, targets), { now: NOW });
    expect(decision.allowed ? [] : decision.issues.map(({ rule }) => rule)).toEqual(rules);
  });

  it("says to whom alone it may be sent, and is then of the same mind", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...combinations(4)),
        fc.constantFrom(...combinations(2)),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (restrictions, oppositions, dmp, qualified, strictly) => {
          const asked = request(restrictions, `${dmp ? "Y" : "N"}YY`, {
            oppositions: { professionnels: oppositions[0] === "Y", patient: oppositions[1] === "Y" },
            patient: { ...ADULT, insQualifiee: qualified },
          });
          const options = strictly ? strict : { now: NOW };
          const decision = decideSending(asked, options);
          if (decision.allowed) return;
          for (const target of ["professionnels", "patient"] as const) {
            const cibles = { ...asked.cibles, professionnels: false, patient: false, [target]: true };
            expect(decideSending({ ...asked, cibles }, options).allowed).toBe(decision.possible.includes(target));
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("what stands against writing to a patient", () => {
  const decide = (changes: Partial<SendingRequest>, targets = "NYY", restrictions = "NNNN") =>
    decideSending(request(restrictions, targets, changes), { now: NOW });

  it("gives the mailbox when nothing does", () => {
    expect(decide({})).toEqual({ allowed: true, patientMailbox: `${MATRICULE}@patient.mssante.fr` });
    expect(decide({}, "NYN")).toEqual({ allowed: true });
  });

  it.each<[string, Partial<SendingRequest>, string, readonly string[]]>([
    ["an objection to being written to", { oppositions: { patient: true } }, "LDL-MSS-037", ["professionnels"]],
    ["an objection to professionals", { oppositions: { professionnels: true } }, "LDL-MSS-036", ["patient"]],
    ["no INS", { patient: { insQualifiee: true } }, "LDL-MSS-038", ["professionnels"]],
    ["an INS that is not qualified", { patient: { ...ADULT, insQualifiee: false } }, "LDL-MSS-038", ["professionnels"]],
    [
      "an INS of tests",
      { patient: { ...ADULT, ins: { ...INS, environnement: "test" } } },
      "LDL-MSS-038",
      ["professionnels"],
    ],
  ])("%s", (_name, changes, rule, possible) => {
    const decision = decide(changes);
    expect(decision.allowed ? undefined : [decision.issues[0].rule, decision.possible]).toEqual([rule, possible]);
  });

  it.each([
    ["2008-06-02", "NNYN", "a minor for one more day", false],
    ["2008-06-01", "NNYN", "an adult since midnight", true],
    ["2008-02-29", "NNYN", "born on a 29 February", true],
    [undefined, "NNYN", "nobody knows the age", false],
    ["2015-01-01", "NNNN", "a minor, nothing hidden", true],
  ])("born on %s, restrictions %s (%s): %s", (date, restrictions, _name, allowed) => {
    const patient = {
      ins: INS,
      insQualifiee: true,
      ...(date === undefined ? {} : { dateNaissance: CivilDate.parse(date) }),
    };
    const decision = decide({ patient }, "NNY", restrictions);
    expect(decision.allowed ? true : decision.issues.map(({ rule }) => rule)).toEqual(allowed || ["LDL-MSS-039"]);
  });

  it("counts ages by the day in France", () => {
    const patient = { ...ADULT, dateNaissance: CivilDate.parse("2008-06-02") };
    const at = (now: string) =>
      decideSending(request("NNYN", "NNY", { patient }), { now: () => new Date(now) }).allowed;
    expect([at("2026-06-01T21:59:59Z"), at("2026-06-01T22:00:00Z")]).toEqual([false, true]);
  });
});

describe("patientMailbox", () => {
  it.each([
    ["noIns", { insQualifiee: true }],
    ["insNotQualified", { ins: INS, insQualifiee: false }],
    [
      "otherEnvironment",
      { ins: IdentiteIns.parse({ matricule: MATRICULE, environnement: "test" }), insQualifiee: true },
    ],
  ] as const)("refuses: %s, without the matricule in the message", (reason, patient) => {
    let thrown: unknown;
    try {
      patientMailbox(patient);
    } catch (error) {
      thrown = error;
    }
    expect(isLdlError(thrown) && thrown.code === "LDL_MSS_PATIENT_UNREACHABLE" && thrown.details).toEqual({ reason });
    expect(String(thrown)).not.toContain(MATRICULE);
  });

  it("takes an INS of tests where tests are made, and Corsican numbers", () => {
    const test = IdentiteIns.parse({ matricule: MATRICULE, environnement: "test" });
    const options = { environnement: "test" } as const;
    expect(patientMailbox({ ins: test, insQualifiee: true }, options)).toBe(`${MATRICULE}@patient.mssante.fr`);
    const corsican = IdentiteIns.parse({ matricule: "180082A00100176" });
    expect(patientMailbox({ ins: corsican, insQualifiee: true })).toBe("180082A00100176@patient.mssante.fr");
  });
});

describe("restrictionsOf", () => {
  it.each<[readonly string[], object]>([
    [["N"], {}],
    [["V", "MASQUE_PS", "INVISIBLE_PATIENT"], { masquePs: true, invisiblePatient: true }],
    [["N", "INVISIBLE_REPRESENTANTS_LEGAUX"], { invisibleRepresentants: true }],
    [["INVISIBLE_REP_LEGAUX", "CONNEXION_SECRETE", "AUTRE"], { invisibleRepresentants: true, connexionSecrete: true }],
  ])("%j", (codes, expected) => {
    expect(restrictionsOf(codes)).toEqual(expected);
  });
});

describe("classifyPatientBounce", () => {
  it.each([
    ["Message non distribué : la messagerie du patient est fermée.", undefined, "PATIENT_MAILBOX_CLOSED"],
    ["Le patient a clôturé sa messagerie", undefined, "PATIENT_MAILBOX_CLOSED"],
    ["Message non distribue\r\nPatient\r\nnon trouvé", undefined, "PATIENT_NOT_FOUND"],
    ["Ce destinataire n’existe pas", undefined, "PATIENT_NOT_FOUND"],
    ["L'adresse du destinataire est invalide", undefined, "PATIENT_ADDRESS_INVALID"],
    ["La taille du message dépasse 25 Mo", undefined, "PATIENT_MESSAGE_TOO_LARGE"],
    ["Undelivered Mail Returned to Sender", "5.3.4", "PATIENT_MESSAGE_TOO_LARGE"],
    ["Undelivered Mail Returned to Sender", "5.1.1", "PATIENT_NOT_FOUND"],
    ["Undelivered Mail Returned to Sender", "5.7.1", undefined],
    ["", undefined, undefined],
  ])("%j with %s: %s", (text, status, expected) => {
    expect(classifyPatientBounce({ text, ...(status === undefined ? {} : { status }) })).toBe(expected);
  });

  it("does not take long over a long text", () => {
    expect(classifyPatientBounce({ text: "messagerie ".repeat(1_000_000) })).toBeUndefined();
  });
});

describe("composeEndMessage", () => {
  const from = {
    kind: "entite",
    adresse: MssanteAddress.parse("cardio@ch-test.mssante.fr"),
    entite: "CH Test",
  } as const;
  const to = MssanteAddress.parse(`${MATRICULE}@patient.mssante.fr`);

  it("has [FIN] as its whole subject, and is read so", () => {
    const message = composeEndMessage({ from, to, nil: "NIL" }, { now: NOW, newId: () => "id" });
    const text = Buffer.from(message.raw).toString("utf8");
    expect(text).toMatch(/^Subject: \[FIN\]\r$/m);
    expect(text).toMatch(/^X-MSS-MES: FIN\r$/m);
    expect(message.envelope).toEqual({ from: from.adresse, to: [to] });
    expect(parseIncoming(message.raw).kind).toBe("fin");
    expect(composeEndMessage({ from, to, nil: "NIL" }, { now: NOW, newId: () => "id" })).toEqual(message);
  });

  it.each([
    ["a professional", { to: MssanteAddress.parse("a@b.mssante.fr") }],
    ["another patient", { ins: IdentiteIns.parse({ matricule: "180082A00100176" }).matricule }],
    ["a header in the name", { from: { ...from, entite: "CH\r\nBcc: x@y.fr" } }],
  ])("refuses %s", (_name, changes) => {
    expect(() => composeEndMessage({ from, to, nil: "NIL", ...changes })).toThrow(/LDL-MSS-0/);
  });
});
