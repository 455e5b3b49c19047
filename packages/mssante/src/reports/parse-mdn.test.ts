import { describe, expect, it } from "vitest";
import type { IncomingMdn } from "../incoming/incoming-message.ts";
import { parseIncoming } from "../incoming/parse-incoming.ts";

/** A receipt as other software writes it. */
function mdn(fields: string[], headers: string[] = []) {
  const lines = [
    "From: lgc@cabinet-test.mssante.fr",
    "Subject: XDM/1.0/DDM+CR VIAL Paul",
    ...headers,
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"',
    "",
    "--b1",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Texte pour les personnes",
    "--b1",
    "Content-Type: message/disposition-notification",
    "",
    ...fields,
    "--b1",
    "Content-Type: message/rfc822",
    "",
    "Subject: original",
    "",
    "x",
    "--b1--",
  ];
  const message = parseIncoming(Buffer.from(lines.join("\r\n"), "utf8"));
  if (message.kind !== "mdn") throw new Error("a receipt was expected");
  return message satisfies IncomingMdn;
}

const ids = ["Final-Recipient: rfc822;pfi@chb.mssante.fr", "Original-Message-ID: <8d1@labo.mssante.fr>"];
const AUTO = "automatic-action/MDN-sent-automatically";

describe("receipts with an error", () => {
  it("give the same result in the form of 1.1.3 and in the one before", () => {
    const recent = mdn([
      ...ids,
      `Disposition: ${AUTO}; processed/error`,
      "Error: 902^Identifiant de patient inconnu^applicationErrorCondition| E^Error^errorSeverity",
    ]).mdn;
    const former = mdn([
      ...ids,
      `Disposition: ${AUTO}; processed/Error: 902^Identifiant de patient inconnu^messageErrorCondition|`,
      " E^Error^errorSeverity",
    ]).mdn;
    for (const read of [recent, former]) {
      expect(read).toMatchObject({
        outcome: "rejected",
        disposition: "processed",
        automatic: true,
        finalRecipient: "pfi@chb.mssante.fr",
        originalMessageId: "<8d1@labo.mssante.fr>",
        error: { code: "902", libelle: "Identifiant de patient inconnu" },
        text: "Texte pour les personnes",
      });
    }
  });

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
