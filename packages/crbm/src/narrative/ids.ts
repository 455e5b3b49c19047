/**
 * IDs of the narrative: each part of a report has one by its place, so that the narrative and the entries agree on it
 * without looking it up.
 */

/** ID of the label of what stands at a place of a list. */
export function itemId(parent: string, index: number): string {
  return `${parent}-${index + 1}`;
}

/** ID of an antibiogram of an isolate. */
export function antibiogrammeId(isolat: string, index: number): string {
  return `${isolat}-atb${index + 1}`;
}

/** ID of a specimen. */
export function prelevementId(parent: string, index: number): string {
  return `${parent}-p${index + 1}`;
}

/** ID of a comment. */
export function commentaireId(parent: string, index: number): string {
  return `${parent}-c${index + 1}`;
}

/** ID of an image, which its medium bears. */
export function imageId(parent: string, index: number): string {
  return `${parent}-img${index + 1}`;
}

/** ID of the words of a value. */
export function valeurId(parent: string): string {
  return `${parent}-val`;
}

/** ID of the words of a technique. */
export function methodeId(parent: string): string {
  return `${parent}-met`;
}

/** ID of an earlier result. */
export function anterioriteId(parent: string, index: number): string {
  return `${parent}-ant${index + 1}`;
}

/** ID of the block of a chapter or of a sub-chapter. */
export function blocId(chapitre: number, sousChapitre?: number): string {
  return sousChapitre === undefined ? `bio${chapitre + 1}` : `bio${chapitre + 1}-s${sousChapitre + 1}`;
}
