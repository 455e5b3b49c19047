import { z } from "zod";
import { INS_OIDS } from "../codes/national-oids.ts";
import { Ins } from "./ins.ts";
import { Oid } from "./oid.ts";

/** Where an INS is valid; data of one environment never goes to another. @public */
export const InsEnvironment = z.enum(["production", "test", "demonstration"]);
/** What the schema of the same name gives. @public */
export type InsEnvironment = z.infer<typeof InsEnvironment>;

/**
 * The INS of a person. Give it only when the identity is qualified; without it the patient keeps the local identifiers.
 *
 * @public
 */
export const IdentiteIns = z
  .strictObject({
    /** Matricule with its key. */
    matricule: Ins,
    /** NIR, or NIA while a person waits for one. */
    type: z.enum(["NIR", "NIA"]).default("NIR"),
    /** Environment. Default: `production`. */
    environnement: InsEnvironment.default("production"),
  })
  .refine((ins) => ins.type === "NIR" || ins.environnement === "production", {
    path: ["environnement"],
    error: "aucun OID de NIA n'est connu hors production (LDL-ID-INS-OID)",
  });
/** What the schema of the same name gives. @public */
export interface IdentiteIns extends z.infer<typeof IdentiteIns> {}

/**
 * Gives the OID under which an INS is written.
 *
 * @example
 * ```ts
 * import { insOid } from "@ldl/domain";
 *
 * insOid({ type: "NIR", environnement: "test" }); // "1.2.250.1.213.1.4.10"
 * ```
 * @param ins - Kind of number and environment.
 * @returns The OID.
 * @throws RangeError for a NIA outside production, which has no known OID.
 * @public
 */
export function insOid(ins: Pick<IdentiteIns, "type" | "environnement">): Oid {
  const row = INS_OIDS.find(
    (candidate) => candidate.type === ins.type && candidate.environnement === ins.environnement,
  );
  if (row === undefined) throw new RangeError("no OID is known for a NIA outside production");
  return Oid.parse(row.oid);
}

/**
 * Tells which kind of INS an OID stands for.
 *
 * @example
 * ```ts
 * import { insKindOfOid } from "@ldl/domain";
 *
 * insKindOfOid("1.2.250.1.213.1.4.8"); // { type: "NIR", environnement: "production" }
 * ```
 * @param oid - Root of a patient identifier.
 * @returns Kind and environment, or `undefined` when the OID is none of the INS.
 * @public
 */
export function insKindOfOid(oid: string): Pick<IdentiteIns, "type" | "environnement"> | undefined {
  const row = INS_OIDS.find((candidate) => candidate.oid === oid);
  return row === undefined ? undefined : { type: row.type, environnement: row.environnement };
}
