import { CivilDate } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { buildErrorMail } from "../../src/reports/build-error-mail.ts";
import { buildMdn } from "../../src/reports/build-mdn.ts";
import { DPI, FIXED, LGC, messageInput, PATIENT, PDF } from "../support/message-input.ts";

/** Line feeds alone, so that the files can be read and compared anywhere. */
const lines = (raw: Uint8Array) => Buffer.from(raw).toString("utf8").replaceAll("\r\n", "\n");

const message = composeMessage(messageInput(), FIXED);
const received = parseIncoming(Buffer.concat([Buffer.from(`Return-Path: <${DPI}>\r\n`), message.raw]));
const REPORT = { now: FIXED.now, newId: () => "11111111-1111-4111-8111-111111111111" };
const rejected = { kind: "rejected", code: "902", explanation: "Aucun dossier à cette identité." } as const;
const answer = { original: received, from: LGC, label: "Cabinet Test", nil: "REF-NIL-2" };

describe("messages byte for byte", () => {
  it.each([
    ["lettre-de-liaison", () => message],
    [
      "biologie-au-patient",
      () =>
        composeMessage(
          messageInput({
            from: { kind: "entite", adresse: DPI, entite: "Laboratoire de biologie médicale Test" },
            to: [PATIENT],
            documents: [
              {
                libelle: "CR d'examens biologiques",
                typeCode: "11502-2",
                dateActe: CivilDate.parse("2015-08-02"),
                numeroDossier: "12150302014578",
                pdf: PDF,
              },
            ],
            fin: true,
            annuleEtRemplace: true,
            inReplyTo: "<ancien@ch-test.mssante.fr>",
          }),
          FIXED,
        ),
    ],
    ["mdn-integre", () => buildMdn({ ...answer, statement: { kind: "integrated" } }, REPORT)],
    ["mdn-rejet-1.1.3", () => buildMdn({ ...answer, statement: rejected }, REPORT)],
    ["mdn-rejet-1.1.2", () => buildMdn({ ...answer, statement: rejected }, { ...REPORT, form: "1.1.2" })],
    ["courriel-erreur", () => buildErrorMail({ ...answer, code: "904" }, REPORT)],
  ])("%s", async (name, make) => {
    await expect(lines(make().raw)).toMatchFileSnapshot(`${name}.eml`);
  });
});
