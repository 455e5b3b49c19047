import type { DocumentHeader } from "../header/document-header.ts";
import type { Rule } from "./rule.ts";
import { STRUCTURATION } from "./sources.ts";
import { organisationsOf, pathsOf, placed } from "./walk-header.ts";

/** Organisations that may carry other identifiers than the national one: who performs, who answers for the stay, who receives. */
const WITH_OTHER_IDS =
  /^(?:acte\.executant|actesSecondaires\.\d+\.executant|priseEnCharge\.responsable|destinataires\.)/;

function authors(header: DocumentHeader) {
  return placed("auteurs", header.auteurs).flatMap(([path, author]) =>
    author.genre === "professionnel" ? [[`${path}.professionnel`, author.professionnel] as const] : [],
  );
}

/** Rules on those who make, sign and receive the document. */
export const HEADER_PEOPLE_RULES: readonly Rule<DocumentHeader>[] = [
  {
    id: "LDL-H-AUTEUR-SPECIALITE",
    severity: "error",
    source: `${STRUCTURATION}, author`,
    path: "auteurs[].professionnel.specialite",
    message: "profession ou spécialité de l'auteur obligatoire",
    check: (header) => pathsOf(authors(header), ({ specialite }) => specialite === undefined, ".specialite"),
  },
  {
    id: "LDL-H-AUTEUR-NOM",
    severity: "error",
    source: `${STRUCTURATION}, author`,
    path: "auteurs[].professionnel.nom",
    message: "nom de l'auteur obligatoire",
    check: (header) => pathsOf(authors(header), ({ nom }) => nom === undefined, ".nom"),
  },
  {
    id: "LDL-H-AUTEUR-ORGANISATION",
    severity: "error",
    source: `${STRUCTURATION}, author`,
    path: "auteurs[].professionnel.organisation",
    message: "structure de l'auteur obligatoire",
    check: (header) => pathsOf(authors(header), ({ organisation }) => organisation === undefined, ".organisation"),
  },
  {
    id: "LDL-H-RESPONSABLE-NOM",
    severity: "error",
    source: `${STRUCTURATION}, legalAuthenticator`,
    path: "responsable.professionnel.nom",
    message: "nom du responsable du document obligatoire",
    check: ({ responsable }) => (responsable.professionnel.nom === undefined ? ["responsable.professionnel.nom"] : []),
  },
  {
    id: "LDL-H-DESTINATAIRE",
    severity: "error",
    source: `${STRUCTURATION}, informationRecipient`,
    path: "destinataires[]",
    message: "nom ou structure du destinataire attendu",
    check: (header) =>
      pathsOf(
        placed("destinataires", header.destinataires),
        ({ nom, organisation }) => nom === undefined && organisation === undefined,
      ),
  },
  {
    id: "LDL-H-DESTINATAIRE-ID",
    severity: "warning",
    source: `${STRUCTURATION}, informationRecipient`,
    path: "destinataires[].id",
    message: "destinataire sans identifiant national",
    check: (header) =>
      pathsOf(
        placed("destinataires", header.destinataires),
        ({ id, organisation }) => id === undefined && organisation?.id === undefined,
        ".id",
      ),
  },
  {
    id: "LDL-H-ORGANISATION-ID",
    severity: "error",
    source: `${STRUCTURATION}, représentations des structures`,
    path: "**.organisation.identifiantsLocaux",
    message:
      "identifiants locaux admis seulement pour la structure de l'exécutant, du responsable de la prise en charge et du destinataire",
    check: (header) =>
      pathsOf(
        organisationsOf(header).filter(([path]) => !WITH_OTHER_IDS.test(path)),
        ({ identifiantsLocaux }) => identifiantsLocaux !== undefined,
        ".identifiantsLocaux",
      ),
  },
];
