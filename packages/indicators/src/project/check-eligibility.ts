import { parseInput } from "@ldl/domain";
import { Policy } from "../figures/policy.ts";
import { sum } from "../figures/sum.ts";
import { annualStays } from "./declared-activity.ts";
import { ProjectInfo, type ProjectInfoInput } from "./project-info.ts";

/** Criterion of the call for projects. @public */
export type EligibilityCriterion = "E1" | "E2" | "E3" | "E4" | "E5" | "E6" | "E7" | "E8" | "E9" | "E10" | "E11";

/** What one criterion asks and what the project shows. @public */
export interface EligibilityCheck {
  /** Criterion of annexe 1. */
  readonly criterion: EligibilityCriterion;
  /** Sub-project concerned: lettre de liaison, CR de biologie, or both. */
  readonly subProject: "LDL" | "CRBM" | "both";
  /** What is asked, in French. */
  readonly label: string;
  /** Value found; null when the project file does not give it. */
  readonly value: number | null;
  /** Value asked. */
  readonly threshold: number;
  /** How both are compared. */
  readonly operator: ">=" | ">" | "=";
  /** Verdict; null when the value is not given. */
  readonly met: boolean | null;
}

type Rule = Omit<EligibilityCheck, "met">;

/** Stays asked of the establishments together; more when a CHR or CHU takes part. Annexe 1, strictly greater. */
const STAYS = { withoutChru: 100_000, withChru: 150_000 } as const;
const PROFESSIONALS = 40;
const PARTICIPANTS = 4;
const B_ACTS = 16_000_000;
/** Accredited share of the volume, in percent. */
const ACCREDITED_PERCENT = 50;

/** Sum of figures; null as soon as one is not given. */
function sumKnown(values: readonly (number | null | undefined)[]): number | null {
  return values.length === 0 || values.some((value) => value === null || value === undefined)
    ? null
    : sum(values.map((value) => value ?? 0));
}

/** Number of participants for whom something holds; null as soon as one does not tell, unless another denies it. */
function countTrue(values: readonly (boolean | undefined)[]): number | null {
  const unknown = values.some((value) => value === undefined);
  return unknown && !values.includes(false) ? null : values.filter((value) => value === true).length;
}

const flag = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));

function accredited({ accreditation }: ProjectInfo["laboratories"][number]): boolean | undefined {
  if (accreditation === undefined) return undefined;
  return (
    accreditation.expected !== undefined ||
    (accreditation.volumePercent >= ACCREDITED_PERCENT && accreditation.everyFamily)
  );
}

function sizeRules({ establishments, laboratories, townProfessionals }: ProjectInfo, policy: Policy): Rule[] {
  const chru = establishments.some((establishment) => establishment.chru === true);
  const stays = sumKnown(establishments.map(({ activity }) => annualStays(activity, policy)));
  const acts = sumKnown(laboratories.map(({ activity }) => activity?.bAnnual));
  const people = "professionnels de ville participants";
  return [
    {
      criterion: "E1",
      subProject: "LDL",
      label: `${people}, sous-projet LDL`,
      value: townProfessionals?.ldl ?? null,
      threshold: PROFESSIONALS,
      operator: ">=",
    },
    {
      criterion: "E1",
      subProject: "CRBM",
      label: `${people}, sous-projet CRBM`,
      value: townProfessionals?.crbm ?? null,
      threshold: PROFESSIONALS,
      operator: ">=",
    },
    {
      criterion: "E2",
      subProject: "LDL",
      label: "établissements participants",
      value: establishments.length,
      threshold: PARTICIPANTS,
      operator: ">=",
    },
    {
      criterion: "E3",
      subProject: "CRBM",
      label: "laboratoires de ville participants",
      value: laboratories.length,
      threshold: PARTICIPANTS,
      operator: ">=",
    },
    {
      criterion: "E4",
      subProject: "LDL",
      label: `activité annuelle cumulée des établissements (séjours), ${chru ? "avec" : "sans"} CHR/CHU`,
      value: stays,
      threshold: chru ? STAYS.withChru : STAYS.withoutChru,
      operator: ">",
    },
    {
      criterion: "E5",
      subProject: "CRBM",
      label: "activité annuelle cumulée des laboratoires (B)",
      value: acts,
      threshold: B_ACTS,
      operator: ">=",
    },
  ];
}

