import type { AnyLdlError, MssanteExtractionRefusal } from "@ldl/domain";
import type { MssanteHttpReason } from "@ldl/mssante";

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

const EXTRACTION: Readonly<Record<MssanteExtractionRefusal, string>> = {
  header: "une colonne manque",
  empty: "aucune boîte lisible",
  archive: "archive abîmée, ou sans texte unique",
  tooLarge: "trop grande",
  tooManyMalformed: "trop de lignes illisibles",
  tooManyRemoved: "trop de boîtes seraient retirées (voir --max-removed)",
  superseded: "un import plus récent est déjà fini",
};

/**
 * Says in French why the directory cannot be used.
 *
 * @param error - What was thrown.
 * @returns The reason; `undefined` when it is of another kind.
 */
export function directoryProblem(error: AnyLdlError): string | undefined {
  switch (error.code) {
    case "LDL_MSS_HTTP_FAILED": {
      const { host, reason, status, tls } = error.details;
      return [`${host} : ${HTTP[reason]}`, status, tls].filter((part) => part !== undefined).join(" ");
    }
    case "LDL_MSS_EXTRACTION_REFUSED":
      return `extraction refusée, l'annuaire reste tel quel : ${EXTRACTION[error.details.reason]}`;
    default:
      return undefined;
  }
}
