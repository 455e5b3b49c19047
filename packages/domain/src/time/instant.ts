import { z } from "zod";

/**
 * A moment: ISO 8601 date and time with its offset from UTC, to the minute or finer: `2024-03-15T11:00:00+01:00`.
 * The offset and the precision are kept as given.
 *
 * @public
 */
export const Instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], {
    error: "date et heure ISO 8601 avec décalage attendues, par exemple 2024-03-15T11:00:00+01:00 (LDL-T-001)",
  })
  .brand<"Instant">();
/** What the schema of the same name gives. @public */
export type Instant = z.infer<typeof Instant>;
