import { Ins, insKindOfOid, PS_ID_NAT_OID, PsIdNat, STRUCT_ID_NAT_OID, StructIdNat } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import { STRUCTURATION } from "../../rules/sources.ts";
import { attributeValue, type DocumentIndex } from "./document-index.ts";
import type { SdkDefect, SdkRule } from "./sdk-rule.ts";

const INS_REFERENCE = "Référentiel Identifiant national de santé";
const OID_OR_UUID =
  /^(?:[0-2](?:\.(?:0|[1-9]\d*))+|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[A-Za-z][A-Za-z0-9-]*)$/;

/** The numbers of one national register that fail a check. */
function* broken(
  document: DocumentIndex,
  isRegister: (root: string) => boolean,
  isValid: (extension: string) => boolean,
): Generator<SdkDefect> {
  for (const id of document.all("id")) {
    const root = attributeValue(id, "root");
    const extension = attributeValue(id, "extension");
    if (root !== undefined && extension !== undefined && isRegister(root) && !isValid(extension)) yield { element: id };
  }
}

function patientIds(document: DocumentIndex): readonly XmlElement[] {
  return document.all("id").filter(({ parent }) => parent?.localName === "patientRole");
}

/** Identifiers: keys and forms. */
export const IDENTIFIER_RULES: readonly SdkRule[] = [
  {
    id: "LDL-V-INS-CLE",
    severity: "error",
    source: INS_REFERENCE,
    path: "//id[@root = OID d'un INS]/@extension",
    message: "matricule INS de forme ou de clé incorrecte",
    expected: "13 caractères puis une clé de 2 chiffres égale à 97 moins le reste de la division par 97",
    check: (document) =>
      broken(
        document,
        (root) => insKindOfOid(root) !== undefined,
        (extension) => Ins.safeParse(extension).success,
      ),
  },
  {
    id: "LDL-V-INS-ABSENT",
    severity: "warning",
    source: INS_REFERENCE,
    path: "/ClinicalDocument/recordTarget/patientRole/id",
    message: "aucun identifiant du patient n'est un matricule INS",
    expected: "un id dont la racine est l'OID d'un NIR ou d'un NIA ; sans INS, l'identité n'est pas qualifiée",
    *check(document) {
      const ids = patientIds(document);
      if (ids.some((id) => insKindOfOid(attributeValue(id, "root") ?? "") !== undefined)) return;
      const element = ids[0] ?? document.all("patientRole")[0];
      if (element !== undefined) yield { element };
    },
  },
  {
    id: "LDL-V-INS-PLUSIEURS",
    severity: "warning",
    source: INS_REFERENCE,
    path: "/ClinicalDocument/recordTarget/patientRole/id",
    message: "plusieurs matricules INS pour un même patient",
    expected: "un seul matricule INS",
    *check(document) {
      const several = patientIds(document).filter((id) => insKindOfOid(attributeValue(id, "root") ?? "") !== undefined);
      for (const element of several.slice(1)) yield { element };
    },
  },
  {
    id: "LDL-V-PS-CLE",
    severity: "warning",
    source: `${STRUCTURATION}, PS_IdNat`,
    path: `//id[@root='${PS_ID_NAT_OID}']/@extension`,
    message: "identifiant national de professionnel de forme ou de clé incorrecte (RPPS, ADELI…)",
    expected: "un chiffre de type (8 pour un RPPS) puis le numéro, avec sa clé",
    check: (document) =>
      broken(
        document,
        (root) => root === PS_ID_NAT_OID,
        (extension) => PsIdNat.safeParse(extension).success,
      ),
  },
  {
    id: "LDL-V-STRUCT-CLE",
    severity: "warning",
    source: `${STRUCTURATION}, Struct_IdNat`,
    path: `//id[@root='${STRUCT_ID_NAT_OID}']/@extension`,
    message: "identifiant national de structure de forme ou de clé incorrecte (FINESS, SIREN, SIRET)",
    expected: "un chiffre de type (1 pour un FINESS, 2 pour un SIREN, 3 pour un SIRET) puis le numéro, avec sa clé",
    check: (document) =>
      broken(
        document,
        (root) => root === STRUCT_ID_NAT_OID,
        (extension) => StructIdNat.safeParse(extension).success,
      ),
  },
  {
    id: "LDL-V-OID",
    severity: "error",
    source: "HL7 CDA R2, types de données II et UID",
    path: "//@root | //@codeSystem",
    message: "identifiant qui n'est ni un OID, ni un UUID",
    expected: "un OID (nombres séparés par des points, sans zéro initial), un UUID ou un nom réservé par HL7",
    *check(document) {
      for (const attribute of ["root", "codeSystem"] as const) {
        for (const element of document.having(attribute)) {
          const value = attributeValue(element, attribute);
          if (value !== undefined && !OID_OR_UUID.test(value)) yield { element, found: `${attribute}="${value}"` };
        }
      }
    },
  },
];
