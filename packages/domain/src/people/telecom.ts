import { z } from "zod";

const URI = /^(?:tel|fax|mailto|http|ftp|mllp):[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/;

/**
 * Way to reach somebody: a `tel:`, `fax:`, `mailto:`, `http:`, `ftp:` or `mllp:` URI without blanks.
 *
 * @public
 */
export const Telecom = z.strictObject({
  /** URI, for example `tel:0144534551` or `mailto:nom@domaine.mssante.fr`. */
  valeur: z
    .string()
    .max(300)
    .regex(URI, { error: "URI tel:, fax:, mailto:, http:, ftp: ou mllp: sans blanc attendue (LDL-TEL-001)" }),
  /** `H` home, `HP` main home, `HV` holiday home, `WP` work, `DIR` direct, `PUB` switchboard, `EC` emergency, `MC` mobile, `PG` pager. */
  usage: z.enum(["H", "HP", "HV", "WP", "DIR", "PUB", "EC", "MC", "PG"]).optional(),
});
/** What the schema of the same name gives. @public */
export interface Telecom extends z.infer<typeof Telecom> {}
