import { Libelle } from "@ldl/domain";
import { z } from "zod";

/**
 * Components that no field of the type names, by HL7 position (`"5"`, or `"4.1"` for a sub-component of the authority),
 * as written, delimiters escaped. They are kept when reading so that what is read can be written again.
 */
const complements = z
  .record(z.string().regex(/^\d{1,2}(?:\.\d)?$/), z.string().regex(/^[^\s^|](?:[^^|]*[^\s^|])?$/))
  .readonly()
  .optional();

/** OID of an authority. Not checked further: a message received may hold something else. */
const autorite = Libelle;

/**
 * Identifier of a patient with its authority (CX), `id^^^&OID&ISO^NH`.
 *
 * @public
 */
export const Cx = z.strictObject({
  /** The identifier. */
  id: Libelle,
  /** OID of the authority that gives it. */
  autorite,
  /** `NH` national identifier (INS), `PI` identifier given by an establishment. */
  type: Libelle.optional(),
  complements,
});
/** What the schema of the same name gives. @public */
export interface Cx extends z.infer<typeof Cx> {}

/**
 * Reference to an order, an accession number, a study… (CXi), `id^^^&OID&ISO^urn:ihe:iti:xds:2013:order`.
 *
 * @public
 */
export const CxReference = z.strictObject({
  /** The identifier. */
  id: Libelle,
  /** OID of the authority that gives it. */
  autorite: autorite.optional(),
  /** What is identified (JDV_J197). */
  type: Libelle,
  complements,
});
/** What the schema of the same name gives. @public */
export interface CxReference extends z.infer<typeof CxReference> {}

/**
 * A person or a system (XCN), `id^NOM^Prénom^^^^^^&OID&ISO^D^^^IDNPS`.
 *
 * @public
 */
export const Xcn = z
  .strictObject({
    /** The identifier. */
    id: Libelle.optional(),
    /** Family name, or name of the software. */
    nom: Libelle.optional(),
    /** Given name, or model of the device. */
    prenom: Libelle.optional(),
    /** OID of the authority that gives the identifier. */
    autorite: autorite.optional(),
    /** `D` for a person, `U` for a system. */
    typeNom: Libelle.optional(),
    /** `IDNPS` national identifier of a professional, `EI` internal one, `NH` INS of a patient, `RI` system. */
    typeId: Libelle.optional(),
    complements,
  })
  .refine((person) => person.id !== undefined || person.nom !== undefined, {
    error: "identifiant ou nom attendu (LDL-XDS-XCN)",
  });
/** What the schema of the same name gives. @public */
export interface Xcn extends z.infer<typeof Xcn> {}

/**
 * An organisation (XON), `nom^^^^^&OID&ISO^IDNST^^^id`.
 *
 * @public
 */
export const Xon = z
  .strictObject({
    /** Name. */
    nom: Libelle.optional(),
    /** The identifier. */
    id: Libelle.optional(),
    /** OID of the authority that gives the identifier. */
    autorite: autorite.optional(),
    /** `IDNST` for a national identifier. */
    typeId: Libelle.optional(),
    complements,
  })
  .refine((organisation) => organisation.id !== undefined || organisation.nom !== undefined, {
    error: "identifiant ou nom attendu (LDL-XDS-XON)",
  });
/** What the schema of the same name gives. @public */
export interface Xon extends z.infer<typeof Xon> {}

/** Name of a patient (XPN), `NOM^Prénom^^^^^L`. @public */
export const Xpn = z
  .strictObject({
    /** Family name. */
    nom: Libelle.optional(),
    /** Given name. */
    prenom: Libelle.optional(),
    /** `L` name at birth, `D` name in use. */
    type: Libelle.optional(),
    complements,
  })
  .refine((name) => name.nom !== undefined || name.prenom !== undefined, {
    error: "nom ou prénom attendu (LDL-XDS-XPN)",
  });
/** What the schema of the same name gives. @public */
export interface Xpn extends z.infer<typeof Xpn> {}

/** Mail address or other way to reach somebody (XTN), `^^Internet^adresse`. @public */
export const Xtn = z.strictObject({
  /** Kind of equipment; `Internet` for a mail address. */
  equipement: Libelle.optional(),
  /** The address. */
  adresse: Libelle.optional(),
  complements,
});
/** What the schema of the same name gives. @public */
export interface Xtn extends z.infer<typeof Xtn> {}

/** Profession or speciality of an author, `code^libellé^OID`. @public */
export const Specialty = z.strictObject({
  /** The code, or the label when there is no code. */
  code: Libelle,
  /** Label. */
  libelle: Libelle.optional(),
  /** OID of the code system. */
  systeme: autorite.optional(),
  complements,
});
/** What the schema of the same name gives. @public */
export interface Specialty extends z.infer<typeof Specialty> {}