function qualityRules({ establishments, laboratories }: ProjectInfo): Rule[] {
  const sound = laboratories.map(({ restructuring }) => (restructuring === undefined ? undefined : !restructuring));
  const ready = [...establishments, ...laboratories].map(({ mssanteIntegrated, softwareReady }) =>
    mssanteIntegrated === undefined || softwareReady === undefined ? undefined : mssanteIntegrated && softwareReady,
  );
  return [
    {
      criterion: "E6",
      subProject: "both",
      label: "établissements ayant validé les prérequis Hôpital Numérique",
      value: countTrue(establishments.map((one) => one.hopitalNumerique)),
      threshold: establishments.length,
      operator: "=",
    },
    {
      criterion: "E7",
      subProject: "CRBM",
      label: "laboratoires accrédités (50 % du volume et chaque famille) ou qui le seront avant la fin du projet",
      value: countTrue(laboratories.map(accredited)),
      threshold: laboratories.length,
      operator: "=",
    },
    {
      criterion: "E8",
      subProject: "CRBM",
      label: "laboratoires sans restructuration ni fusion en cours",
      value: countTrue(sound),
      threshold: laboratories.length,
      operator: "=",
    },
    {
      criterion: "E9",
      subProject: "both",
      label: "participants dont la messagerie MSSanté et le logiciel sont prêts",
      value: countTrue(ready),
      threshold: ready.length,
      operator: "=",
    },
  ];
}

function commitmentRules({ commitments }: ProjectInfo): Rule[] {
  const { allActors, cpamCount, urps, singleProject, sameBassin } = commitments ?? {};
  const asked = { subProject: "both", threshold: 1 } as const;
  return [
    {
      criterion: "E10",
      ...asked,
      label: "engagement formel de tous les acteurs",
      value: flag(allActors),
      operator: "=",
    },
    { criterion: "E10", ...asked, label: "CPAM participantes", value: cpamCount ?? null, operator: ">=" },
    { criterion: "E10", ...asked, label: "URPS formellement associées", value: flag(urps), operator: "=" },
    { criterion: "E11", ...asked, label: "un seul projet pour l'ARS", value: flag(singleProject), operator: "=" },
    {
      criterion: "E11",
      ...asked,
      label: "même bassin de santé pour les deux sous-projets",
      value: flag(sameBassin),
      operator: "=",
    },
  ];
}

function isMet({ value, threshold, operator }: Rule): boolean | null {
  if (value === null) return null;
  if (operator === ">") return value > threshold;
  return operator === ">=" ? value >= threshold : value === threshold;
}

/**
 * Checks a project against the eligibility criteria of the call for projects, as far as its file tells.
 *
 * @remarks Instruction DGOS/PF5/2017/11, body §2 and annexe 1 §4. The mark of E7 « before the end of the project » is taken on
 * trust when `accreditation.expected` is given.
 * @example
 * ```ts
 * import { checkEligibility } from "@ldl/indicators";
 *
 * const unmet = checkEligibility({ id: "p", title: "Projet" }).filter((check) => check.met === false);
 * console.log(unmet.map((check) => check.criterion));
 * ```
 * @param project - The project file.
 * @param options - `policy`: fields and unit of the counted activity.
 * @returns One line per criterion and sub-project; `met` is null where the file does not tell.
 * @throws {@link LdlError} `LDL_INPUT_INVALID`.
 * @public
 */
export function checkEligibility(
  project: ProjectInfoInput,
  options: { readonly policy?: Pick<Policy, "fields" | "venuePolicy"> } = {},
): readonly EligibilityCheck[] {
  const info = parseInput(ProjectInfo, project, { name: "project" });
  const policy = parseInput(Policy, options.policy ?? {}, { name: "policy" });
  const rules = [...sizeRules(info, policy), ...qualityRules(info), ...commitmentRules(info)];
  return rules.map((rule) => ({ ...rule, met: isMet(rule) }));
}
