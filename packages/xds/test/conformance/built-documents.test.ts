import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  DocumentNonStructure,
  LettreDeLiaisonEntree,
  LettreDeLiaisonSortie,
} from "@ldl/cda";
import { describe, expect, it } from "vitest";
import { describeDocument } from "../../src/describe/describe-document.ts";
import { readXdm } from "../../src/xdm/read-xdm.ts";
import { packXdm } from "../../src/xdm/write-xdm.ts";
import { FIXED, lotOf } from "../support/lot.ts";

/** The sample inputs of the repository. */
const folder = path.join(import.meta.dirname, "../../../../examples/data");

function build(file: string) {
  const input: unknown = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
  if (file.startsWith("ldl-ses")) return buildLettreDeLiaisonSortie(LettreDeLiaisonSortie.parse(input));
  if (file.startsWith("ldl-ees")) return buildLettreDeLiaisonEntree(LettreDeLiaisonEntree.parse(input));
  return buildDocumentNonStructure(DocumentNonStructure.parse(input));
}

const files = readdirSync(folder).filter((name) => /^(?:ldl-ses|ldl-ees|pdf)\..*\.json$/.test(name));

describe("documents that the SDK builds", () => {
  it("are there to be described", () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)("%s is described without overrides, travels and comes back accepted", (file) => {
    const document = build(file);
    const { entry, replaces } = describeDocument(document);
    expect(entry.uniqueId).toBe(document.header.id.racine);
    expect(entry.typeCode.code).toBe(document.type.code);
    const remplace = document.header.remplace;
    expect(replaces).toBe(remplace?.id.racine);
    const reading = readXdm(
      packXdm(lotOf([{ cda: document.xml }]), { ...FIXED, now: () => new Date("2090-01-01T00:00:00Z") }),
    );
    expect(reading.findings).toEqual([]);
    expect(reading.associations.map(({ type }) => type)).toEqual(
      remplace === undefined ? ["HasMember"] : ["HasMember", "RPLC"],
    );
    expect(reading.documents[0]?.entry).toEqual({ ...entry, uri: "DOC00001.XML" });
  });
});
