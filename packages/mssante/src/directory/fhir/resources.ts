import { z } from "zod";

/** A concept or a code, as much of it as is read. */
const Coding = z.object({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() });
const Concept = z.object({ coding: z.array(Coding).optional(), text: z.string().optional() });

const ExtensionValue = {
  url: z.string(),
  valueCoding: Coding.optional(),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
  valueBoolean: z.boolean().optional(),
  valueCodeableConcept: Concept.optional(),
};
const Extension = z.object({ ...ExtensionValue, extension: z.array(z.object(ExtensionValue)).optional() });

const ContactPoint = z.object({
  system: z.string().optional(),
  value: z.string().optional(),
  rank: z.number().optional(),
  extension: z.array(Extension).optional(),
});

const Identifier = z.object({ system: z.string().optional(), value: z.string().optional() });
const Reference = z.object({ reference: z.string().optional() });
const common = {
  id: z.string(),
  active: z.boolean().optional(),
  identifier: z.array(Identifier).optional(),
  telecom: z.array(ContactPoint).optional(),
};

const Practitioner = z.object({
  ...common,
  resourceType: z.literal("Practitioner"),
  name: z
    .array(
      z.object({
        family: z.string().optional(),
        given: z.array(z.string()).optional(),
        prefix: z.array(z.string()).optional(),
        suffix: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  qualification: z.array(z.object({ code: Concept.optional() })).optional(),
});

const PractitionerRole = z.object({
  ...common,
  resourceType: z.literal("PractitionerRole"),
  practitioner: Reference.optional(),
  organization: Reference.optional(),
  specialty: z.array(Concept).optional(),
});

const Organization = z.object({
  ...common,
  resourceType: z.literal("Organization"),
  name: z.string().optional(),
  address: z.array(z.object({ city: z.string().optional(), postalCode: z.string().optional() })).optional(),
});

/** A resource of the directory that is read; others are passed over. */
export const DirectoryResource = z.discriminatedUnion("resourceType", [Practitioner, PractitionerRole, Organization]);
export type DirectoryResource = z.infer<typeof DirectoryResource>;
export type Practitioner = z.infer<typeof Practitioner>;
export type PractitionerRole = z.infer<typeof PractitionerRole>;
export type Organization = z.infer<typeof Organization>;
export type ContactPoint = z.infer<typeof ContactPoint>;
export type Concept = z.infer<typeof Concept>;

/** A page of a search; its resources are read one by one. */
export const SearchBundle = z.object({
  resourceType: z.literal("Bundle"),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
  entry: z.array(z.object({ resource: z.unknown().optional() })).optional(),
});
export type SearchBundle = z.infer<typeof SearchBundle>;
