import { type AnyLdlError, type Rpps, Rpps as RppsSchema } from "@ldl/domain";

const rpps: Rpps = RppsSchema.parse("10002422979");
console.log(rpps);

// @ts-expect-error a plain string is not an RPPS number
const wrong: Rpps = "10002422979";
console.log(wrong);

export function lineOf(error: AnyLdlError): number | undefined {
  return error.code === "LDL_CDA_MALFORMED" ? error.details.line : undefined;
}
