import { type Instant, LdlError } from "@ldl/domain";
import { attributeOf, type XmlElement, xpathOf } from "@ldl/xml";
import { type DocumentHeader, DocumentHeaderInput } from "../../header/document-header.ts";
import { hl7Child, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import { readDocumentId } from "../datatypes/read-identifier.ts";
import { readInstant } from "../datatypes/read-time.ts";
import type { ReadContext } from "../read-context.ts";
import { readAuteurs } from "./read-auteurs.ts";
import { readActs, readConsentements, readPrescriptions, readReplaced } from "./read-contexte.ts";
import {
  readConservateur,
  readDestinataires,
  readInformateurs,
  readOperateurSaisie,
  readParticipants,
  readSignataires,
} from "./read-intervenants.ts";
import { readPatient } from "./read-patient.ts";
import { readPriseEnCharge } from "./read-prise-en-charge.ts";
import { readProfessionnel } from "./read-professionnel.ts";

/** Gives a part without which there is no header, or throws. */
function due<T>(part: T | undefined, document: XmlElement, name: string): T {
  if (part !== undefined) return part;
  const issue = { rule: "LDL-R-ABSENT", path: `${xpathOf(document)}/${name}`, severity: "error" } as const;
  throw new LdlError("LDL_CDA_INCOMPLETE", `${name}: missing, no document without it (LDL-R-ABSENT)`, {
    details: { issues: [{ ...issue, message: "élément indispensable absent" }] },
  });
}

type Qualification = Pick<
  DocumentHeader,
  "id" | "titre" | "creeLe" | "confidentialite" | "langue" | "setId" | "version"
>;

function readQualification(document: XmlElement, context: ReadContext): Qualification {
  const id = due(readDocumentId(hl7Child(document, "id"), context), document, "id");
  const creeLe = due(readInstant(hl7Child(document, "effectiveTime"), context), document, "effectiveTime");
  const coded = (name: string, attribute: string): string | undefined => {
    const element = hl7Child(document, name);
    return element === undefined ? undefined : attributeOf(element, attribute);
  };
  const byDefault = (name: string): void => context.report("LDL-R-DEFAULT", document, name);
  const setId = readDocumentId(hl7Child(document, "setId"), context);
  if (setId === undefined) byDefault("setId");
  const version = DocumentHeaderInput.shape.version.unwrap().safeParse(Number(coded("versionNumber", "value")));
  if (!version.success) byDefault("versionNumber");
  const confidentialite = DocumentHeaderInput.shape.confidentialite
    .unwrap()
    .safeParse(coded("confidentialityCode", "code"));
  if (!confidentialite.success) byDefault("confidentialityCode");
  const langue = coded("languageCode", "code");
  if (langue === undefined) byDefault("languageCode");
  const titre = lineOf(hl7Child(document, "title")) ?? coded("code", "displayName");
  if (titre === undefined) context.report("LDL-R-ABSENT", document, "title");
  return {
    id,
    titre: titre ?? "",
    creeLe,
    confidentialite: confidentialite.data ?? "N",
    langue: langue ?? "fr-FR",
    setId: setId ?? id,
    version: version.data ?? 1,
  };
}

function readSigned(
  document: XmlElement,
  creeLe: Instant,
  context: ReadContext,
): Pick<DocumentHeader, "responsable" | "valideurs"> {
  const [responsable] = readSignataires(document, "legalAuthenticator", creeLe, context);
  if (responsable === undefined) context.report("LDL-R-ABSENT", document, "legalAuthenticator");
  const valideurs = readSignataires(document, "authenticator", creeLe, context);
  return {
    responsable: responsable ?? { date: creeLe, professionnel: readProfessionnel(undefined, document, context) },
    ...present({ valideurs: some(valideurs) }),
  };
}

/**
 * Reads the CI-SIS header of a document.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The header. What is due and absent is empty, with a finding of severity `error`.
 * @throws {@link LdlError} `LDL_CDA_INCOMPLETE` without identifier, date or patient.
 * @internal
 */
export function readHeader(document: XmlElement, context: ReadContext): DocumentHeader {
  const role = due(hl7Path(document, "recordTarget", "patientRole"), document, "recordTarget/patientRole");
  const patient = due(hl7Child(role, "patient"), document, "recordTarget/patientRole/patient");
  const qualification = readQualification(document, context);
  const { creeLe } = qualification;
  const priseEnCharge = readPriseEnCharge(document, context);
  const { acte, actesSecondaires } = readActs(document, priseEnCharge.debut ?? creeLe, context);
  const operateurSaisie = readOperateurSaisie(document, context);
  const remplace = readReplaced(document, context);
  return {
    ...qualification,
    patient: readPatient(role, patient, context),
    auteurs: readAuteurs(document, creeLe, context),
    ...present({ operateurSaisie }),
    ...present({ informateurs: some(readInformateurs(document, context)) }),
    conservateur: readConservateur(document, context),
    ...present({ destinataires: some(readDestinataires(document, context)) }),
    ...readSigned(document, creeLe, context),
    ...present({ participants: some(readParticipants(document, context)) }),
    ...present({ prescriptions: some(readPrescriptions(document, context)) }),
    acte,
    ...present({ actesSecondaires: some(actesSecondaires) }),
    ...present({ remplace }),
    ...present({ consentements: some(readConsentements(document, context)) }),
    priseEnCharge,
  };
}
