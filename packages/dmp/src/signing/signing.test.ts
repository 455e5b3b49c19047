import { verify, X509Certificate } from "node:crypto";
import { isLdlError } from "@ldl/domain";
import { createTestPki, type TestPki } from "@ldl/testbench";
import forge from "node-forge";
import { beforeAll, describe, expect, it } from "vitest";
import { createKeySigner, type KeyMaterial } from "./create-key-signer.ts";
import { readPkcs12 } from "./read-pkcs12.ts";

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_DMP_KEY_UNREADABLE") return error.details.reason;
    throw error;
  }
  return "accepted";
}

describe("a signer of a key", () => {
  it.each(["sha1", "sha256"] as const)("signs by %s what the certificate verifies", async (digest) => {
    const { chain, key } = pki.sender.signature;
    const signer = createKeySigner({ certificate: chain, key });
    const data = Buffer.from("à signer");
    const { publicKey } = new X509Certificate(signer.certificate);
    expect(verify(digest, data, publicKey, await signer.sign(data, digest))).toBe(true);
    expect(signer.intermediates).toHaveLength(1);
  });

  it.each<[string, (pki: TestPki) => KeyMaterial, string]>([
    [
      "another key",
      ({ sender, receiver }) => ({ certificate: sender.signature.chain, key: receiver.signature.key }),
      "mismatch",
    ],
    ["no certificate", ({ sender }) => ({ certificate: "", key: sender.signature.key }), "noCertificate"],
    ["no key", ({ sender }) => ({ certificate: sender.signature.chain, key: "x" }), "format"],
  ])("refuses %s", (_name, material, reason) => {
    expect(reasonOf(() => createKeySigner(material(pki)))).toBe(reason);
  });

  it("does not sign once aborted", async () => {
    const { chain, key } = pki.sender.signature;
    const signal = AbortSignal.abort(new Error("stop"));
    const signing = createKeySigner({ certificate: chain, key }).sign(new Uint8Array(), "sha256", { signal });
    await expect(signing).rejects.toThrow("stop");
  });
});

describe("a PKCS#12 file", () => {
  it("gives the key and its certificate first", async () => {
    const file = { bytes: pki.sender.signature.toPkcs12("mot de passe"), password: "mot de passe" };
    const signer = createKeySigner(readPkcs12(file));
    expect(new X509Certificate(signer.certificate).subject).toContain("CN=CH-TEST-DPI");
    expect(signer.intermediates).toHaveLength(1);
    const { publicKey } = new X509Certificate(pki.sender.signature.certificate);
    const data = Buffer.from("x");
    expect(verify("sha256", data, publicKey, await signer.sign(data, "sha256"))).toBe(true);
  });

  it.each(["3des", "aes128", "aes256"] as const)("is opened when it is encrypted by %s", (algorithm) => {
    const { key, certificate } = pki.sender.signature;
    const { asn1, pki: x509, pkcs12 } = forge;
    const content = [x509.certificateFromPem(certificate)];
    const file = pkcs12.toPkcs12Asn1(x509.privateKeyFromPem(key), content, "secret", { algorithm });
    const bytes = Buffer.from(asn1.toDer(file).getBytes(), "binary");
    expect(
      new X509Certificate(createKeySigner(readPkcs12({ bytes, password: "secret" })).certificate).subject,
    ).toContain("CN=CH-TEST-DPI");
  });

  it("refuses a wrong password and bytes that are no PKCS#12", () => {
    const bytes = pki.sender.signature.toPkcs12("bon");
    expect(reasonOf(() => readPkcs12({ bytes, password: "mauvais" }))).toBe("password");
    expect(reasonOf(() => readPkcs12({ bytes: Buffer.from("rien"), password: "" }))).toBe("format");
  });
});
