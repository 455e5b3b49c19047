import { present, some } from "@ldl/cda";
import { Ins, insKindOfOid, type Patient } from "@ldl/domain";
import type { z } from "zod";
import type { Hl7Segment, Hl7Value } from "./hl7-segment.ts";
import type { OruContext } from "./oru-context.ts";

type Identifiers = Pick<z.input<typeof Patient>, "ins" | "identifiantsLocaux">;
type InsKind = NonNullable<ReturnType<typeof insKindOfOid>>;

/** Reliability of an identity (PID-32) that is not checked: its INS goes to no document. */
const UNCHECKED = ["PROV", "DOUTE", "DOUB", "FICTI"] as const;

/** Names of an INS: type (CX.5) or authority (CX.4) of an identifier, as the French extension of PAM gives them. */
const INS_NAME = /^(?:ASIP-SANTE-)?INS(?:-(NIR|NIA|C|A))?$/;

/** Branch of the OIDs of the INS, those that are no longer given included (INS-C). */
const INS_BRANCH = /^1\.2\.250\.1\.213\.1\.4\.\d+$/;

/** What an identifier is: an INS of a kind, an INS of which the kind is not known, or a number of someone else. */
function kindOf(value: Hl7Value, { options }: OruContext): InsKind | "unknown" | undefined {
  const oid = value.text(4, 2);
  const known = insKindOfOid(oid);
  if (known !== undefined) return known;
  const names = [value.text(4, 1), value.text(5)].map((name) => INS_NAME.exec(name.toUpperCase()));
  if (INS_BRANCH.test(oid)) return "unknown";
  if (names.every((name) => name === null))
    return oid === "" && Ins.safeParse(value.text()).success ? "unknown" : undefined;
  const kinds = names.flatMap((name) => name?.[1] ?? []);
  const { environnementIns: environnement } = options;
  if (oid !== "" || environnement === undefined || kinds.includes("C") || kinds.includes("A")) return "unknown";
  if (!kinds.includes("NIA")) return { type: "NIR", environnement };
  return environnement === "production" ? { type: "NIA", environnement } : "unknown";
}

/**
 * Reads the identifiers of a patient (PID-3). An INS is never given as a number of the laboratory: without a known OID,
 * or the option that stands for it, it is left out.
 *
 * @param pid - PID.
 * @param context - Where an INS that is left out is reported.
 * @returns INS and local identifiers.
 */
export function readIdentifiers(pid: Hl7Segment, context: OruContext): Identifiers {
  const unchecked: readonly string[] = context.options.identitesNonVerifiees ?? UNCHECKED;
  const isChecked = !pid.values(32).some((value) => unchecked.includes(value.text().toUpperCase()));
  let ins: Identifiers["ins"];
  const locaux: { racine: string; valeur: string }[] = [];
  for (const value of pid.values(3)) {
    const valeur = value.text();
    if (valeur === "") continue;
    const kind = kindOf(value, context);
    if (kind === undefined) locaux.push({ racine: value.text(4, 2) || context.options.systemeLocal, valeur });
    else if (kind === "unknown") context.find("LDL-HL7-INS-OID", pid, 3);
    else if (!isChecked) context.find("LDL-HL7-INS", pid, 3);
    else if (ins === undefined) ins = { matricule: valeur, ...kind };
    else if (ins.matricule !== valeur) context.find("LDL-HL7-PART", pid, 3);
  }
  return present({ ins, identifiantsLocaux: some(locaux) });
}
