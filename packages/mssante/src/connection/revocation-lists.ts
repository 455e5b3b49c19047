import type { OperatorTls } from "./operator-profile.ts";

const LIST = /-----BEGIN X509 CRL-----[\s\S]*?-----END X509 CRL-----/g;

/** Separates the lists of PEM texts, of which Node would read the first alone. A text without any is left as it is. */
export function splitLists(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(LIST) ?? [text]);
}

/**
 * The lists to check a new connection with, asked for when the profile names who has them.
 *
 * @param tls - Certificates of a profile.
 * @returns The lists; `undefined` when revocation is not checked.
 */
export async function revocationLists({ crl }: OperatorTls): Promise<string[] | undefined> {
  if (crl === undefined) return undefined;
  if (!("getCrls" in crl)) return splitLists(crl);
  const state = await crl.getCrls();
  return state.kind === "checked" ? splitLists(state.crl) : undefined;
}
