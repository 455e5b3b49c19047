import type { CdaErrorDetails, CrbmErrorDetails, ValidationErrorDetails } from "@ldl/domain";
import type { Sentences } from "./sentences.ts";

/** Why XML is not read, by code of `@ldl/xml`. */
const XML: Readonly<Record<string, string>> = {
  MALFORMED: "XML mal formé",
  NAMESPACE: "espace de noms fautif",
  DOCTYPE: "déclaration DOCTYPE, refusée",
  ENTITY: "entité inconnue, refusée",
  INVALID_CHARACTER: "caractère interdit en XML",
  ENCODING: "octets qui ne sont pas dans l'encodage déclaré",
  LIMIT: "trop grand ou trop profond",
};

const HL7: Readonly<Record<CrbmErrorDetails["LDL_BIO_HL7V2_UNREADABLE"]["reason"], string>> = {
  "no-header": "aucun segment MSH en tête",
  delimiters: "délimiteurs illisibles",
  "too-large": "trop grand",
  "not-oru": "ce n'est pas un ORU^R01",
  "no-patient": "aucun patient",
  "several-messages": "plusieurs messages",
  "several-patients": "plusieurs patients",
  "no-result": "aucun résultat",
};

/** What reading and checking documents says. */
export const DOCUMENT_SENTENCES: Sentences<keyof (CdaErrorDetails & CrbmErrorDetails & ValidationErrorDetails)> = {
  LDL_CDA_MALFORMED: ({ line, column, reason }) =>
    `document illisible, ligne ${line}, colonne ${column} : ${XML[reason] ?? reason}`,
  LDL_CDA_UNEXPECTED_KIND: ({ expected, found }) => `${expected} attendu, ${found} trouvé`,
  LDL_CDA_INCOMPLETE: ({ issues }) =>
    `document sans l'indispensable : ${issues.map(({ path, message }) => `${path} : ${message}`).join(" ; ")}`,
  LDL_CDA_FILE_UNREADABLE: ({ mediaType }) => `le fichier contenu (${mediaType}) ne peut pas être rendu`,
  LDL_BIO_HL7V2_UNREADABLE: ({ reason, segment }) => `message HL7 v2 illisible, segment ${segment} : ${HL7[reason]}`,
  LDL_VALIDATION_KIT_NOT_FOUND: ({ expected }) =>
    `le dossier n'est pas celui du kit officiel (attendu : ${expected.join(", ")})`,
  LDL_VALIDATION_KIT_REFUSED: ({ file, line, expression, reason }) => {
    const what = expression === undefined ? "" : ` : ${expression}`;
    return `le kit ne s'ouvre pas, ${file}:${line} n'est pas pris en charge (${reason})${what}`;
  },
  LDL_VALIDATION_VOLET_UNKNOWN: ({ known }) => `volet inconnu du kit (connus : ${known.join(", ")})`,
};
