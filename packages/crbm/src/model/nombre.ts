import { z } from "zod";

/**
 * A number as the laboratory writes it: digits and a point, trailing zeros kept (`7.80` is not `7.8`).
 *
 * @public
 */
export const Nombre = z
  .string()
  .max(30)
  .regex(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/, {
    error: "nombre décimal avec un point attendu, par exemple 7.80 (LDL-BIO-NOMBRE)",
  })
  .brand<"Nombre">();
export type Nombre = z.infer<typeof Nombre>;
