import { Oid } from "@ldl/domain";
import fc from "fast-check";
import {
  type DocumentNonStructureInput,
  type LettreDeLiaisonEntreeInput,
  type LettreDeLiaisonSortieInput,
  StatutDocument,
  TYPE_CODE,
} from "../../src/index.ts";
import { record, texte } from "./basics.ts";
import {
  allergies,
  antecedentsChirurgicaux,
  antecedentsMedicaux,
  dispositifsMedicaux,
  pdf,
  planDeSoins,
  synthese,
  traitements,
  traitementsArretes,
} from "./body.ts";
import { header } from "./header.ts";
import { codeOf } from "./people.ts";

type Members = Record<string, unknown>;

const copiePdf = pdf.map((base64) => ({ base64 }));

const corpsSortie = record<Members>(
  {
    statut: fc.constantFrom(...StatutDocument.options),
    motif: texte,
    synthese,
    traitementsArretes,
    traitementsSortie: traitements,
    resultatsAttendus: fc.array(texte, { minLength: 1, maxLength: 3 }),
    planDeSoins,
    dispositifsMedicaux,
    allergies,
    copiePdf,
  },
  ["statut", "motif", "synthese", "traitementsSortie"],
);

/** Any letter at discharge that breaks no rule. */
export const lettreSortie: fc.Arbitrary<LettreDeLiaisonSortieInput> = fc
  .tuple(header, corpsSortie)
  .map(([head, body]) => ({ ...head, ...body }) as unknown as LettreDeLiaisonSortieInput);

const corpsEntree = record<Members>(
  {
    motif: texte,
    traitementsAdmission: traitements,
    allergies,
    antecedentsMedicaux,
    antecedentsChirurgicaux,
    commentaire: texte,
    copiePdf,
  },
  ["motif", "traitementsAdmission", "allergies", "commentaire"],
);

/** Any letter at admission that breaks no rule. */
export const lettreEntree: fc.Arbitrary<LettreDeLiaisonEntreeInput> = fc
  .tuple(header, corpsEntree)
  .map(([head, body]) => ({ ...head, ...body }) as unknown as LettreDeLiaisonEntreeInput);

const contenu = fc.oneof(
  pdf.map((base64) => ({ mediaType: "application/pdf", base64 })),
  texte.map((text) => ({
    mediaType: "text/plain",
    base64: Buffer.from(text.padEnd(3)).toString("base64"),
    langue: "en-GB",
  })),
);

/** A type of document; one code of the value set, E1762, has a name in place of the OID of its system. */
const type = codeOf(TYPE_CODE).filter(({ systeme }) => Oid.safeParse(systeme).success);

/** Any level 1 document that breaks no rule. */
export const documentNonStructure: fc.Arbitrary<DocumentNonStructureInput> = fc
  .tuple(header, record<Members>({ contenu, type }, ["contenu"]))
  .map(([head, body]) => ({ ...head, ...body }) as unknown as DocumentNonStructureInput);
