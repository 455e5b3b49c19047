import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { certificatesOfPem } from "../../src/certificates/certificate-facts.ts";
import { findTool, runTool } from "./tools.ts";

/** xmlsec1 of Debian, where it is installed. */
export const XMLSEC: string | undefined = findTool("/usr/bin/xmlsec1");

/**
 * Whether xmlsec1 verifies a signature up to the authorities; `ids` are pairs of attribute and element. What a manifest
 * names (`urn:oid:`) it cannot open: that is for the caller to compare.
 */
export function verifyByXmlsec(xml: string, ca: string, ids: readonly (readonly [string, string])[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ldl-dmp-xmlsec-"));
  try {
    // xmlsec1 reads the first certificate of a file only.
    const trusted = certificatesOfPem(ca).flatMap((pem, index) => {
      const file = path.join(folder, `ca${index}.pem`);
      writeFileSync(file, pem);
      return ["--trusted-pem", file];
    });
    const file = path.join(folder, "signed.xml");
    writeFileSync(file, xml);
    const named = ids.flatMap(([attribute, element]) => [`--id-attr:${attribute}`, element]);
    const { status, text } = runTool(XMLSEC ?? "", ["--verify", "--ignore-manifests", ...named, ...trusted, file]);
    return status === 0 && text.includes("OK") ? "OK" : text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
