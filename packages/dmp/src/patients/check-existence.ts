import { type DmpExchange, insOid, LdlError, Moment, toXdsDtm } from "@ldl/domain";
import { attributeOf, createXmlWriter, selectFirst, textContent, type XmlElement } from "@ldl/xml";
import type { ClientSettings } from "../client/client-options.ts";
import type { DmpContext } from "../client/dmp-context.ts";
import { readingExchange } from "../client/exchange.ts";
import { NAMESPACES } from "../codes/namespaces.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { AnswerProblem } from "../soap/answer-problem.ts";

/** What TD0.2 says of a record. The traits of the patient that the DMP sends along are not given: RG_0320 forbids to show them. @public */
export interface DmpExistence {
  /** Whether the patient has a DMP. */
  readonly exists: boolean;
  /** Whether it is open: what feeding needs. */
  readonly active: boolean;
  /** Authorization of the caller, as sent: `VALIDE`, `NON_EXISTE`, `INTERDIT`, `EXPIRE`. Feeding needs none. */
  readonly autorisation?: string;
  /** Whether the caller is the médecin traitant DMP. */
  readonly medecinTraitant?: boolean;
  /** Whether the record belongs to Mon espace santé. */
  readonly rattacheMes?: boolean;
  /** Whether the patient has an internet account. */
  readonly compteInternet?: boolean;
}

/** Reasons of the DMP (TD0.2, samples 02.05.00). */
const REASONS = "1.2.250.1.213.1.1.4.11";
const INTERACTIONS = "2.16.840.1.113883.1.6";

function writeRequest(settings: ClientSettings, { patient }: DmpContext): string {
  const { oid, logiciel, receiverOid, processingCode, newId, now } = settings;
  const device = { classCode: "DEV", determinerCode: "INSTANCE" };
  const time = toXdsDtm(Moment.parse(`${now().toISOString().slice(0, 19)}Z`));
  const xml = createXmlWriter({ declaration: false })
    .start("hl7:PRPA_IN201307UV02", { "xmlns:hl7": NAMESPACES.hl7, ITSVersion: "XML_1.0" })
    .element("hl7:id", { root: oid, extension: newId() })
    .element("hl7:creationTime", { value: time })
    .element("hl7:interactionId", { root: INTERACTIONS, extension: "PRPA_IN201307UV02" })
    .element("hl7:processingCode", { code: processingCode })
    .element("hl7:processingModeCode", { code: "T" })
    .element("hl7:acceptAckCode", { code: "AL" });
  xml.start("hl7:receiver", { typeCode: "RCV" }).start("hl7:device", device);
  xml.element("hl7:id", { root: receiverOid }).element("hl7:softwareName", {}, "DMP").end().end();
  xml.start("hl7:sender", { typeCode: "SND" }).start("hl7:device", device);
  xml.element("hl7:id", { root: oid }).element("hl7:softwareName", {}, logiciel.nom).end().end();
  xml.start("hl7:controlActProcess", { classCode: "CACT", moodCode: "EVN" });
  xml.element("hl7:reasonCode", {
    code: "TEST_EXST",
    codeSystem: REASONS,
    displayName: "Test d'existence de dossier",
  });
  xml.start("hl7:queryByParameter").element("hl7:queryId", { root: oid, extension: newId() });
  xml.element("hl7:statusCode", { code: "new" }).start("hl7:parameterList").start("hl7:patientIdentifier");
  xml.element("hl7:value", { root: insOid(patient), extension: patient.matricule });
  xml.element("hl7:semanticsText", {}, "Patient.id").end().end().end().end();
  return Buffer.from(xml.end().finish()).toString("utf8");
}

function codeAt(root: XmlElement, path: string, attribute: "code" | "value" | "typeCode"): string | undefined {
  const found = selectFirst(root, path);
  return found === undefined ? undefined : attributeOf(found, attribute);
}

function flagAt(root: XmlElement, path: string): boolean | undefined {
  const value = codeAt(root, path, "value");
  return value === undefined ? undefined : value === "true" || value === "1";
}

function refuseAck(exchange: DmpExchange, root: XmlElement): void {
  const typeCode = codeAt(root, "acknowledgement", "typeCode");
  if (typeCode === undefined) throw new AnswerProblem("malformed", "no acknowledgement");
  if (typeCode === "AA" || typeCode === "CA") return;
  const dmpCode = codeAt(root, "acknowledgement/acknowledgementDetail/code", "code") ?? typeCode;
  const text = selectFirst(root, "acknowledgement/acknowledgementDetail/text");
  throw new LdlError("LDL_DMP_ACK_REFUSED", `${exchange.transaction} : refusé par le DMP (${dmpCode})`, {
    details: { exchange, dmpCode, ...(text === undefined ? {} : { text: textContent(text).trim() }) },
  });
}

function readExistence(root: XmlElement): DmpExistence {
  const response = codeAt(root, "controlActProcess/queryAck/queryResponseCode", "code");
  const status = codeAt(root, ".//patient/statusCode", "code");
  const observation = (code: string): string => `.//administrativeObservation[code/@code='${code}']/value`;
  const keyword = (code: string): string => `.//attentionLine[keyWordText/@code='${code}']/value`;
  const exists = response === "OK";
  return {
    exists,
    active: exists && status === "active",
    ...definedOnly({
      autorisation: codeAt(root, keyword("AUTORISATION"), "code"),
      medecinTraitant: flagAt(root, keyword("STATUT_MT")),
      rattacheMes: flagAt(root, observation("RATTACHEMENT_ENS")),
      compteInternet: flagAt(root, observation("COMPTE_INTERNET_OUVERT")),
    }),
  };
}

/** Asks whether a patient has a DMP (TD0.2). */
export async function checkExistence(
  settings: ClientSettings,
  context: DmpContext,
  signal?: AbortSignal,
): Promise<DmpExistence> {
  return readingExchange(settings, {
    transaction: "TD0.2",
    context,
    body: writeRequest(settings, context),
    signal,
    read: ({ payload }, exchange) => {
      if (payload.localName !== "PRPA_IN201308UV02") throw new AnswerProblem("malformed", "no PRPA_IN201308UV02");
      refuseAck(exchange, payload);
      return readExistence(payload);
    },
  });
}
