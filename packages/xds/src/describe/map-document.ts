import { createHash } from "node:crypto";
import type { DocumentId, ReadDocument } from "@ldl/cda";
import { fromHl7Ts, type Moment, toXdsDtm } from "@ldl/domain";
import { attributeOf, firstChild } from "@ldl/xml";
import { Dtm } from "../model/dtm.ts";
import { entryUuidOf } from "../model/entry-uuid-of.ts";
import { UniqueId } from "../model/identifiers.ts";
import { authorOfAuteur, xcnOfProfessional } from "./authors.ts";
import type { DescribeDocumentOptions } from "./describe-options.ts";
import { HEADER_PATHS } from "./header-paths.ts";
import { mapCodes } from "./map-codes.ts";
import { patientIdentifiers, patientInfo } from "./map-patient.ts";
import type { MetadataDraft } from "./metadata-draft.ts";

/** Identifier of a document as XDS has it; `undefined` for a UUID, which is no OID. */
export function uniqueIdOf({ racine, extension }: DocumentId): UniqueId | undefined {
  return UniqueId.safeParse(extension === undefined ? racine : `${racine}^${extension}`).data;
}

function dtmOf(moment: Moment | undefined): Dtm | undefined {
  return moment === undefined ? undefined : Dtm.safeParse(toXdsDtm(moment)).data;
}

/** Tells whether the reading made up a part that the document does not have. */
function assumptions({ issues }: ReadDocument): (path: string) => boolean {
  const assumed = issues
    .filter(({ rule }) => rule === "LDL-R-DEFAULT" || rule === "LDL-R-ABSENT")
    .map(({ path }) => path);
  return (path) => assumed.some((one) => one.endsWith(`/${path}`));
}

function mapPatient({ header }: ReadDocument, options: DescribeDocumentOptions): MetadataDraft {
  const { patientId, sourcePatientId } = patientIdentifiers(header.patient, options);
  return {
    patientId: { origin: "document", path: HEADER_PATHS.patientId, value: patientId },
    sourcePatientId: { origin: "document", path: HEADER_PATHS.patientId, value: sourcePatientId },
    sourcePatientInfo: {
      origin: "document",
      path: HEADER_PATHS.sourcePatientInfo,
      value: patientInfo(header.patient, options),
    },
  };
}

/** When the document was made, as precise as it says: the header holds an instant even for a day without time. */
function creationOf({ root }: ReadDocument): Moment | undefined {
  const element = firstChild(root, "effectiveTime");
  return fromHl7Ts((element === undefined ? undefined : attributeOf(element, "value")) ?? "");
}

function mapTimes(document: ReadDocument, isAssumed: (path: string) => boolean): MetadataDraft {
  const { acte } = document.header;
  const start = isAssumed("effectiveTime/low") ? undefined : acte.debut;
  return {
    creationTime: { origin: "document", path: HEADER_PATHS.creationTime, value: dtmOf(creationOf(document)) },
    serviceStartTime: { origin: "document", path: HEADER_PATHS.serviceStartTime, value: dtmOf(start) },
    serviceStopTime: { origin: "document", path: HEADER_PATHS.serviceStopTime, value: dtmOf(acte.fin) },
  };
}

function mapPeople({ header }: ReadDocument): MetadataDraft {
  const authors = header.auteurs.map(authorOfAuteur).filter(({ authorPerson }) => authorPerson !== undefined);
  return {
    authors: { origin: "document", path: HEADER_PATHS.authors, value: authors.length === 0 ? undefined : authors },
    legalAuthenticator: {
      origin: "document",
      path: HEADER_PATHS.legalAuthenticator,
      value: xcnOfProfessional(header.responsable.professionnel),
    },
  };
}

/** Everything that the mapping tables draw from a document and its bytes. */
export function mapDocument(
  bytes: Uint8Array,
  document: ReadDocument,
  options: DescribeDocumentOptions,
): MetadataDraft {
  const { header } = document;
  const isAssumed = assumptions(document);
  const uniqueId = options.overrides?.uniqueId ?? uniqueIdOf(header.id);
  return {
    id: { origin: "computed", value: uniqueId === undefined ? undefined : entryUuidOf(uniqueId) },
    uniqueId: { origin: "document", path: HEADER_PATHS.uniqueId, value: uniqueId },
    mimeType: { origin: "computed", value: "text/xml" },
    languageCode: {
      origin: "document",
      path: HEADER_PATHS.languageCode,
      value: isAssumed("languageCode") ? undefined : header.langue,
    },
    titre: { origin: "document", path: HEADER_PATHS.title, value: header.titre === "" ? undefined : header.titre },
    ...mapPatient(document, options),
    ...mapTimes(document, isAssumed),
    ...mapPeople(document),
    ...mapCodes(document, options, isAssumed),
    hash: { origin: "computed", value: createHash("sha1").update(bytes).digest("hex") },
    size: { origin: "computed", value: bytes.length },
  };
}
