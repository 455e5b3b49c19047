import type { PgliteLike } from "@ldl/domain";

/**
 * Opens a PGlite in memory, or in a folder. Its own declarations need those of a browser, which this workspace leaves out:
 * here is only what is used.
 */
export declare function createPglite(folder?: string): Promise<PgliteLike>;
