import type { PgliteLike } from "@ldl/domain";

/** Opens a PGlite in memory, or in a folder: what is used of it, because its own declarations need those of a browser. */
export declare function createPglite(folder?: string): Promise<PgliteLike>;
