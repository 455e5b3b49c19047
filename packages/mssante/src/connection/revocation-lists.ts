import { createSecureContext } from "node:tls";
import { isLdlError, LdlError } from "@ldl/domain";
import type { CrlProvider } from "./crl-provider.ts";
import type { OperatorTls } from "./operator-profile.ts";

const LIST = /-----BEGIN X509 CRL-----[\s\S]*?-----END X509 CRL-----/g;

/** Separates the lists of PEM texts, of which Node would read the first alone. A text without any is left as it is. */
export function splitLists(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.match(LIST) ?? [text]);
}

/** Asks a provider; what it throws, or gives that is no list, is its lists that cannot be had. */
async function providedLists(provider: CrlProvider): Promise<string[] | undefined> {
  try {
    const state = await provider.getCrls();
    if (state.kind !== "checked") return undefined;
    const lists = splitLists(state.crl);
    createSecureContext({ crl: lists });
    return lists;
  } catch (cause) {
    if (isLdlError(cause)) throw cause;
    throw new LdlError("LDL_MSS_CRL_UNAVAILABLE", "the provider of revocation lists gave none that can be used", {
      details: { urls: [] },
      retryable: true,
      cause,
    });
  }
}

/**
 * The lists to check a new connection with, asked for when the profile names who has them.
 *
 * @param tls - Certificates of a profile.
 * @returns The lists; `undefined` when revocation is not checked.
 * @throws LdlError `LDL_MSS_CRL_UNAVAILABLE`.
 */
export async function revocationLists({ crl }: OperatorTls): Promise<string[] | undefined> {
  if (crl === undefined) return undefined;
  return "getCrls" in crl ? providedLists(crl) : splitLists(crl);
}
