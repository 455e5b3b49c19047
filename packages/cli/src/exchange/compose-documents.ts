import { type ReadDocument, renderPdf } from "@ldl/cda";
import { CivilDate, MssanteAddress, parseInput } from "@ldl/domain";
import { composeMessages, type MessagePart } from "@ldl/mssante";
import { clockOf } from "../clock.ts";
import { type Invocation, listOption, type OptionShape, requiredOption, textOption, UsageError } from "../command.ts";
import { seededIds } from "../seed.ts";
import { PACK_OPTIONS, packDocuments } from "./pack-documents.ts";

/** Options of the verbs that make a message. */
export const COMPOSE_OPTIONS: Readonly<Record<string, OptionShape>> = {
  from: { type: "string", help: "boîte MSSanté de l'émetteur" },
  to: { type: "string", multiple: true, help: "boîte d'un destinataire ; se répète" },
  "max-octets": { type: "string", help: "taille des pièces jointes au-delà de laquelle un message par document part" },
  nil: { type: "string", help: "référence du produit au portail Convergence (défaut : LDL-CLI)" },
  ...PACK_OPTIONS,
};

const DEFAULT_NIL = "LDL-CLI";

/** What the message says of a document, with its readable copy: the one it holds, else one made from it. */
function presentDocument(document: ReadDocument) {
  const { header, code, pdfCopies } = document;
  return {
    libelle: code.label ?? header.titre,
    typeCode: code.code ?? "",
    dateActe: CivilDate.parse(header.acte.debut.slice(0, 10)),
    pdf: pdfCopies[0]?.bytes() ?? renderPdf(document),
  };
}

function limitOf(invocation: Invocation): { readonly maxAttachmentsBytes?: number } {
  const text = textOption(invocation, "max-octets");
  if (text === undefined) return {};
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new UsageError("--max-octets : nombre d'octets attendu");
  return { maxAttachmentsBytes: Number(text) };
}

/** Packs some of the files; the archives of one seed do not share identifiers. */
function packSome(files: readonly Uint8Array[], positions: readonly number[], invocation: Invocation): Uint8Array {
  const seed = textOption(invocation, "seed");
  const ownSeed = seed === undefined ? {} : { seed: `${seed} ${positions.join(" ")}` };
  const some = files.filter((_file, position) => positions.includes(position));
  return packDocuments(some, { ...invocation, values: { ...invocation.values, ...ownSeed } }).xdm;
}

/**
 * Composes the message that carries documents of one patient, or one for each document when they are too large together.
 *
 * @param files - Bytes of the CDA documents.
 * @param invocation - The call, with {@link COMPOSE_OPTIONS}.
 * @param maxMessageBytes - Largest message that the operator takes.
 * @returns The messages.
 */
export function composeDocuments(
  files: readonly Uint8Array[],
  invocation: Invocation,
  maxMessageBytes?: number,
): readonly MessagePart[] {
  const { xdm, documents } = packDocuments(files, invocation);
  const [{ header }] = documents;
  const { patient, conservateur } = header;
  const entite =
    textOption(invocation, "structure") ?? (conservateur.genre === "structure" ? conservateur.nom : undefined);
  if (entite === undefined) throw new UsageError("option --structure obligatoire pour ce document");
  const seed = textOption(invocation, "seed");
  return composeMessages(
    {
      from: { kind: "entite", adresse: address(requiredOption(invocation, "from"), "--from"), entite },
      to: listOption(invocation, "to").map((to) => address(to, "--to")),
      patient: {
        nomNaissance: patient.nomNaissance,
        prenom: patient.premierPrenomNaissance ?? patient.prenomUtilise ?? "",
        dateNaissance: CivilDate.safeParse(patient.dateNaissance).data,
        insQualifiee: patient.ins !== undefined,
        ...(patient.ins === undefined ? {} : { ins: patient.ins.matricule }),
      },
      documents: documents.map(presentDocument),
      pack: (positions) => (positions.length === files.length ? xdm : packSome(files, positions, invocation)),
      nil: textOption(invocation, "nil") ?? DEFAULT_NIL,
      annuleEtRemplace: documents.some(({ header: { remplace } }) => remplace !== undefined),
    },
    {
      now: clockOf(invocation),
      ...(seed === undefined ? {} : { newId: seededIds(`message ${seed}`) }),
      ...limitOf(invocation),
      ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
    },
  );
}

function address(text: string, option: string): MssanteAddress {
  return parseInput(MssanteAddress, text, { name: option });
}
