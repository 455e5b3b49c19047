import { z } from "zod";

/**
 * UUID in upper case, as the CI-SIS header wants it. Lower case is accepted and raised.
 *
 * @example
 * ```ts
 * import { Uuid } from "@ldl/domain";
 *
 * Uuid.parse("2db3e431-03b4-4fc4-99e5-aa2e3ce1d12a"); // "2DB3E431-03B4-4FC4-99E5-AA2E3CE1D12A"
 * ```
 * @public
 */
export const Uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, { error: "UUID attendu (LDL-ID-UUID)" })
  .toUpperCase()
  .brand<"Uuid">();
/** What the schema of the same name gives. @public */
export type Uuid = z.infer<typeof Uuid>;
