import { z } from "zod";
import { CivilDate } from "./civil-date.ts";
import { Instant } from "./instant.ts";

/**
 * A date as precise as it is known: year, month, day, or a moment with its offset.
 *
 * @public
 */
export const Moment = z
  .union([Instant, CivilDate, z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/)], {
    error: "date attendue : AAAA, AAAA-MM, AAAA-MM-JJ ou date et heure avec décalage (LDL-T-003)",
  })
  .brand<"Moment">();
/** What the schema of the same name gives. @public */
export type Moment = z.infer<typeof Moment>;
