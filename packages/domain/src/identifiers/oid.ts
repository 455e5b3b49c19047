import { z } from "zod";

/**
 * Object identifier: arcs in decimal without leading zero, at most 64 characters (limit of the DMP and of XDS).
 *
 * @example
 * ```ts
 * import { Oid } from "@ldl/domain";
 *
 * Oid.parse("1.2.250.1.213.1.1.1.29");
 * ```
 * @public
 */
export const Oid = z
  .string()
  .max(64, { error: "OID de 64 caractères au plus (LDL-ID-OID)" })
  .regex(/^[0-2](?:\.(?:0|[1-9]\d*))+$/, {
    error: "OID attendu : nombres séparés par des points, sans zéro initial (LDL-ID-OID)",
  })
  .brand<"Oid">();
/** What the schema of the same name gives. @public */
export type Oid = z.infer<typeof Oid>;
