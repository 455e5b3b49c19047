import { z } from "zod";

const Code = z.enum(["900", "901", "902", "903", "904", "905", "906"]);

/** What the host made of a document. @public */
export const DocumentOutcome = z.discriminatedUnion("kind", [
  z.strictObject({
    /** It is in the record. */
    kind: z.literal("integrated"),
  }),
  z.strictObject({
    /** It will not be integrated; the sender is told. */
    kind: z.literal("rejected"),
    /** Code of the table of integration errors. */
    code: Code,
    /** Precision for the person who reads it at the sender's, without clinical data. */
    explanation: z.string().max(500).optional(),
  }),
  z.strictObject({
    /** A person has to decide; nothing is answered for the whole message before {@link MssanteInbox.settle}. */
    kind: z.literal("deferred"),
  }),
]);
/** What the host made of a document. @public */
export type DocumentOutcome = z.infer<typeof DocumentOutcome>;

/** What is made of a message: deferred as long as one of its documents is, else rejected if one of them is. */
export function combine(outcomes: readonly DocumentOutcome[]): DocumentOutcome {
  const deferred = outcomes.find(({ kind }) => kind === "deferred");
  return deferred ?? outcomes.find(({ kind }) => kind === "rejected") ?? { kind: "integrated" };
}
