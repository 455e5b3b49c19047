import type { Auteur } from "@ldl/cda";
import { insOid, type Organisation, type Professionnel, PS_ID_NAT_OID, STRUCT_ID_NAT_OID } from "@ldl/domain";
import { IDENTIFIER_KINDS, NAME_KINDS } from "../codes/identifier-kinds.ts";
import { known } from "../internal/known.ts";
import type { Author } from "../model/author.ts";
import type { Specialty, Xcn, Xon } from "../model/hl7-types.ts";

/** Type digits of PS_IdNat whose number is given by a structure or a practice, not by the State. */
const INTERNAL = /^[13456]/;

/** Person of a header as XCN; `undefined` when neither identifier nor name is there. */
export function xcnOfProfessional({ id, nom }: Pick<Professionnel, "id" | "nom">): Xcn | undefined {
  if (id === "" && nom === undefined) return undefined;
  const identified =
    id === ""
      ? {}
      : {
          id,
          autorite: PS_ID_NAT_OID,
          typeId: INTERNAL.test(id) ? IDENTIFIER_KINDS.internalProfessional : IDENTIFIER_KINDS.professional,
        };
  return { ...identified, ...known({ nom: nom?.nom, prenom: nom?.prenom }), typeNom: NAME_KINDS.person };
}

/** Structure of a header as XON; `undefined` when neither identifier nor name is there. */
export function xonOfOrganisation(organisation: Organisation | undefined): Xon | undefined {
  if (organisation?.id === undefined && organisation?.nom === undefined) return undefined;
  const { id, nom } = organisation;
  const identified = id === undefined ? {} : { id, autorite: STRUCT_ID_NAT_OID, typeId: IDENTIFIER_KINDS.structure };
  return { ...known({ nom }), ...identified };
}

function specialtyOf(code: Professionnel["specialite"]): readonly Specialty[] | undefined {
  if (code === undefined || code.code === "") return undefined;
  return [{ code: code.code, libelle: code.libelle, systeme: code.systeme }];
}

function institutionsOf(organisation: Organisation | undefined): readonly Xon[] | undefined {
  const institution = xonOfOrganisation(organisation);
  return institution === undefined ? undefined : [institution];
}

/**
 * Makes the author of a document or of a submission set from a professional and the structure the professional acts for.
 *
 * @remarks CI-SIS, Volet Partage de documents de santé: XCN `^D^^^IDNPS` (`EI` for an internal identifier), XON `^IDNST`.
 * @example
 * ```ts
 * import { PsIdNat } from "@ldl/domain";
 * import { authorOfProfessional } from "@ldl/xds";
 *
 * authorOfProfessional({ id: PsIdNat.parse("810002422979"), nom: { nom: "AUGUIN", prenom: "Léon" } });
 * ```
 * @param professional - The professional.
 * @param options - `role`: part played (label of JDV_J47). Default: none.
 * @returns The author.
 * @public
 */
export function authorOfProfessional(
  professional: Professionnel,
  options: { readonly role?: string | undefined } = {},
): Author {
  return known({
    authorPerson: xcnOfProfessional(professional),
    authorInstitutions: institutionsOf(professional.organisation),
    authorRoles: options.role === undefined ? undefined : [options.role],
    authorSpecialties: specialtyOf(professional.specialite),
  });
}

/** A system that writes documents or sends sets. @public */
export type SystemAuthor = Pick<
  Extract<Auteur, { readonly genre: "systeme" }>,
  "id" | "logiciel" | "modele" | "organisation" | "specialite"
>;

/**
 * Makes the author of a document or of a submission set from a system: software of a structure, referenced service.
 *
 * @remarks CI-SIS, Volet Partage de documents de santé: XCN `id^software^model^^^^^^&OID&ISO^U^^^RI`.
 * @example
 * ```ts
 * import { Oid, StructIdNat } from "@ldl/domain";
 * import { authorOfSystem } from "@ldl/xds";
 *
 * authorOfSystem({
 *   id: { racine: Oid.parse("1.2.250.1.71.4.2.1"), valeur: "1750803447/DPI1" },
 *   logiciel: "DPI Exemple",
 *   modele: "Serveur",
 *   specialite: { code: "DISPOSITIF", systeme: Oid.parse("1.2.250.1.213.1.1.4.6"), libelle: "Dispositif" },
 *   organisation: { id: StructIdNat.parse("1750803447"), nom: "Hôpital d'exemple" },
 * });
 * ```
 * @param system - Identifier, names and structure of the system.
 * @returns The author.
 * @public
 */
export function authorOfSystem({ id, logiciel, modele, organisation, specialite }: SystemAuthor): Author {
  return known({
    authorPerson: {
      id: id.valeur,
      nom: logiciel,
      prenom: modele,
      autorite: id.racine,
      typeNom: NAME_KINDS.system,
      typeId: IDENTIFIER_KINDS.system,
    },
    authorInstitutions: institutionsOf(organisation),
    authorSpecialties: specialtyOf(specialite),
  });
}

/** Author of a header. A patient has no institution. */
export function authorOfAuteur(auteur: Auteur): Author {
  if (auteur.genre === "systeme") return authorOfSystem(auteur);
  if (auteur.genre === "professionnel") {
    return authorOfProfessional(auteur.professionnel, { role: auteur.fonction?.libelle });
  }
  const { ins, nom } = auteur;
  return {
    authorPerson: {
      id: ins.matricule,
      ...known({ nom: nom.nom, prenom: nom.prenom }),
      autorite: insOid(ins),
      typeNom: NAME_KINDS.person,
      typeId: IDENTIFIER_KINDS.ins,
    },
  };
}
