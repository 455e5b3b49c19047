import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemName } from "../../src/codes/systemes.ts";
import {
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  headerFields,
  readDocument,
  readLettreDeLiaison,
} from "../../src/index.ts";
import { documentNonStructure, lettreEntree, lettreSortie } from "../arbitraries/letters.ts";
import { repeatable } from "../samples.ts";

const RUN = { seed: 20240315, numRuns: 200 };

/**
 * What a document cannot tell apart: the usual name of a code system given or left out, and a dosage that says nothing
 * or no dosage. Members that are undefined or empty lists are left out.
 */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).flatMap(([key, member]): readonly (readonly [string, unknown])[] => {
    const kept = canonical(member);
    const isEmpty = kept === undefined || (Array.isArray(kept) && kept.length === 0);
    const isSilentDosage = key === "posologie" && JSON.stringify(kept) === '{"mode":"normale"}';
    return isEmpty || isSilentDosage ? [] : [[key, kept]];
  });
  const kept: Record<string, unknown> = Object.fromEntries(members);
  if (typeof kept["systeme"] === "string" && kept["nomSysteme"] === systemName(kept["systeme"]))
    delete kept["nomSysteme"];
  return kept;
}

function bodyOf(letter: object): object {
  return Object.fromEntries(Object.entries(letter).filter(([key]) => !Object.hasOwn(headerFields, key)));
}

describe("reading what was built", () => {
  it("gives back the header and the content of any letter at discharge", () => {
    fc.assert(
      fc.property(lettreSortie, fc.constantFrom("none", "spaces"), (input, indentation) => {
        const { xml, header, lettre } = buildLettreDeLiaisonSortie(input, { ...repeatable("s"), indentation });
        const document = readDocument(xml);
        const read = readLettreDeLiaison(document);
        expect(canonical(document.header)).toEqual(canonical(header));
        expect(canonical(read.contenu)).toEqual(canonical(bodyOf(lettre)));
        expect([document.kind, document.level, document.issues, read.issues]).toEqual(["LDL-SES", 3, [], []]);
      }),
      RUN,
    );
  });

  it("gives back the header and the content of any letter at admission", () => {
    fc.assert(
      fc.property(lettreEntree, fc.constantFrom("none", "spaces"), (input, indentation) => {
        const { xml, header, lettre } = buildLettreDeLiaisonEntree(input, { ...repeatable("e"), indentation });
        const document = readDocument(xml);
        const read = readLettreDeLiaison(document);
        expect(canonical(document.header)).toEqual(canonical(header));
        expect(canonical(read.contenu)).toEqual(canonical(bodyOf(lettre)));
        expect([document.kind, document.level, document.issues, read.issues]).toEqual(["LDL-EES", 3, [], []]);
      }),
      RUN,
    );
  });

  it("gives back the header and the file of any level 1 document", () => {
    fc.assert(
      fc.property(documentNonStructure, (input) => {
        // One code of JDV_J07 has a system that is no OID, which no document can hold.
        fc.pre(input.type === undefined || /^\d/.test(input.type.systeme));
        const { xml, header, kind } = buildDocumentNonStructure(input, repeatable("n"));
        const document = readDocument(xml);
        expect(canonical(document.header)).toEqual(canonical(header));
        expect(document.nonXmlBody?.mediaType).toBe(input.contenu.mediaType);
        expect(Buffer.from(document.nonXmlBody?.bytes() ?? []).toString("base64")).toBe(input.contenu.base64);
        expect([document.kind, document.level, document.issues]).toEqual([kind, 1, []]);
      }),
      RUN,
    );
  });

  it("gives the texts of a letter without entries, and leaves what is coded out", () => {
    fc.assert(
      fc.property(lettreEntree, (input) => {
        const { xml, lettre } = buildLettreDeLiaisonEntree(input, { ...repeatable("t"), level: 2 });
        const document = readDocument(xml);
        expect([document.kind, document.level]).toEqual(["LDL-EES", 2]);
        const { contenu } = readLettreDeLiaison(document);
        expect(contenu).toMatchObject({ motif: lettre.motif, commentaire: lettre.commentaire });
        expect(contenu).not.toHaveProperty("traitementsAdmission");
      }),
      { ...RUN, numRuns: 50 },
    );
  });
});
