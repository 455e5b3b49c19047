import { createTestPki, type TestPki } from "@ldl/testbench";
import { beforeAll, describe, expect, it } from "vitest";
import { type CheckDmpCertificatesInput, checkDmpCertificates } from "./check-certificates.ts";

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});

const pair = ({ chain, key }: { readonly chain: string; readonly key: string }) => ({ certificate: chain, key });

function right(changes: Partial<CheckDmpCertificatesInput> = {}): CheckDmpCertificatesInput {
  const { authentication, signature } = pki.sender;
  return { tls: pair(authentication), signature: pair(signature), ca: pki.ca, structure: "1990000002", ...changes };
}

const rules = (input: CheckDmpCertificatesInput, now?: Date) =>
  checkDmpCertificates(input, now === undefined ? {} : { now: () => now }).map(({ rule, path }) => `${path} ${rule}`);

describe("the two certificates", () => {
  it("are right for a structure and for a card", () => {
    expect(rules(right())).toEqual([]);
    const { authentication, signature } = pki.cps;
    expect(rules({ tls: pair(authentication), signature: pair(signature), ca: pki.ca })).toEqual([]);
  });

  it("are told when they stand at each other's place", () => {
    const { tls, signature } = right();
    expect(rules(right({ tls: signature, signature: tls }))).toEqual([
      "tls LDL-DMP-CERT-TLS",
      "signature LDL-DMP-CERT-SIGN",
    ]);
  });

  it.each<[string, () => CheckDmpCertificatesInput, string, Date?]>([
    ["expired", () => right({ tls: pair(pki.refusedClients.expired) }), "tls LDL-DMP-CERT-EXPIRED"],
    ["not valid yet", () => right({ tls: pair(pki.refusedClients.notYetValid) }), "tls LDL-DMP-CERT-EARLY"],
    [
      "of an unknown authority",
      () => right({ tls: pair(pki.refusedClients.wrongAuthority) }),
      "tls LDL-DMP-CERT-ISSUER",
    ],
    ["unreadable", () => right({ signature: { certificate: "x" } }), "signature LDL-DMP-CERT-UNREADABLE"],
    [
      "another key",
      () => right({ signature: { certificate: pki.sender.signature.chain, key: pki.sender.authentication.key } }),
      "signature LDL-DMP-CERT-KEY",
    ],
    ["another structure", () => right({ structure: "1990000101" }), "signature LDL-DMP-CERT-STRUCTURE"],
    ["over soon", () => right(), "tls LDL-DMP-CERT-SOON", new Date(Date.now() + 350 * 86_400_000)],
  ])("are told when one is %s", (_name, input, expected, now) => {
    expect(rules(input(), now)).toContain(expected);
  });
});
