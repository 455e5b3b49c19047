import type { LdlErrorCode, LdlErrorDetails } from "@ldl/domain";

/** What each of some codes says in French, from its details. */
export type Sentences<C extends LdlErrorCode> = { readonly [K in C]: (details: LdlErrorDetails[K]) => string };
