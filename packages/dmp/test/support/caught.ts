import { type AnyLdlError, isLdlError } from "@ldl/domain";

/** The `LdlError` that some work ends with. */
export async function caught(work: Promise<unknown>): Promise<AnyLdlError> {
  try {
    await work;
  } catch (error) {
    if (isLdlError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
