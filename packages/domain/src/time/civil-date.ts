import { z } from "zod";

/** A day of the calendar, `1979-03-28`. @public */
export const CivilDate = z.iso.date({ error: "date AAAA-MM-JJ attendue (LDL-T-002)" }).brand<"CivilDate">();
/** What the schema of the same name gives. @public */
export type CivilDate = z.infer<typeof CivilDate>;
