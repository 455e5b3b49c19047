import { z } from "zod";
import { JsonObject } from "../json.ts";
import type { PartOutcome } from "../outcome.ts";

/** A part as the row stores it. A message without parts has one, named {@link WHOLE}. */
export const StoredPart = z.object({
  name: z.string(),
  state: z.enum(["pending", "delivered", "failed", "unknown"]),
  unknowns: z.number(),
  attempt: z.number().optional(),
  reason: z.string().optional(),
  detail: JsonObject.optional(),
});
export interface StoredPart extends z.infer<typeof StoredPart> {}

/** Name of the only part of a message that declared none; no declared part can have it. */
export const WHOLE = "";

export function newParts(names: readonly string[] | undefined): readonly StoredPart[] {
  return (names ?? [WHOLE]).map((name) => ({ name, state: "pending", unknowns: 0 }));
}

export function declaredParts<P extends { readonly name: string }>(parts: readonly P[]): readonly P[] {
  return parts.filter(({ name }) => name !== WHOLE);
}

export function pendingNames(parts: readonly StoredPart[]): readonly string[] {
  return parts.filter(({ state }) => state === "pending").map(({ name }) => name);
}

/** The part after one outcome; an `unknown` one stays pending until it has been sent again `maxUnknown` times. */
export function partAfter(part: StoredPart, outcome: PartOutcome, attempt: number, maxUnknown: number): StoredPart {
  const unknowns = part.unknowns + (outcome.kind === "unknown" ? 1 : 0);
  const states = {
    delivered: "delivered",
    failed: "failed",
    retry: "pending",
    unknown: unknowns > maxUnknown ? "unknown" : "pending",
  } as const;
  return {
    name: part.name,
    state: states[outcome.kind],
    unknowns,
    attempt,
    ...("reason" in outcome ? { reason: outcome.reason } : {}),
    ...(outcome.detail === undefined ? {} : { detail: outcome.detail }),
  };
}

/** The parts as a person reopens them: everything that is not delivered may be sent again. */
export function reopenedParts(parts: readonly StoredPart[]): readonly StoredPart[] {
  return parts.map((part) => (part.state === "delivered" ? part : { ...part, state: "pending", unknowns: 0 }));
}
