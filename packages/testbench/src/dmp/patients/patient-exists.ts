import { attributeOf, selectFirst, textContent, type XmlElement, type XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import { SoapFault } from "../soap/soap-fault.ts";
import type { StoredAuthorization, StoredPatient } from "../store/stored-objects.ts";
import { checkRights, holderOf, type TransactionContext, type TransactionResult } from "../transaction-context.ts";
import type { Caller, PatientKey } from "../vihf/caller.ts";

/** OID of the DMP as a device. @remarks DMP sample messages. */
const DMP_DEVICE = "1.2.250.1.213.4.1.1.1";

/** A mandatory place of the request and the value that it must have. @remarks DMP sample messages (TD0.2). */
const FIXED: readonly (readonly [path: string, attribute: string, expected: RegExp])[] = [
  [".", "ITSVersion", /^XML_1\.0$/],
  ["h:id", "root", /^[\d.]+$/],
  ["h:id", "extension", /./],
  ["h:creationTime", "value", /^\d{14}$/],
  ["h:interactionId", "root", /^2\.16\.840\.1\.113883\.1\.6$/],
  ["h:interactionId", "extension", /^PRPA_IN201307UV02$/],
  ["h:processingCode", "code", /^[PDT]$/],
  ["h:processingModeCode", "code", /^T$/],
  ["h:acceptAckCode", "code", /^AL$/],
  [
    "h:receiver[@typeCode='RCV']/h:device[@classCode='DEV'][@determinerCode='INSTANCE']/h:id",
    "root",
    /^1\.2\.250\.1\.213\.4\.1\.1\.1$/,
  ],
  ["h:sender[@typeCode='SND']/h:device[@classCode='DEV'][@determinerCode='INSTANCE']/h:id", "root", /^[\d.]+$/],
  ["h:controlActProcess[@classCode='CACT'][@moodCode='EVN']/h:reasonCode", "code", /^TEST_EXST$/],
  ["h:controlActProcess/h:reasonCode", "codeSystem", /^1\.2\.250\.1\.213\.1\.1\.4\.11$/],
  ["h:controlActProcess/h:queryByParameter/h:queryId", "root", /^[\d.]+$/],
  ["h:controlActProcess/h:queryByParameter/h:queryId", "extension", /./],
  ["h:controlActProcess/h:queryByParameter/h:statusCode", "code", /^new$/],
];

const ORDER = [
  "id",
  "creationTime",
  "interactionId",
  "processingCode",
  "processingModeCode",
  "acceptAckCode",
  "receiver",
  "sender",
  "controlActProcess",
].join(" ");

const namespaces = { h: NS.hl7 };

function refuse(reason: string): never {
  throw new SoapFault({ code: "Sender", reason, rule: "LDL-DMP-TD02" });
}

function checkMessage(message: XmlElement): void {
  for (const [path, attribute, expected] of FIXED) {
    const element = path === "." ? message : selectFirst(message, path, { namespaces });
    const value = element && attributeOf(element, attribute);
    if (value === undefined || !expected.test(value))
      refuse(`TD0.2 : ${path.replaceAll("h:", "")}/@${attribute} incorrect`);
  }
  const order = message.children.flatMap((child) => (child.kind === "element" ? [child.localName] : [])).join(" ");
  if (order !== ORDER) refuse("TD0.2 : ordre des éléments incorrect");
}

/** The patient whom the request names, who is that of the VIHF. */
function patientOf(message: XmlElement, caller: Caller | undefined): PatientKey {
  const path = "h:controlActProcess/h:queryByParameter/h:parameterList/h:patientIdentifier";
  const identifier = selectFirst(message, path, { namespaces });
  const value = identifier && selectFirst(identifier, "h:value", { namespaces });
  const semantics = identifier && selectFirst(identifier, "h:semanticsText", { namespaces });
  if (value === undefined || semantics === undefined || textContent(semantics).trim() !== "Patient.id") {
    return refuse("TD0.2 : patientIdentifier attendu");
  }
  const key = { matricule: attributeOf(value, "extension") ?? "", oid: attributeOf(value, "root") ?? "" };
  const expected = caller?.patient;
  if (expected !== undefined && (expected.matricule !== key.matricule || expected.oid !== key.oid)) {
    throw new SoapFault({
      code: "Sender",
      reason: "TD0.2 : patient différent de celui du VIHF",
      rule: "LDL-DMP-TD02-PATIENT",
    });
  }
  return key;
}

function writeDevice(xml: XmlWriter, role: "receiver" | "sender", typeCode: string, root: string): void {
  xml.start(`hl7:${role}`, { typeCode });
  xml.start("hl7:device", { classCode: "DEV", determinerCode: "INSTANCE" }).element("hl7:id", { root }).end().end();
}

function writeAuthorization(xml: XmlWriter, authorization: StoredAuthorization | undefined): void {
  const line = (keyWord: string, write: () => void): void => {
    xml.start("hl7:attentionLine").element("hl7:keyWordText", { code: keyWord });
    write();
    xml.end();
  };
  const codeSystem = "1.2.250.1.213.4.1.2.6.2";
  line("AUTORISATION", () =>
    xml.element("hl7:value", { "xsi:type": "CE", code: authorization?.status ?? "NON_EXISTE", codeSystem }),
  );
  const treats = authorization?.status === "VALIDE" && authorization.medecinTraitant;
  line("STATUT_MT", () => xml.element("hl7:value", { "xsi:type": "BL", value: String(treats) }));
}

function writeObservation(xml: XmlWriter, code: string, codeSystem: string, value: boolean): void {
  xml.start("hl7:subjectOf").start("hl7:administrativeObservation", { classCode: "OBS", moodCode: "EVN" });
  xml.element("hl7:code", { code, codeSystem }).element("hl7:value", { "xsi:type": "BL", value: String(value) });
  xml.end().end();
}

function writePatient(xml: XmlWriter, patient: StoredPatient, oid: string): void {
  xml.start("hl7:subject", { typeCode: "SUBJ" }).start("hl7:registrationEvent", { classCode: "REG", moodCode: "EVN" });
  xml.element("hl7:statusCode", { code: "active" }).start("hl7:subject1", { typeCode: "SBJ" });
  xml.start("hl7:patient", { classCode: "PAT" }).element("hl7:id", { root: oid, extension: patient.ins });
  xml.element("hl7:statusCode", { code: patient.status === "active" ? "active" : "terminated" });
  xml.start("hl7:patientPerson", { classCode: "PSN", determinerCode: "INSTANCE" });
  xml.start("hl7:name").element("hl7:family", {}, patient.nom).element("hl7:given", {}, patient.prenom).end();
  xml.element("hl7:administrativeGenderCode", { code: patient.sexe });
  xml.element("hl7:birthTime", { value: patient.dateNaissance }).end();
  writeObservation(xml, "COMPTE_INTERNET_OUVERT", "1.2.250.1.213.4.1.2.9", patient.rattacheMes);
  writeObservation(xml, "RATTACHEMENT_ENS", "1.2.250.1.213.4.1.2.3", patient.rattacheMes);
  xml.end().end().end().end();
}

function writeAnswer(xml: XmlWriter, context: TransactionContext, key: PatientKey): void {
  const { store, settings, caller, request } = context;
  const patient = store.patient(key.matricule);
  const holder = caller === undefined ? "" : holderOf(caller);
  xml.start("hl7:PRPA_IN201308UV02", { "xmlns:hl7": NS.hl7, "xmlns:xsi": NS.xsi, ITSVersion: "XML_1.0" });
  xml.element("hl7:id", { root: DMP_DEVICE, extension: settings.newId() });
  xml.element("hl7:creationTime", { value: settings.now().toISOString().replaceAll(/[-:T]/g, "").slice(0, 14) });
  xml.element("hl7:interactionId", { root: "2.16.840.1.113883.1.6", extension: "PRPA_IN201308UV02" });
  xml.element("hl7:processingCode", { code: "P" }).element("hl7:processingModeCode", { code: "T" });
  xml.element("hl7:acceptAckCode", { code: "NE" });
  const sender = selectFirst(request.body, "h:sender/h:device/h:id", { namespaces });
  writeDevice(xml, "receiver", "RCV", (sender && attributeOf(sender, "root")) ?? "");
  writeDevice(xml, "sender", "SND", DMP_DEVICE);
  if (patient !== undefined) writeAuthorization(xml, store.authorization(key.matricule, holder));
  xml.element("hl7:acknowledgement", { typeCode: "AA" });
  xml.start("hl7:controlActProcess", { classCode: "CACT", moodCode: "EVN" });
  if (patient !== undefined) writePatient(xml, patient, key.oid);
  xml
    .start("hl7:queryAck")
    .element("hl7:queryResponseCode", { code: patient === undefined ? "NF" : "OK" })
    .end();
  xml.end().end();
}

/** TD0.2: does the patient have a record, and may the caller consult it. @remarks DMP sample messages (TD0.2). */
export function patientExists(context: TransactionContext): TransactionResult {
  checkRights(context, "TD0.2");
  checkMessage(context.request.body);
  const key = patientOf(context.request.body, context.caller);
  const write = (xml: XmlWriter): void => writeAnswer(xml, context, key);
  return { answer: { action: context.answerAction, write }, status: "Success" };
}
