import { existsSync } from "node:fs";
import path from "node:path";
import { createXsdValidator } from "@ldl/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeEbrim } from "../../src/ebrim/write-ebrim.ts";
import { prepareXdm } from "../../src/xdm/prepare-xdm.ts";
import { SEED, submission } from "../support/arbitraries.ts";
import { cdaDocument } from "../support/cda-document.ts";
import { FIXED, lotOf, SECOND_ID } from "../support/lot.ts";

/** Path of the `lcm.xsd` of ebXML RegRep 3.0 (OASIS), beside the schemas it imports. No registry package has it. */
const schema = process.env["LDL_EBRIM_XSD"];
const isThere = schema !== undefined && existsSync(schema);
if (!isThere)
  console.warn("SKIPPED: ebRIM messages against lcm.xsd and rim.xsd (set LDL_EBRIM_XSD to the path of lcm.xsd)");

describe.skipIf(!isThere)("ebXML RegRep 3.0 schemas", () => {
  const roots = [path.dirname(path.dirname(path.resolve(schema ?? ".")))];

  it.each(["fr", "ihe-strict"] as const)(
    "are satisfied by the metadata of an archive and by any submission, dialect %s",
    async (dialect) => {
      using validator = await createXsdValidator({ schema: schema ?? "", roots });
      const lot = lotOf([{ cda: cdaDocument() }, { cda: cdaDocument({ id: SECOND_ID }) }]);
      expect(validator.validate(writeEbrim(prepareXdm(lot, FIXED).submission, { dialect }))).toEqual([]);
      fc.assert(
        fc.property(submission, (any) => {
          expect(validator.validate(writeEbrim(any, { dialect }))).toEqual([]);
        }),
        SEED,
      );
    },
  );

  it("are not satisfied by just anything", async () => {
    using validator = await createXsdValidator({ schema: schema ?? "", roots });
    const xml = Buffer.from(writeEbrim(prepareXdm(lotOf([{ cda: cdaDocument() }]), FIXED).submission)).toString();
    expect(validator.validate(Buffer.from(xml.replace("classifiedObject", "classified")))).not.toEqual([]);
  });
});
