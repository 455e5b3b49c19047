import { CivilDate, Ins, MssanteAddress, mssanteAddressKind } from "@ldl/domain";
import { z } from "zod";
import { HeaderText, MessageId } from "../text/header-text.ts";

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, { error: "octets attendus (LDL-MSS-005)" });

function startsWith(signature: string) {
  return (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, signature.length)).toString("latin1") === signature;
}

/** Sender of a message: a person with a personal mailbox, or an entity with an organisational or applicative one. @public */
export const MessageSender = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("personne"),
    /** Mailbox. */
    adresse: MssanteAddress,
    /** Title as it is read, `Dr`. */
    titre: HeaderText.optional(),
    /** Given name. */
    prenom: HeaderText,
    /** Name in practice. */
    nom: HeaderText,
    /** Functional entity: practice, ward. */
    entite: HeaderText.optional(),
  }),
  z.strictObject({
    kind: z.literal("entite"),
    /** Mailbox. */
    adresse: MssanteAddress,
    /** Name of the service, establishment or laboratory. */
    entite: HeaderText,
  }),
]);
export type MessageSender = z.infer<typeof MessageSender>;

/** The patient whom every document of a message is about. @public */
export const MessagePatient = z.strictObject({
  /** Birth name. */
  nomNaissance: HeaderText,
  /** First given name of the birth certificate. */
  prenom: HeaderText,
  /** Birth date. */
  dateNaissance: CivilDate.optional(),
  /** Whether the identity in the documents is a qualified INS; written as `X-MSS-INS: O` or `N`. */
  insQualifiee: z.boolean(),
  /** Matricule; only compared with the mailbox when the patient is written to. */
  ins: Ins.optional(),
});
/** What the schema of the same name gives. @public */
export interface MessagePatient extends z.infer<typeof MessagePatient> {}

/** What a message says of one document of its archive. @public */
export const MessageDocument = z.strictObject({
  /** Label of the document: `displayName` of the CDA code. */
  libelle: HeaderText,
  /** Code of the document type, `11490-0`; written in `X-MSS-CODECDA`. */
  typeCode: z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/, { error: "code de type de document attendu (LDL-MSS-006)" }),
  /** Day of the documented act: `serviceEvent/effectiveTime/low`. */
  dateActe: CivilDate,
  /** For biology: registration number of the prescription. */
  numeroDossier: HeaderText.optional(),
  /** Readable copy, PDF/A-1. */
  pdf: Bytes.refine(startsWith("%PDF-"), { error: "fichier PDF attendu (LDL-MSS-007)" }).optional(),
});
/** What the schema of the same name gives. @public */
export interface MessageDocument extends z.infer<typeof MessageDocument> {}

const fields = z.strictObject({
  /** Who sends. Its address is also the envelope sender: it receives notifications. */
  from: MessageSender,
  /** Recipients: professionals, or one patient. */
  to: z.array(MssanteAddress).min(1, { error: "au moins un destinataire attendu (LDL-MSS-008)" }).max(100),
  /** Where people answer when `from` is an applicative mailbox. */
  replyTo: MssanteAddress.optional(),
  /** The patient. */
  patient: MessagePatient,
  /** The documents of the archive, in its order. */
  documents: z.array(MessageDocument).min(1, { error: "au moins un document attendu (LDL-MSS-009)" }).max(99),
  /** The archive IHE_XDM.ZIP. */
  xdm: Bytes.refine(startsWith("PK\u0003\u0004"), { error: "archive ZIP attendue (LDL-MSS-010)" }),
  /** Reference of the product at the Convergence portal (NIL). */
  nil: HeaderText,
  /** Text for people. Default: a French text that names sender, patient and documents. */
  body: z.string().max(100_000).optional(),
  /** Asks the recipient's software for a receipt (MDN). Default: `true`. */
  receipt: z.boolean().optional(),
  /** To a patient: they cannot answer (`X-MSS-MES: FIN`). Default: `false`. */
  fin: z.boolean().optional(),
  /** The documents replace former versions: says « Annule et remplace » in subject and body. Default: `false`. */
  annuleEtRemplace: z.boolean().optional(),
  /** Message that this one follows. */
  inReplyTo: MessageId.optional(),
  /** Messages of the thread. Default: `inReplyTo`. */
  references: z.array(MessageId).max(50).optional(),
  /** Identifier kept by an outbox from an earlier attempt. Default: a new one. */
  messageId: MessageId.optional(),
});

type Fields = z.infer<typeof fields>;
type Rule = (input: Fields) => { readonly path: string; readonly message: string } | undefined;

function patientsAmong({ to }: Fields): readonly MssanteAddress[] {
  return to.filter((address) => mssanteAddressKind(address) === "patient");
}

/** What one field alone cannot say. */
const RULES: readonly Rule[] = [
  (input) => {
    const patients = patientsAmong(input).length;
    const alone = patients === 0 || (patients === 1 && input.to.length === 1);
    return alone ? undefined : { path: "to", message: "un message au patient n'a qu'un destinataire (LDL-MSS-011)" };
  },
  (input) =>
    patientsAmong(input).length > 0 && !input.patient.insQualifiee
      ? { path: "to", message: "adresse de patient réservée à une INS qualifiée (LDL-MSS-012)" }
      : undefined,
  (input) => {
    const [address] = patientsAmong(input);
    const { ins } = input.patient;
    const same = address === undefined || ins === undefined || address.toUpperCase().startsWith(`${ins}@`);
    return same ? undefined : { path: "to", message: "adresse du patient du message attendue (LDL-MSS-013)" };
  },
  (input) =>
    input.fin === true && patientsAmong(input).length === 0
      ? { path: "fin", message: "fin d'échange réservée à un message au patient (LDL-MSS-014)" }
      : undefined,
  ({ to }) =>
    new Set(to.map((address) => address.toLowerCase())).size === to.length
      ? undefined
      : { path: "to", message: "destinataires tous différents attendus (LDL-MSS-015)" },
];

/**
 * What {@link composeMessage} makes a message of.
 *
 * @public
 */
export const ComposeMessageInput = fields.superRefine((input, context) => {
  for (const rule of RULES) {
    const broken = rule(input);
    if (broken !== undefined) context.addIssue({ code: "custom", path: [broken.path], message: broken.message });
  }
});
/** What the schema of the same name gives. @public */
export interface ComposeMessageInput extends z.infer<typeof ComposeMessageInput> {}
