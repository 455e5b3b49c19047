import type {
  StartDirectoryServerOptions,
  TestDirectoryMailbox,
  TestDirectoryPerson,
  TestDirectoryStructure,
} from "./directory-data.ts";

/** Names of the directory's guide (ansforge/IG-fhir-annuaire) and of HL7 France. */
const NOS = "https://mos.esante.gouv.fr/NOS";
const EMAIL_TYPE = "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type";
const MAILBOX = "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata";
const IDENTIFIER_TYPES = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203";
export const RPPS_SYSTEM = "https://rpps.esante.gouv.fr";
export const FINESS_SYSTEM = "https://finess.esante.gouv.fr";
const LAST_UPDATED = "2026-01-02T03:04:05.000+01:00";

/** What is searched and answered, with what its searches look at. */
export interface BenchResource {
  readonly type: "Practitioner" | "PractitionerRole" | "Organization";
  readonly id: string;
  readonly identifiers: readonly (readonly [system: string, value: string])[];
  readonly addresses: readonly string[];
  readonly family?: string;
  readonly given?: string;
  readonly profession?: string;
  readonly practitioner?: string;
  readonly organization?: string;
  /** The resource as it is sent. */
  readonly json: Readonly<Record<string, unknown>>;
}

function published(mailboxes: readonly TestDirectoryMailbox[] | undefined): readonly TestDirectoryMailbox[] {
  return (mailboxes ?? []).filter(({ listeRouge }) => listeRouge !== true);
}

function telecom(mailbox: TestDirectoryMailbox, type: string): unknown {
  const { address, rank, service, zeroPaper } = mailbox;
  const coding = [{ system: `${NOS}/TRE_R257-TypeBAL/FHIR/TRE-R257-TypeBAL`, code: mailbox.type ?? type }];
  return {
    extension: [
      {
        url: EMAIL_TYPE,
        valueCoding: { system: `${NOS}/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie`, code: "MSSANTE" },
      },
      {
        url: MAILBOX,
        extension: [
          { url: "type", valueCodeableConcept: { coding } },
          ...(service === undefined ? [] : [{ url: "service", valueString: service }]),
          ...(zeroPaper === undefined ? [] : [{ url: "digitization", valueBoolean: zeroPaper }]),
        ],
      },
    ],
    system: "email",
    value: address,
    use: "work",
    ...(rank === undefined ? {} : { rank }),
  };
}

function identifier(system: string, code: string, value: string): unknown {
  return { use: "official", type: { coding: [{ system: IDENTIFIER_TYPES, code }] }, system, value };
}

function resource(
  type: BenchResource["type"],
  id: string,
  more: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const meta = { lastUpdated: LAST_UPDATED, source: "https://annuaire.sante.fr" };
  return { resourceType: type, id, meta, language: "fr", active: true, ...more };
}

function practitioner({ rpps, nom, prenom, profession, mailboxes }: TestDirectoryPerson): BenchResource {
  const boxes = published(mailboxes);
  const coding = {
    system: `${NOS}/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante`,
    code: profession.code,
    display: profession.libelle,
  };
  const id = `p-${rpps}`;
  return {
    type: "Practitioner",
    id,
    identifiers: [
      [RPPS_SYSTEM, rpps],
      ["urn:oid:1.2.250.1.71.4.2.1", `8${rpps}`],
    ],
    addresses: boxes.map(({ address }) => address),
    family: nom,
    given: prenom,
    profession: profession.code,
    json: resource("Practitioner", id, {
      identifier: [
        identifier("urn:oid:1.2.250.1.71.4.2.1", "IDNPS", `8${rpps}`),
        identifier(RPPS_SYSTEM, "RPPS", rpps),
      ],
      name: [{ use: "official", family: nom, given: [prenom] }],
      telecom: boxes.map((mailbox) => telecom(mailbox, "PER")),
      qualification: [{ code: { coding: [coding] } }],
    }),
  };
}

function roles({ rpps, exercices = [] }: TestDirectoryPerson): readonly BenchResource[] {
  return exercices.map(({ finess, mailboxes }) => {
    const boxes = published(mailboxes);
    const id = `r-${rpps}-${finess}`;
    const [who, where] = [`Practitioner/p-${rpps}`, `Organization/o-${finess}`];
    return {
      type: "PractitionerRole",
      id,
      identifiers: [],
      addresses: boxes.map(({ address }) => address),
      practitioner: who,
      organization: where,
      json: resource("PractitionerRole", id, {
        practitioner: { reference: who },
        organization: { reference: where },
        telecom: boxes.map((mailbox) => telecom(mailbox, "PER")),
      }),
    };
  });
}

function organization(structure: TestDirectoryStructure): BenchResource {
  const { finess, nom, codePostal, commune, mailboxes, courriel } = structure;
  const boxes = published(mailboxes);
  const id = `o-${finess}`;
  const ordinary = courriel === undefined ? [] : [{ system: "email", value: courriel }];
  return {
    type: "Organization",
    id,
    identifiers: [
      [FINESS_SYSTEM, finess],
      ["urn:oid:1.2.250.1.71.4.2.2", `1${finess}`],
    ],
    addresses: boxes.map(({ address }) => address),
    json: resource("Organization", id, {
      identifier: [
        identifier("urn:oid:1.2.250.1.71.4.2.2", "IDNST", `1${finess}`),
        identifier(FINESS_SYSTEM, "FINEG", finess),
      ],
      name: nom,
      telecom: [...ordinary, ...boxes.map((mailbox) => telecom(mailbox, "ORG"))],
      address: [{ postalCode: codePostal, city: commune, country: "FR" }],
    }),
  };
}

/** Writes the directory as the resources of the national API. */
export function benchResources(options: StartDirectoryServerOptions): readonly BenchResource[] {
  const { persons = [], structures = [] } = options;
  return [...persons.map(practitioner), ...persons.flatMap(roles), ...structures.map(organization)];
}
