import { createHash } from "node:crypto";
import { create } from "xmlbuilder2";
import { PATIENT } from "./vihf.ts";

const RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
const SYSTEM_ID = "1.2.250.1.999.1";

/** Identifiers that tests give: OIDs under an arc of tests. */
let last = 0;
export function newOid(): string {
  last += 1;
  return `${SYSTEM_ID}.${Date.now()}.${last}`;
}

type Node = Readonly<Record<string, unknown>>;

/** A slot. */
export function slot(name: string, ...values: readonly string[]): Node {
  return { "@name": name, "rim:ValueList": { "rim:Value": values } };
}

function label(value: string): Node {
  return { "rim:LocalizedString": { "@charset": "UTF8", "@xml:lang": "FR", "@value": value } };
}

/** A coded attribute: scheme, code, code system, label. */
export type Code = readonly [scheme: string, code: string, system: string, label: string];

const SCHEMES = {
  class: "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a",
  type: "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983",
  format: "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d",
  confidentiality: "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f",
  facility: "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1",
  practice: "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead",
  event: "urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4",
  entryAuthor: "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d",
  entryPatient: "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
  entryUniqueId: "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab",
} as const;

let serial = 0;
function id(prefix: string): string {
  serial += 1;
  return `${prefix}${serial}`;
}

function classification(owner: string, [scheme, code, system, name]: Code): Node {
  return {
    "@id": id("cl"),
    "@classificationScheme": scheme,
    "@classifiedObject": owner,
    "@nodeRepresentation": code,
    "rim:Slot": slot("codingScheme", system),
    "rim:Name": label(name),
  };
}

const AUTHOR_PERSON = "810100000016^EXEMPLE^Solène^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";

function author(owner: string, scheme: string): Node {
  return {
    "@id": id("cl"),
    "@classificationScheme": scheme,
    "@classifiedObject": owner,
    "@nodeRepresentation": "",
    "rim:Slot": [
      slot("authorInstitution", "CENTRE HOSPITALIER TEST^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1990000002"),
      slot("authorPerson", AUTHOR_PERSON),
      slot("authorSpecialty", "G15_10/SM26^Médecin - Qualifié en Médecine Générale (SM)^1.2.250.1.213.1.1.4.5"),
    ],
  };
}

function identifier(owner: string, scheme: string, value: string, name: string): Node {
  return {
    "@id": id("ei"),
    "@identificationScheme": scheme,
    "@registryObject": owner,
    "@value": value,
    "rim:Name": { "rim:LocalizedString": { "@value": name } },
  };
}

/** A document entry; each test changes one thing. */
export interface TestEntry {
  readonly id: string;
  readonly uniqueId: string;
  readonly bytes?: Uint8Array;
  readonly patient?: string;
  readonly title?: string;
  readonly visibility?: readonly string[];
  readonly creationTime?: string;
  /** True for the entry of the signature document. */
  readonly signature?: boolean;
  /** For an update of metadata. */
  readonly lid?: string;
  /** Slots as read, for an update. */
  readonly extraSlots?: readonly Node[];
}

function codes({ signature = false, visibility = [] }: TestEntry): readonly Code[] {
  const restrictions = (signature ? ["MASQUE_PS", "INVISIBLE_PATIENT"] : visibility).map(
    (code): Code => [SCHEMES.confidentiality, code, "1.2.250.1.213.1.1.4.13", code],
  );
  const own: readonly Code[] = signature
    ? [
        [SCHEMES.class, "urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1", "URN", "Digital Signature"],
        [SCHEMES.type, "E1762", "ASTM", "Full Document"],
        [SCHEMES.format, "http://www.w3.org/2000/09/xmldsig#", "URN", "Default Signature Style"],
        [SCHEMES.event, "1.2.840.10065.1.12.1.14", "1.2.840.10065.1.12", "Source"],
      ]
    : [
        [SCHEMES.class, "10", "1.2.250.1.213.1.1.4.1", "Compte rendu"],
        [SCHEMES.type, "11490-0", "2.16.840.1.113883.6.1", "Lettre de liaison à la sortie"],
        [SCHEMES.format, "urn:asip:ci-sis:ldl-ses:2017", "1.2.250.1.213.1.1.4.2.282", "LDL-SES"],
      ];
  return [
    ...own,
    [SCHEMES.confidentiality, "N", "2.16.840.1.113883.5.25", "Normal"],
    ...restrictions,
    [SCHEMES.facility, "SA01", "1.2.250.1.71.4.2.4", "Établissement public de santé"],
    [SCHEMES.practice, "ETABLISSEMENT", "1.2.250.1.213.1.1.4.9", "Établissement de santé"],
  ];
}

