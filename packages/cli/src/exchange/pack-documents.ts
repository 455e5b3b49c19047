import { createHash } from "node:crypto";
import type { ReadDocument } from "@ldl/cda";
import { Oid, parseInput } from "@ldl/domain";
import {
  ActivityCode,
  authorOfProfessional,
  type CodedValue,
  contentTypeCode,
  describeDocument,
  packXdm,
} from "@ldl/xds";
import { clockOf } from "../clock.ts";
import { type Invocation, type OptionShape, textOption, UsageError } from "../command.ts";
import { seededIds } from "../seed.ts";

/** Options of the verbs that make an archive. */
export const PACK_OPTIONS: Readonly<Record<string, OptionShape>> = {
  structure: { type: "string", help: "nom de l'émetteur (défaut : la structure qui conserve le document)" },
  contact: { type: "string", help: "moyen de le joindre (défaut : celui de cette structure)" },
  "source-id": { type: "string", help: "OID du système émetteur (défaut : dérivé de la structure)" },
  activite: { type: "string", help: "type d'activité TRE_R209 : 03, 04, 07… (défaut : selon la prise en charge)" },
  now: { type: "string", help: "date du lot (défaut : maintenant)" },
  seed: { type: "string", help: "texte dont dépendent les identifiants (défaut : aléatoires)" },
};

/** Who made the archive, as its README.TXT says. */
const SOFTWARE = { nom: "ldl", version: "0", editeur: "LDL SDK", contact: "README de @ldl/cli" };

/** An archive, and the documents in it as read. */
export interface PackedDocuments {
  readonly xdm: Uint8Array;
  readonly documents: readonly [ReadDocument, ...ReadDocument[]];
}

/** Kind of activity that each kind of encounter (JDV_J142) stands for, as the ANS proposes for HL7 v2 patient classes. */
const ACTIVITY_OF_ENCOUNTER: Readonly<Record<string, ActivityCode>> = { IMP: "03", AMB: "07", EMER: "07" };

function activityOf(invocation: Invocation, document: ReadDocument): CodedValue {
  const asked = textOption(invocation, "activite");
  if (asked === undefined) {
    if (document.kind === "CR-BIO") return contentTypeCode("26");
    return contentTypeCode(ACTIVITY_OF_ENCOUNTER[document.header.priseEnCharge.type?.code ?? ""] ?? "97");
  }
  return contentTypeCode(parseInput(ActivityCode, asked, { name: "--activite" }));
}

/** OID of a system that has none: stable for a structure, under the arc of UUIDs. */
function derivedOid(structure: string): string {
  return `2.25.${BigInt(`0x${createHash("sha256").update(structure).digest("hex").slice(0, 32)}`)}`;
}

function randomParts(invocation: Invocation): { readonly newId?: () => string } {
  const seed = textOption(invocation, "seed");
  if (seed === undefined) return {};
  const uuids = seededIds(`xdm ${seed}`);
  return { newId: () => `2.25.${BigInt(`0x${uuids().replaceAll("-", "")}`)}` };
}

/**
 * Packs the documents of one patient, taking from the first what the options do not say of the sender.
 *
 * @param files - Bytes of the CDA documents.
 * @param invocation - The call, with {@link PACK_OPTIONS}.
 * @returns The archive and its documents.
 */
export function packDocuments(files: readonly Uint8Array[], invocation: Invocation): PackedDocuments {
  const described = files.map((cda) => ({ cda, ...describeDocument(cda) }));
  const [first, ...others] = described;
  if (first === undefined) throw new UsageError("un document au moins attendu");
  const { conservateur, responsable } = first.document.header;
  const keeper = conservateur.genre === "structure" ? conservateur : undefined;
  const structure = textOption(invocation, "structure") ?? keeper?.nom;
  if (structure === undefined) throw new UsageError("option --structure obligatoire pour ce document");
  const contact = textOption(invocation, "contact") ?? keeper?.telecom?.valeur ?? structure;
  const xdm = packXdm(
    {
      submissionSet: {
        authors: [authorOfProfessional(responsable.professionnel)],
        contentTypeCode: activityOf(invocation, first.document),
        sourceId: parseInput(Oid, textOption(invocation, "source-id") ?? derivedOid(keeper?.id ?? structure), {
          name: "--source-id",
        }),
      },
      documents: described.map(({ cda, entry, replaces }) => ({
        cda,
        entry,
        ...(replaces === undefined ? {} : { replaces }),
      })),
      media: { structure, contact, logiciel: SOFTWARE },
    },
    { now: clockOf(invocation), ...randomParts(invocation) },
  );
  return { xdm, documents: [first.document, ...others.map(({ document }) => document)] };
}
