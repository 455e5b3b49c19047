import { LdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { UsageError } from "../command.ts";
import { describeFailure } from "./describe-failure.ts";

const smtp = { protocol: "smtp", host: "smtp.operateur.fr", port: 587 } as const;
const missing = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT", syscall: "open", path: "a.xml" });

describe("a failure", () => {
  it.each<[string, unknown, string, number]>([
    ["bad call", new UsageError("verbe inconnu"), "erreur USAGE : verbe inconnu", 2],
    ["absent file", missing, "erreur FICHIER a.xml : fichier introuvable (ENOENT)", 2],
    ["anything else", new Error("x"), "erreur INATTENDUE : x", 2],
    [
      "broken document",
      new LdlError("LDL_CDA_MALFORMED", "x", { details: { line: 3, column: 7, reason: "ENTITY" } }),
      "erreur LDL_CDA_MALFORMED : document illisible, ligne 3, colonne 7 : entité inconnue, refusée",
      1,
    ],
    [
      "message without patient",
      new LdlError("LDL_BIO_HL7V2_UNREADABLE", "x", { details: { reason: "no-patient", segment: 2 } }),
      "erreur LDL_BIO_HL7V2_UNREADABLE : message HL7 v2 illisible, segment 2 : aucun patient",
      1,
    ],
    [
      "expired certificate",
      new LdlError("LDL_MSS_TLS_FAILED", "x", { details: { ...smtp, reason: "client-certificate-expired" } }),
      "erreur LDL_MSS_TLS_FAILED : SMTP smtp.operateur.fr:587 : votre certificat a expiré",
      2,
    ],
    [
      "operator that does not answer",
      new LdlError("LDL_MSS_CONNECTION_FAILED", "x", { details: { ...smtp, reason: "timeout" }, retryable: true }),
      "erreur LDL_MSS_CONNECTION_FAILED : SMTP smtp.operateur.fr:587 : pas de réponse à temps",
      2,
    ],
    [
      "recipients refused",
      new LdlError("LDL_MSS_RECIPIENTS_REFUSED", "x", {
        details: {
          ...smtp,
          recipients: [{ index: 0, smtpCode: 550, enhancedCode: "5.1.1", retryClass: "permanentAddress" }],
        },
      }),
      "erreur LDL_MSS_RECIPIENTS_REFUSED : SMTP smtp.operateur.fr:587 : tous les destinataires sont refusés (550 5.1.1)",
      1,
    ],
    [
      "words of a package that speaks French",
      new LdlError("LDL_OUTBOX_ENTRY_UNKNOWN", "aucune entrée n'a cette clé", { details: { key: "k" } }),
      "erreur LDL_OUTBOX_ENTRY_UNKNOWN : aucune entrée n'a cette clé",
      1,
    ],
  ])("is one French line with its code: %s", (_name, error, line, exitCode) => {
    expect(describeFailure(error)).toEqual({ lines: [line], exitCode });
  });
});
