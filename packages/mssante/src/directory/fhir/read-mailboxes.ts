import { MssanteAddress } from "@ldl/domain";
import { DIRECTORY_EXTENSIONS, DIRECTORY_SYSTEMS, MSSANTE_EMAIL } from "../../codes/directory-systems.ts";
import { definedOnly } from "../../internal/defined-only.ts";
import type { DirectoryMailbox, DirectoryPerson, DirectoryStructure } from "../directory.ts";
import type {
  Concept,
  ContactPoint,
  DirectoryResource,
  Organization,
  Practitioner,
  PractitionerRole,
} from "./resources.ts";

type Holder = Pick<DirectoryMailbox, "person" | "structure">;

/** Resources by reference, `Practitioner/1`. */
type ResourceIndex = ReadonlyMap<string, DirectoryResource>;

function codingOf(concepts: readonly (Concept | undefined)[], system: string) {
  return concepts.flatMap((concept) => concept?.coding ?? []).find((coding) => coding.system === system);
}

function identifierOf({ identifier = [] }: DirectoryResource, system: string): string | undefined {
  return identifier.find((one) => one.system === system)?.value;
}

function personOf(practitioner: Practitioner, role: PractitionerRole | undefined): DirectoryPerson {
  const [name] = practitioner.name ?? [];
  const rpps = identifierOf(practitioner, DIRECTORY_SYSTEMS.rpps);
  const qualifications = (practitioner.qualification ?? []).map(({ code }) => code);
  const profession = codingOf(qualifications, DIRECTORY_SYSTEMS.profession);
  const speciality = codingOf([...(role?.specialty ?? []), ...qualifications], DIRECTORY_SYSTEMS.speciality);
  return {
    name: name?.family ?? "",
    ...definedOnly({
      idNat: identifierOf(practitioner, DIRECTORY_SYSTEMS.idNatPs) ?? (rpps === undefined ? undefined : `8${rpps}`),
      givenName: name?.given?.join(" "),
      civility: name?.suffix?.[0] ?? name?.prefix?.[0],
      professionCode: profession?.code,
      profession: profession?.display,
      speciality: speciality?.display,
    }),
  };
}

function structureOf(organization: Organization): DirectoryStructure {
  const [address] = organization.address ?? [];
  return definedOnly({
    id:
      identifierOf(organization, DIRECTORY_SYSTEMS.finess) ?? identifierOf(organization, DIRECTORY_SYSTEMS.idNatStruct),
    name: organization.name,
    postalCode: address?.postalCode,
    city: address?.city,
  });
}

/** The contact points that are MSSanté mailboxes: a structure lists ordinary addresses too. */
function mailboxOf(telecom: ContactPoint): Omit<DirectoryMailbox, "person" | "structure"> | undefined {
  const extensions = telecom.extension ?? [];
  const kind = extensions.find(({ url }) => url === DIRECTORY_EXTENSIONS.emailType)?.valueCoding?.code;
  const metadata = extensions.find(({ url }) => url === DIRECTORY_EXTENSIONS.mailbox)?.extension;
  // Examples of the guide leave the kind out where the metadata say enough.
  const isMailbox = kind === MSSANTE_EMAIL || (kind === undefined && metadata !== undefined);
  const address = MssanteAddress.safeParse(telecom.value);
  if (telecom.system !== "email" || !isMailbox || !address.success) return undefined;
  const value = (name: string) => metadata?.find(({ url }) => url === name);
  if (value("listeRouge")?.valueBoolean === true) return undefined;
  const type = value("type");
  return {
    address: address.data,
    type: type?.valueCodeableConcept?.coding?.[0]?.code ?? type?.valueCode ?? "",
    ...definedOnly({
      rank: telecom.rank,
      zeroPaper: value("digitization")?.valueBoolean,
      description: value("description")?.valueString,
      service: value("service")?.valueString,
    }),
  };
}

function find<K extends DirectoryResource["resourceType"]>(
  index: ResourceIndex,
  type: K,
  reference: string | undefined,
): Extract<DirectoryResource, { resourceType: K }> | undefined {
  // References may be absolute: only their end says which resource.
  const key = reference?.split("/").slice(-2).join("/") ?? "";
  const found = index.get(key);
  const isOfType = (one: DirectoryResource): one is Extract<DirectoryResource, { resourceType: K }> =>
    one.resourceType === type;
  return found !== undefined && isOfType(found) ? found : undefined;
}

function holderOf(resource: DirectoryResource, index: ResourceIndex): Holder {
  switch (resource.resourceType) {
    case "Practitioner":
      return { person: personOf(resource, undefined) };
    case "Organization":
      return { structure: structureOf(resource) };
    case "PractitionerRole": {
      const practitioner = find(index, "Practitioner", resource.practitioner?.reference);
      const organization = find(index, "Organization", resource.organization?.reference);
      return {
        ...(practitioner === undefined ? {} : { person: personOf(practitioner, resource) }),
        ...(organization === undefined ? {} : { structure: structureOf(organization) }),
      };
    }
  }
}

function indexOf(resources: readonly DirectoryResource[]): ResourceIndex {
  return new Map(resources.map((one) => [`${one.resourceType}/${one.id}`, one]));
}

/** Who works where, as some resources tell. */
export function attachmentsOf(resources: readonly DirectoryResource[]): readonly Holder[] {
  const index = indexOf(resources);
  const roles = [...index.values()].filter(({ resourceType, active }) => {
    return resourceType === "PractitionerRole" && active !== false;
  });
  return roles.map((role) => holderOf(role, index));
}

/** Every published mailbox of some resources, with its holder as far as the resources tell. */
export function mailboxesOf(resources: readonly DirectoryResource[]): readonly DirectoryMailbox[] {
  const index = indexOf(resources);
  return [...index.values()].flatMap((resource) => {
    if (resource.active === false) return [];
    const mailboxes = (resource.telecom ?? []).map(mailboxOf).filter((mailbox) => mailbox !== undefined);
    const holder = mailboxes.length === 0 ? {} : holderOf(resource, index);
    return mailboxes.map((mailbox) => ({ ...mailbox, ...holder }));
  });
}
