import type { XdmReading } from "../../src/xdm/read-xdm.ts";

/** Rules of the findings of a reading, in order, without repeats. */
export function rulesOf({ findings }: Pick<XdmReading, "findings">): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}
