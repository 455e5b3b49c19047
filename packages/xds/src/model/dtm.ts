import { z } from "zod";

/**
 * Date of XDS: `YYYY[MM[DD[hh[mm[ss]]]]]`, in UTC as soon as it has an hour. `toXdsDtm` of `@ldl/domain` writes it.
 *
 * @public
 */
export const Dtm = z
  .string()
  .regex(/^\d{4}(?:(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])(?:[0-5]\d(?:[0-5]\d|60)?)?)?)?)?$/, {
    error: "date XDS attendue : AAAA[MM[JJ[hh[mm[ss]]]]] en UTC (LDL-XDS-DTM)",
  })
  .brand<"Dtm">();
/** What the schema of the same name gives. @public */
export type Dtm = z.infer<typeof Dtm>;
