import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Writes files into a new folder that is removed when the test ends; names may hold folders. */
export function ruleFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "rules-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A schema around its patterns. */
export function schema(content: string, attributes = ""): string {
  return `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" ${attributes}>
<ns prefix="t" uri="urn:t"/>
${content}
</schema>`;
}

/** A file to be included. */
export function part(element: string): string {
  return element.replace(/^<(\w+)/, '<$1 xmlns="http://purl.oclc.org/dsdl/schematron"');
}
