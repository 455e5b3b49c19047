import { IdentiteIns } from "@ldl/domain";
import { z } from "zod";
import { DmpAccess, DmpUser } from "../vihf/vihf-input.ts";

/** For whom and by whom a call is made: what its VIHF says. @public */
export const DmpContext = z.strictObject({
  /** Patient whose record is opened. */
  patient: IdentiteIns,
  /** Who acts. */
  utilisateur: DmpUser,
  /** Why and how. Default: normal access. */
  acces: DmpAccess.prefault({}),
});
/** For whom and by whom a call is made. @public */
export interface DmpContext extends z.infer<typeof DmpContext> {}

/** The same, as a caller may write it: defaults left out. @public */
export type DmpContextInput = z.input<typeof DmpContext>;
