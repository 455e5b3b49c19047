import { CivilDate, MssanteAddress } from "@ldl/domain";
import type { ComposeMessageInput } from "../../src/compose/message-input.ts";

/** Mailboxes of the tests. */
export const DPI = MssanteAddress.parse("dpi@ch-test.mssante.fr");
export const LGC = MssanteAddress.parse("medecin@cabinet-test.mssante.fr");
export const PATIENT = MssanteAddress.parse("279035121518989@patient.mssante.fr");

/** The smallest thing that looks like an archive: a ZIP signature and the name of its folder. */
export const XDM = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from("IHE_XDM/SUBSET01/METADATA.XML")]);
export const PDF = Buffer.from("%PDF-1.4\nessai\n");

/** A correct input, to be changed by each test. */
export function messageInput(changes: Partial<ComposeMessageInput> = {}): ComposeMessageInput {
  return {
    from: { kind: "entite", adresse: DPI, entite: "CH Test - Cardiologie" },
    to: [LGC],
    patient: {
      nomNaissance: "VIAL",
      prenom: "Paul",
      dateNaissance: CivilDate.parse("1978-11-26"),
      insQualifiee: true,
    },
    documents: [
      {
        libelle: "Lettre de liaison à la sortie d'un établissement de soins",
        typeCode: "11490-0",
        dateActe: CivilDate.parse("2024-02-19"),
        pdf: PDF,
      },
    ],
    xdm: XDM,
    nil: "REF-NIL-1",
    ...changes,
  };
}

/** Fixed clock and identifiers. */
export const FIXED = {
  now: () => new Date("2024-02-20T09:15:00Z"),
  newId: () => "0b6f6f0e-5c7e-4f0c-9d43-7a0c2a0c9d11",
};
