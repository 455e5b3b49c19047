import { describe, expect, it } from "vitest";
import { filesOf } from "../../test/support/archive-files.ts";
import { cdaDocument, professional } from "../../test/support/cda-document.ts";
import { FIXED, lotOf } from "../../test/support/lot.ts";
import { packXdm } from "./write-xdm.ts";

function actOn(date: string): string {
  return `<documentationOf><serviceEvent><effectiveTime><low value="${date}"/></effectiveTime><performer typeCode="PRF">${professional("assignedEntity", "A")}</performer></serviceEvent></documentationOf>`;
}

describe("INDEX.HTM", () => {
  it.each([
    ["20240101003000+0100", "01/01/2024"],
    ["20240115", "15/01/2024"],
    ["202401", "01/2024"],
    ["2024", "2024"],
    ["20240630233000+0000", "01/07/2024"],
  ])("shows the act of %s on %s, in Paris", (written, day) => {
    const files = filesOf(packXdm(lotOf([{ cda: cdaDocument({ act: actOn(written) }) }]), FIXED));
    expect(files["INDEX.HTM"]).toContain(`<td>${day}</td>`);
  });
});
