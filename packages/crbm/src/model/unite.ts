import { z } from "zod";

/**
 * UCUM unit, case-sensitive, as the official terminology check knows it.
 *
 * @public
 */
export const Unite = z
  .string()
  .min(1)
  .max(60)
  .regex(/^\S+$/, { error: "unité UCUM sans blanc attendue (LDL-BIO-UNITE)" });
export type Unite = z.infer<typeof Unite>;
