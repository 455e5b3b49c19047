import { type AnyLdlError, isLdlError } from "../../src/index.ts";

/** The error of work that must fail with one of ours. */
export async function failureOf(work: Promise<unknown>): Promise<AnyLdlError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isLdlError(error)) throw new Error("an LdlError was expected", { cause: error });
  return error;
}
