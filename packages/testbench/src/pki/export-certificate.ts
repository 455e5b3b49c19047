import forge from "node-forge";
import { subjectText } from "./certificate-profile.ts";
import type { IssuedCertificate } from "./issue-certificate.ts";
import type { TestCertificate } from "./test-certificate.ts";

/** The certificate and the authorities above it, nearest first, root left out. */
function chainOf(issued: IssuedCertificate): IssuedCertificate[] {
  if (issued.issuer === undefined) return [];
  return [issued, ...chainOf(issued.issuer)];
}

/** PEM of one certificate, with line feeds. */
export function certificatePem(issued: IssuedCertificate): string {
  return forge.pki.certificateToPem(issued.certificate).replaceAll("\r\n", "\n");
}

function writePkcs12(issued: IssuedCertificate, password: string): Uint8Array {
  const certificates = chainOf(issued).map(({ certificate }) => certificate);
  const file = forge.pkcs12.toPkcs12Asn1(issued.keys.privateKey, certificates, password, {
    algorithm: "aes256",
    friendlyName: issued.parts.cn,
  });
  return Buffer.from(forge.asn1.toDer(file).getBytes(), "latin1");
}

/** Turns an issued certificate into what the bench hands out. */
export function exportCertificate(issued: IssuedCertificate): TestCertificate {
  const [own = "", ...above] = chainOf(issued).map(certificatePem);
  return {
    subject: subjectText(issued.parts),
    certificate: own,
    intermediates: above.join(""),
    chain: [own, ...above].join(""),
    key: issued.keys.pem,
    notBefore: issued.certificate.validity.notBefore,
    notAfter: issued.certificate.validity.notAfter,
    toPkcs12: (password) => writePkcs12(issued, password),
  };
}
