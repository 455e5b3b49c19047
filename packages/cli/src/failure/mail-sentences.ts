import type {
  MssanteEndpoint,
  MssanteErrorDetails,
  MssanteExtractionRefusal,
  MssantePatientRefusal,
  MssanteTlsFailure,
} from "@ldl/domain";
import type { MssanteHttpReason } from "@ldl/mssante";
import type { Sentences } from "./sentences.ts";

const HTTP: Readonly<Record<MssanteHttpReason, string>> = {
  dns: "nom inconnu",
  refused: "connexion refusée",
  timeout: "pas de réponse à temps",
  closed: "connexion coupée",
  tls: "échec TLS",
  status: "réponse en erreur",
  tooLarge: "réponse trop grande",
  malformed: "réponse illisible",
};

const TLS: Readonly<Record<MssanteTlsFailure, string>> = {
  "client-certificate-missing": "le serveur exige un certificat client, aucun n'est configuré",
  "client-certificate-unusable": "votre certificat, sa clé ou son PKCS#12 est inutilisable",
  "client-certificate-expired": "votre certificat a expiré",
  "client-certificate-not-yet-valid": "votre certificat n'est pas encore valable",
  "client-certificate-untrusted": "le serveur ne connaît pas l'autorité de votre certificat",
  "client-certificate-revoked": "votre certificat est révoqué",
  "client-certificate-refused": "le serveur refuse votre certificat",
  "server-certificate-expired": "le certificat du serveur a expiré",
  "server-certificate-not-yet-valid": "le certificat du serveur n'est pas encore valable",
  "server-certificate-untrusted": "le certificat du serveur ne vient d'aucune autorité de confiance",
  "server-certificate-revoked": "le certificat du serveur est révoqué",
  "revocation-list-unusable": "liste de révocation absente ou périmée",
  "server-name-mismatch": "le certificat du serveur porte un autre nom",
  "starttls-not-offered": "le serveur ne propose pas STARTTLS",
  handshake: "échec de la négociation TLS",
};

const EXTRACTION: Readonly<Record<MssanteExtractionRefusal, string>> = {
  header: "une colonne manque",
  empty: "aucune boîte lisible",
  archive: "archive abîmée, ou sans texte unique",
  tooLarge: "trop grande",
  tooManyMalformed: "trop de lignes illisibles",
  tooManyRemoved: "trop de boîtes seraient retirées (voir --max-removed)",
  superseded: "un import plus récent est déjà fini",
};

const PATIENT: Readonly<Record<MssantePatientRefusal, string>> = {
  noIns: "aucune INS",
  insNotQualified: "INS non qualifiée",
  otherEnvironment: "INS d'un autre environnement",
};

const RECEIPT: Readonly<Record<MssanteErrorDetails["LDL_MSS_RECEIPT_NOT_ALLOWED"]["reason"], string>> = {
  notRequested: "il n'en demande pas",
  noReturnPath: "il n'a pas d'adresse de retour",
  addressesDiffer: "l'adresse demandée n'est pas celle de retour",
  automaticMessage: "c'est un message automatique",
};

const TOKEN: Readonly<Record<MssanteErrorDetails["LDL_MSS_TOKEN_FAILED"]["reason"], string>> = {
  sessionEnded: "la session est finie, il faut s'identifier de nouveau",
  refused: "l'émetteur refuse le client",
  invalidAnswer: "réponse inattendue de l'émetteur",
};

const at = ({ protocol, host, port }: MssanteEndpoint): string => `${protocol.toUpperCase()} ${host}:${port}`;

const joined = (...parts: readonly (string | number | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(" ");

/** What sending, receiving and the directory say. */
export const MAIL_SENTENCES: Sentences<keyof MssanteErrorDetails> = {
  LDL_MSS_TLS_FAILED: (details) => `${at(details)} : ${TLS[details.reason]}`,
  LDL_MSS_CONNECTION_FAILED: (details) => `${at(details)} : ${HTTP[details.reason]}`,
  LDL_MSS_AUTHENTICATION_FAILED: (details) =>
    joined(`${at(details)} : utilisateur, mot de passe ou jeton refusé`, details.smtpCode, details.enhancedCode),
  LDL_MSS_COMMAND_REFUSED: (details) =>
    joined(`${at(details)} : commande ${details.command} refusée`, details.smtpCode, details.enhancedCode),
  LDL_MSS_RECIPIENTS_REFUSED: (details) => {
    const codes = details.recipients.map(({ smtpCode, enhancedCode }) => joined(smtpCode, enhancedCode));
    return `${at(details)} : tous les destinataires sont refusés (${codes.join(", ")})`;
  },
  LDL_MSS_MESSAGE_TOO_LARGE: ({ size, limit }) =>
    `message trop grand : ${size} octets${limit === undefined ? "" : `, ${limit} au plus`}`,
  LDL_MSS_OUTCOME_UNKNOWN: (details) =>
    `${at(details)} : connexion coupée avant la réponse, le message est peut-être parti`,
  LDL_MSS_MAILBOX_FAILED: (details) => `${at(details)} : opération « ${details.operation} » impossible`,
  LDL_MSS_LIMIT_EXCEEDED: ({ limit, maximum }) => `message reçu hors limite (${limit}, ${maximum} au plus)`,
  LDL_MSS_RECEIPT_NOT_ALLOWED: ({ reason }) => `aucun accusé pour ce message : ${RECEIPT[reason]}`,
  LDL_MSS_HTTP_FAILED: ({ host, reason, status, tls }) =>
    joined(`${host} : ${HTTP[reason]}`, status, tls === undefined ? undefined : `(${TLS[tls]})`),
  LDL_MSS_TOKEN_FAILED: ({ host, reason, error }) =>
    `${host} : aucun jeton, ${TOKEN[reason]}${error === undefined ? "" : ` (${error})`}`,
  LDL_MSS_EXTRACTION_REFUSED: ({ reason }) => `extraction refusée, l'annuaire reste tel quel : ${EXTRACTION[reason]}`,
  LDL_MSS_WHITE_LIST_REFUSED: ({ reason }) =>
    `liste blanche non prise : ${reason === "format" ? "illisible" : "signature fausse"}`,
  LDL_MSS_PATIENT_UNREACHABLE: ({ reason }) => `aucune boîte du patient : ${PATIENT[reason]}`,
  LDL_MSS_CRL_UNAVAILABLE: ({ urls }) => joined("liste de révocation absente ou périmée", ...urls),
  LDL_MSS_AUDIT_FAILED: () => "la trace ne peut pas être écrite, rien n'est fait sans elle",
};
