import { randomBytes } from "node:crypto";
import { CivilDate, MssanteAddress } from "@ldl/domain";
import { type ComposedMessage, composeMessage } from "@ldl/mssante";

/** Mailbox that sends. */
export const DPI = MssanteAddress.parse("dpi@ch-test.mssante.fr");
/** Mailbox that receives. */
export const LGC = MssanteAddress.parse("medecin@cabinet-test.mssante.fr");

/** Makes a source of messages of about so many bytes, each composed anew as a host does. */
export function letterSource(bytes: number): () => ComposedMessage {
  const pdf = Buffer.concat([Buffer.from("%PDF-1.4\n"), randomBytes(1_000)]);
  const filling = randomBytes(Math.max(0, Math.round(bytes / 1.37) - 2_000));
  const xdm = Buffer.concat([Buffer.from("PK\u0003\u0004IHE_XDM/SUBSET01/METADATA.XML"), filling]);
  return () =>
    composeMessage({
      from: { kind: "entite", adresse: DPI, entite: "CH Test" },
      to: [LGC],
      patient: {
        nomNaissance: "VIAL",
        prenom: "Paul",
        dateNaissance: CivilDate.parse("1978-11-26"),
        insQualifiee: true,
      },
      documents: [{ libelle: "Lettre de liaison", typeCode: "11490-0", dateActe: CivilDate.parse("2024-02-19"), pdf }],
      xdm,
      nil: "BENCH",
    });
}
