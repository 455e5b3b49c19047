import { createTestPki, type TestPki } from "@ldl/testbench";
import { beforeAll, describe, expect, it } from "vitest";
import { inspectCertificate } from "./inspect-certificate.ts";
import type { OperatorTls } from "./operator-profile.ts";

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});

describe("inspectCertificate", () => {
  const own = ({ chain, key }: { readonly chain: string; readonly key: string }): OperatorTls => ({
    ca: pki.ca,
    certificate: chain,
    key,
  });

  it("tells each standing", () => {
    const { sender, receiver, refusedClients } = pki;
    const kindOf = (tls: OperatorTls, options = {}) => inspectCertificate(tls, options).kind;
    expect(kindOf({ ca: pki.ca })).toBe("none");
    expect(kindOf({ ca: pki.ca, pkcs12: { bytes: new Uint8Array(), password: "" } })).toBe("opaque");
    expect(kindOf({ ca: pki.ca, certificate: "rien" })).toBe("unreadable");
    expect(kindOf(own(sender.authentication))).toBe("valid");
    expect(kindOf(own(refusedClients.expired))).toBe("expired");
    expect(kindOf(own(refusedClients.notYetValid))).toBe("notYetValid");
    expect(kindOf({ ...own(sender.authentication), key: receiver.authentication.key })).toBe("otherKey");
  });

  it("counts the days that are left", () => {
    const { authentication } = pki.sender;
    const now = () => new Date(authentication.notAfter.getTime() - 10 * 86_400_000 - 1_000);
    expect(inspectCertificate(own(authentication), { now })).toMatchObject({ kind: "expiresSoon", daysLeft: 10 });
    expect(inspectCertificate(own(authentication), { now, warningDays: 5 })).toMatchObject({ kind: "valid" });
  });
});
