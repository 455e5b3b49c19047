/**
 * A person who sends from a personal mailbox.
 *
 * @public
 */
export interface SenderPerson {
  /** Title as it is read, `Dr`. */
  readonly titre?: string | undefined;
  /** Given name. */
  readonly prenom: string;
  /** Name in practice. */
  readonly nom: string;
  /** Functional entity: practice, ward. */
  readonly entite?: string | undefined;
}

/**
 * Writes the display name of a sender: `Titre_Prénom_NOM_Entité` for a person, the entity alone otherwise.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.2.2.7.
 * @example
 * ```ts
 * import { senderLabel } from "@ldl/mssante";
 *
 * senderLabel({ titre: "Dr", prenom: "Marie", nom: "Martin", entite: "Cabinet Medical" }); // "Dr_Marie_MARTIN_Cabinet Medical"
 * ```
 * @param sender - A person, or the name of an entity (organisational or applicative mailbox).
 * @returns The label.
 * @public
 */
export function senderLabel(sender: SenderPerson | string): string {
  if (typeof sender === "string") return sender;
  const { titre, prenom, nom, entite } = sender;
  return [titre, prenom, nom.toUpperCase(), entite].filter((part) => part !== undefined).join("_");
}
