import { describe, expect, it } from "vitest";
import { AUTOMATIC as AUTO, mdn } from "../../test/support/reports.ts";

const ids = ["Final-Recipient: rfc822;pfi@chb.mssante.fr", "Original-Message-ID: <8d1@labo.mssante.fr>"];

describe("receipts with an error", () => {
  it.each([
    [["Failure: problème 904"], "processed", "904"],
    [["Warning: 905"], "processed", "905"],
    [[], "processed/failure", undefined],
    [[], "processed/ERROR", undefined],
    [["Error: quelque chose"], "processed/error", undefined],
    [["Error: 123^autre^x"], "processed/error", undefined],
    [["Error: =?UTF-8?Q?906^Erreur_=27Autre=27=C3=A9^x?="], "processed/error", "906"],
  ])("%j with %s: code %s", (fields, disposition, code) => {
    const read = mdn([...ids, `Disposition: ${AUTO}; ${disposition}`, ...fields]).mdn;
    expect(read.outcome).toBe("rejected");
    expect(read.error?.code).toBe(code);
  });
});

describe("receipts without an error", () => {
  it.each([
    [`${AUTO}; processed`, "integrated", true],
    ["manual-action/MDN-sent-manually; displayed", "read", false],
    ["manual-action/MDN-sent-automatically;displayed", "read", false],
    ["automatic-action/MDN-sent-automatically; dispatched", "forwarded", true],
    ["manual-action/MDN-sent-manually; deleted", "deleted", false],
    ["MANUAL-ACTION/MDN-SENT-MANUALLY; DISPLAYED", "read", false],
    ["manual-action; displayed/expired", "read", false],
    ["n'importe quoi", "unknown", false],
    ["", "unknown", false],
  ])("%s: %s", (disposition, outcome, automatic) => {
    expect(mdn([...ids, `Disposition: ${disposition}`]).mdn).toMatchObject({ outcome, automatic });
  });

  it("reads every field", () => {
    expect(
      mdn([
        "Reporting-UA: LPS-Exemple; 1.0",
        "Original-Recipient: rfc822; <resultats@chb.mssante.fr>",
        ...ids,
        `Disposition: ${AUTO}; processed`,
      ]).mdn,
    ).toMatchObject({ reportingUa: "LPS-Exemple; 1.0", originalRecipient: "resultats@chb.mssante.fr" });
  });

  it("goes without the fields that are missing", () => {
    expect(mdn([]).mdn).toEqual({
      outcome: "unknown",
      disposition: "",
      automatic: false,
      text: "Texte pour les personnes",
    });
  });
});
