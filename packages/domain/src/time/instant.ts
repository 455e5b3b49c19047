import { z } from "zod";

/**
 * A moment: ISO 8601 date and time with its offset from UTC, `2024-03-15T11:00:00+01:00`. The offset is kept as given.
 *
 * @public
 */
export const Instant = z.iso
  .datetime({
    offset: true,
    error: "date et heure ISO 8601 avec décalage attendues, par exemple 2024-03-15T11:00:00+01:00 (LDL-T-001)",
  })
  .brand<"Instant">();
export type Instant = z.infer<typeof Instant>;
