import { randomBytes } from "node:crypto";
import { CivilDate, MssanteAddress } from "@ldl/domain";
import type { ComposeMessageInput } from "@ldl/mssante";
import type { SendMailOptions } from "nodemailer";

/** Mailbox that sends. */
export const DPI = MssanteAddress.parse("dpi@ch-test.mssante.fr");
/** Mailbox that receives. */
export const LGC = MssanteAddress.parse("medecin@cabinet-test.mssante.fr");

/** A letter of so many bytes once encoded: a third of them for its readable copy, the rest for its archive. */
export function letterOf(size: number): ComposeMessageInput {
  const bytes = (size - 1_800) / 1.37;
  return {
    from: { kind: "entite", adresse: DPI, entite: "CH Test" },
    to: [LGC],
    patient: { nomNaissance: "VIAL", prenom: "Paul", dateNaissance: CivilDate.parse("1978-11-26"), insQualifiee: true },
    documents: [
      {
        libelle: "Lettre de liaison",
        typeCode: "11490-0",
        dateActe: CivilDate.parse("2024-02-19"),
        pdf: Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(bytes / 3)]),
      },
    ],
    xdm: Buffer.concat([Buffer.from("PK\u0003\u0004IHE_XDM/SUBSET01/METADATA.XML"), randomBytes((2 * bytes) / 3)]),
    nil: "BENCH",
  };
}

/** The same content as nodemailer is told of it. */
export function sameForNodemailer({ documents, xdm }: ComposeMessageInput): SendMailOptions {
  return {
    from: { name: "CH Test", address: DPI },
    to: LGC,
    subject: "XDM/1.0/DDM+Lettre de liaison VIAL Paul 26/11/1978",
    headers: {
      "Disposition-Notification-To": DPI,
      "X-MSS-CODECDA": "11490-0",
      "X-MSS-INS": "O",
      "X-MSS-NIL": "BENCH",
    },
    text: "Bonjour,\n\nCH Test vous adresse le document suivant concernant VIAL Paul, né(e) le 26/11/1978 :\n- Lettre de liaison\n",
    attachments: [
      {
        filename: "20240219_Lettre de liaison_VIAL_Paul.pdf",
        content: documents.map(({ pdf }) => Buffer.from(pdf ?? []))[0] ?? "",
      },
      { filename: "IHE_XDM.ZIP", content: Buffer.from(xdm.buffer, xdm.byteOffset, xdm.byteLength) },
    ],
  };
}
