import type { Author, Cx, ReceivedDocumentEntry, ReceivedSubmissionSet, RegistryObjects } from "@ldl/xds";

function bareCx<T extends Cx | undefined>(cx: T): T | Cx {
  return cx === undefined ? cx : { id: cx.id, autorite: cx.autorite };
}

function bareAuthor({ authorInstitutions, authorSpecialties, ...author }: Author): Author {
  return {
    ...author,
    ...(authorInstitutions === undefined
      ? {}
      : {
          authorInstitutions: authorInstitutions.map(({ nom, id, autorite }) => ({
            ...(nom === undefined ? {} : { nom }),
            ...(id === undefined ? {} : { id }),
            ...(autorite === undefined ? {} : { autorite }),
          })),
        }),
    ...(authorSpecialties === undefined
      ? {}
      : { authorSpecialties: authorSpecialties.map(({ code, libelle }) => ({ code: libelle ?? code })) }),
  };
}

type Common = Pick<ReceivedDocumentEntry & ReceivedSubmissionSet, "authors" | "patientId">;

function bareCommon<T extends Common>(object: T): T {
  return {
    ...object,
    ...(object.patientId === undefined ? {} : { patientId: bareCx(object.patientId) }),
    ...(object.authors === undefined ? {} : { authors: object.authors.map(bareAuthor) }),
  };
}

/**
 * Leaves out what strict XDS servers refuse and French texts ask for: the type of CX and XON identifiers, the code system of
 * specialities.
 *
 * @remarks IHE ITI TF-3 table 4.2.3.1.7-2.
 */
export function strictObjects(objects: RegistryObjects): RegistryObjects {
  return {
    ...objects,
    submissionSets: objects.submissionSets.map(bareCommon),
    documents: objects.documents.map((entry) => {
      const bare = bareCommon(entry);
      return bare.sourcePatientId === undefined ? bare : { ...bare, sourcePatientId: bareCx(bare.sourcePatientId) };
    }),
  };
}