function slots(entry: TestEntry): readonly Node[] {
  const { bytes, creationTime = "20240131091500", signature = false, extraSlots = [] } = entry;
  const sha1 = bytes === undefined ? undefined : createHash("sha1").update(bytes).digest("hex");
  const patient = entry.patient ?? PATIENT;
  return [
    slot("creationTime", creationTime),
    ...(sha1 === undefined ? [] : [slot("hash", sha1)]),
    slot("languageCode", signature ? "art" : "fr-FR"),
    slot("legalAuthenticator", AUTHOR_PERSON),
    slot("serviceStartTime", signature ? creationTime : "20240125080000"),
    slot("serviceStopTime", signature ? creationTime : "20240131090000"),
    ...(bytes === undefined ? [] : [slot("size", String(bytes.length))]),
    slot("sourcePatientId", signature ? patient : "12345^^^&1.2.3.4&ISO^PI"),
    ...(signature ? [] : [slot("sourcePatientInfo", "PID-5|PATIENTE^Alice^^^^^L", "PID-7|19790305", "PID-8|F")]),
    ...extraSlots,
  ];
}

/** Writes a document entry. */
export function extrinsicObject(entry: TestEntry): Node {
  const { id: owner, uniqueId, lid } = entry;
  return {
    "@id": owner,
    ...(lid === undefined ? {} : { "@lid": lid }),
    "@mimeType": "text/xml",
    "@objectType": "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1",
    "rim:Slot": slots(entry),
    "rim:Name": label(entry.title ?? (entry.signature === true ? "Source" : "Lettre de liaison")),
    "rim:Classification": [
      author(owner, SCHEMES.entryAuthor),
      ...codes(entry).map((code) => classification(owner, code)),
    ],
    "rim:ExternalIdentifier": [
      identifier(owner, SCHEMES.entryPatient, entry.patient ?? PATIENT, "XDSDocumentEntry.patientId"),
      identifier(owner, SCHEMES.entryUniqueId, uniqueId, "XDSDocumentEntry.uniqueId"),
    ],
  };
}

/** Writes a submission set. */
export function registryPackage(init: {
  readonly id: string;
  readonly uniqueId: string;
  readonly patient?: string;
  readonly time?: string;
}): Node {
  const { id: owner, uniqueId, patient = PATIENT, time = "20240131101500" } = init;
  return {
    "@id": owner,
    "rim:Slot": slot("submissionTime", time),
    "rim:Name": label("Sortie d'hospitalisation"),
    "rim:Classification": [
      author(owner, "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d"),
      classification(owner, [
        "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500",
        "03",
        "1.2.250.1.213.2.2",
        "Hospitalisation",
      ]),
      {
        "@id": id("cl"),
        "@classificationNode": "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd",
        "@classifiedObject": owner,
      },
    ],
    "rim:ExternalIdentifier": [
      identifier(owner, "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446", patient, "XDSSubmissionSet.patientId"),
      identifier(owner, "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832", SYSTEM_ID, "XDSSubmissionSet.sourceId"),
      identifier(owner, "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8", uniqueId, "XDSSubmissionSet.uniqueId"),
    ],
  };
}

/** Types of links, as written. */
export const LINKS = {
  HasMember: "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember",
  signs: "urn:ihe:iti:2007:AssociationType:signs",
  RPLC: "urn:ihe:iti:2007:AssociationType:RPLC",
  UpdateAvailabilityStatus: "urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus",
} as const;

/** Writes a link. */
export function association(
  type: keyof typeof LINKS,
  source: string,
  target: string,
  slotsOf: Readonly<Record<string, string>> = {},
): Node {
  const written = Object.entries(slotsOf).map(([name, value]) => slot(name, value));
  return {
    "@id": id("as"),
    "@associationType": LINKS[type],
    "@sourceObject": source,
    "@targetObject": target,
    ...(written.length === 0 ? {} : { "rim:Slot": written }),
  };
}

/** Writes a `SubmitObjectsRequest`. */
export function submitObjects(objects: {
  readonly entries?: readonly Node[];
  readonly set: Node;
  readonly associations: readonly Node[];
}): string {
  return create({
    "lcm:SubmitObjectsRequest": {
      "@xmlns:lcm": "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0",
      "rim:RegistryObjectList": {
        "@xmlns:rim": RIM,
        "rim:ExtrinsicObject": objects.entries ?? [],
        "rim:RegistryPackage": objects.set,
        "rim:Association": objects.associations,
      },
    },
  }).end({ headless: true });
}
