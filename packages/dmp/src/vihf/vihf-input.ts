import { Code, IdentiteIns, Instant, Libelle, PsIdNat, StructIdNat } from "@ldl/domain";
import { z } from "zod";

/**
 * How the caller proves who it is: by the card of the professional, by the certificates of the structure, or by the latter
 * with a strong authentication of the user (AIR).
 *
 * @public
 */
export const AuthenticationMode = z.enum(["DIRECTE", "INDIRECTE", "INDIRECTE_RENFORCEE"]);
export type AuthenticationMode = z.infer<typeof AuthenticationMode>;

/** How the user logged in to the software: a name of the SAML classes, or a whole URN. @public */
export const UserAuthentication = z.union([
  z.enum([
    "Password",
    "PasswordProtectedTransport",
    "unspecified",
    "TLSClient",
    "SmartcardPKI",
    "MobileTwoFactorUnregistered",
  ]),
  z.string().regex(/^urn:\S+$/, { error: "classe d'authentification SAML ou URN attendue (LDL-DMP-AUTHN)" }),
]);
export type UserAuthentication = z.infer<typeof UserAuthentication>;

/** Why the record is opened: normally, in an emergency (bris de glace), or by the regulation of the SAMU. @public */
export const AccessMode = z.enum(["normal", "bris_de_glace", "centre_15"]);
export type AccessMode = z.infer<typeof AccessMode>;

const PROFESSIONS = "1.2.250.1.71.1.2.7";
/** Médecin and pharmacien: the DMP refuses a VIHF without their speciality. */
const NEEDS_SPECIALITY: ReadonlySet<string> = new Set(["10", "21"]);

/**
 * Who acts, as the software knows the user.
 *
 * @remarks VIHF, `NameID`, `subject-id`, `role`, `AuthnStatement`.
 * @public
 */
export const DmpUser = z
  .strictObject({
    /** National identifier, or identifier in the structure (`3` FINESS `/` internal). Of the person responsible for a batch. */
    id: PsIdNat,
    /** Name of the user; name, model and service of the software for a batch. Due unless the mode is DIRECTE. */
    nom: Libelle.optional(),
    /** Profession (JDV_J65), then the speciality of a médecin or a pharmacien. */
    roles: z.array(Code).min(1).max(2).readonly(),
    /** When the user logged in. */
    authentifieLe: Instant,
    /** How. Default: `Password`; the mode DIRECTE always says `SmartcardPKI`. */
    authentification: UserAuthentication.default("Password"),
  })
  .refine(
    ({ roles }) =>
      roles.length === 2 || roles[0]?.systeme !== PROFESSIONS || !NEEDS_SPECIALITY.has(roles[0]?.code ?? ""),
    { path: ["roles"], error: "spécialité attendue pour un médecin ou un pharmacien (LDL-DMP-ROLE)" },
  );
/** Who acts. @public */
export interface DmpUser extends z.infer<typeof DmpUser> {}

/** The structure for which the user acts. @public */
export const DmpStructure = z.strictObject({
  /** National identifier: FINESS of the geographic entity, SIRET… */
  id: StructIdNat,
  /** Activity sector (JDV_J61): `SA01` public hospital, `SA07` practice, `SA25` laboratory… */
  secteur: z.string().regex(/^SA\d{2}$/, { error: "secteur d'activité SAnn attendu (LDL-DMP-SECTOR)" }),
});
/** The structure for which the user acts. @public */
export interface DmpStructure extends z.infer<typeof DmpStructure> {}

/** The software, as it was homologated. @public */
export const DmpSoftware = z.strictObject({
  /** Name, the same as in the About box. */
  nom: Libelle,
  /** Version, the same as in the About box. */
  version: Libelle,
  /** Identifier of the installation, often an OID. */
  id: Libelle.optional(),
  /** Homologation number. A secret: never in an error, a trace or a log. */
  numeroHomologation: z.string().min(1).max(64),
});
/** The software. @public */
export interface DmpSoftware extends z.infer<typeof DmpSoftware> {}

/** Why and how the record is opened. @public */
export const DmpAccess = z
  .strictObject({
    /** Mode of access. Default: `normal`. */
    mode: AccessMode.default("normal"),
    /** Justification of an access in emergency. */
    raison: Libelle.optional(),
    /** A minor asked that the legal representatives do not know (connexion secrète). Default: `false`. */
    connexionSecrete: z.boolean().default(false),
  })
  .refine(({ mode, raison }) => mode !== "bris_de_glace" || raison !== undefined, {
    path: ["raison"],
    error: "justification attendue pour un bris de glace (LDL-DMP-ACCESS)",
  });
/** Why and how the record is opened. @public */
export interface DmpAccess extends z.infer<typeof DmpAccess> {}

/** Everything that a VIHF says. @public */
export const VihfInput = z
  .strictObject({
    /** Mode of authentication. */
    mode: AuthenticationMode,
    /** Who acts. */
    utilisateur: DmpUser,
    /** For which structure. */
    structure: DmpStructure,
    /** With which software. */
    logiciel: DmpSoftware,
    /** Patient whose record is opened. */
    patient: IdentiteIns.optional(),
    /** Why and how. Default: normal access. */
    acces: DmpAccess.prefault({}),
  })
  .refine(({ mode, utilisateur }) => mode === "DIRECTE" || utilisateur.nom !== undefined, {
    path: ["utilisateur", "nom"],
    error: "nom de l'utilisateur attendu (LDL-DMP-USER)",
  });
/** Everything that a VIHF says. @public */
export interface VihfInput extends z.infer<typeof VihfInput> {}
