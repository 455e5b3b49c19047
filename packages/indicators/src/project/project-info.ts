import { CivilDate, EventKey, Finess, StayField, StayMode } from "@ldl/domain";
import { z } from "zod";

/** An IANA time zone, as `Indian/Reunion`. */
const TimeZone = z.string().refine(
  (name) => {
    try {
      return new Intl.DateTimeFormat("fr", { timeZone: name }).resolvedOptions().timeZone !== "";
    } catch {
      return false;
    }
  },
  { error: "fuseau horaire IANA attendu, par exemple Indian/Reunion (LDL-IND-ZONE)" },
);

/** Declared stays of one field and mode. @public */
export const DeclaredStays = z.strictObject({
  /** Field of care. */
  field: StayField,
  /** Mode of the stays. */
  mode: StayMode,
  /** Yearly number. */
  count: z.int().nonnegative(),
  /** `venue` marks days of attendance, which are no stays. */
  unit: z.enum(["stay", "venue"]).default("stay"),
});
/** What the schema of the same name gives. @public */
export interface DeclaredStays extends z.infer<typeof DeclaredStays> {}

/** Activity of an establishment, one figure or the detail by field and mode. @public */
export const EstablishmentActivity = z.strictObject({
  /** Source of the figures, printed as it is: `SAE 2014`, `PMSI 2014`… */
  source: z.string().min(1).max(40),
  /** Year of the figures. */
  year: z.int().min(1990).max(2100),
  /** Yearly stays HC + HP, MCO + SSR + PSY (A); left out when the detail is given. */
  staysAnnual: z.int().nonnegative().optional(),
  /** Detail by field and mode; A is computed from it. */
  stays: z.array(DeclaredStays).optional(),
});
/** What the schema of the same name gives. @public */
export interface EstablishmentActivity extends z.infer<typeof EstablishmentActivity> {}

const participant = {
  /** Key of the row; the `entityId` of the events, unless `entityIds` says otherwise. */
  id: EventKey,
  /** Every `entityId` of the events that belong to this row (sites…). Default: the row's own key. */
  entityIds: z.array(EventKey).min(1).optional(),
  /** Printed name. */
  label: z.string().min(1).max(200),
  /** FINESS of the site. */
  finessEt: Finess.optional(),
  /** FINESS of the legal entity. */
  finessEj: Finess.optional(),
  /** Time zone of its civil days. Default: that of the project. */
  timeZone: TimeZone.optional(),
  /** Whether its MSSanté mail is integrated in the espace de confiance (E9). */
  mssanteIntegrated: z.boolean().optional(),
  /** Whether its software sends the document at the target level (E9). */
  softwareReady: z.boolean().optional(),
};

/** A participating establishment: one row of tableau 1. @public */
export const ProjectEstablishment = z.strictObject({
  ...participant,
  /** Status, as printed: public, ESPIC, privé… */
  status: z.string().max(40).optional(),
  /** Whether it is a CHR or CHU (E4). */
  chru: z.boolean().optional(),
  /** Declared activity. */
  activity: EstablishmentActivity.optional(),
  /** Whether it validated the Hôpital Numérique prerequisites (E6). */
  hopitalNumerique: z.boolean().optional(),
});
/** What the schema of the same name gives. @public */
export interface ProjectEstablishment extends z.infer<typeof ProjectEstablishment> {}

/** A participating laboratory: one row of tableau 2. @public */
export const ProjectLaboratory = z.strictObject({
  ...participant,
  /** Laboratory software. */
  sil: z.strictObject({ vendor: z.string().max(64), name: z.string().max(64), version: z.string().max(32) }).optional(),
  /** Accreditation NF EN ISO 15189 (E7). */
  accreditation: z
    .strictObject({
      /** Accredited share of the volume, in percent. */
      volumePercent: z.number().min(0).max(100),
      /** Whether each family has at least one accredited examination. */
      everyFamily: z.boolean(),
      /** Day by which both will be obtained, when they are not yet. */
      expected: CivilDate.optional(),
    })
    .optional(),
  /** Whether it is being restructured or merged (E8). */
  restructuring: z.boolean().optional(),
  /** Declared yearly activity. */
  activity: z
    .strictObject({
      /** Source of the figure. */
      source: z.string().min(1).max(40),
      /** Year of the figure. */
      year: z.int().min(1990).max(2100),
      /** Yearly activity in B (G). */
      bAnnual: z.int().nonnegative(),
    })
    .optional(),
});
/** What the schema of the same name gives. @public */
export interface ProjectLaboratory extends z.infer<typeof ProjectLaboratory> {}

function refuseSharedKeys(
  project: { readonly establishments: readonly Participant[]; readonly laboratories: readonly Participant[] },
  context: z.RefinementCtx,
): void {
  for (const list of ["establishments", "laboratories"] as const) {
    const seen = new Set<string>();
    for (const [index, participant] of project[list].entries()) {
      const keys = new Set([participant.id, ...(participant.entityIds ?? [])]);
      if ([...keys].some((key) => seen.has(key))) {
        const message = "clé déjà prise par une autre ligne du même tableau (LDL-IND-PROJECT-KEY)";
        context.addIssue({ code: "custom", path: [list, index, "id"], message });
      }
      for (const key of keys) seen.add(key);
    }
  }
}

interface Participant {
  readonly id: string;
  readonly entityIds?: readonly string[] | undefined;
}

/**
 * The project whose usage is measured: who takes part, and what they declared.
 *
 * @remarks Instruction DGOS/PF5/2017/11, annexes 1 and 4.
 * @public
 */
export const ProjectInfo = z
  .strictObject({
    /** Key of the project; frozen reports are filed under it. */
    id: z.string().min(1).max(64),
    /** Printed title. */
    title: z.string().min(1).max(200),
    /** Agency that carries the project. */
    ars: z.string().max(120).optional(),
    /** Bassin de santé. */
    bassin: z.string().max(120).optional(),
    /** Who signs the tables. */
    signatory: z.string().max(120).optional(),
    /** Time zone of the civil days. */
    timeZone: TimeZone.default("Europe/Paris"),
    /** Rows of tableau 1. */
    establishments: z.array(ProjectEstablishment).default([]),
    /** Rows of tableau 2. */
    laboratories: z.array(ProjectLaboratory).default([]),
    /** Professionals in town who take part, by sub-project (E1). */
    townProfessionals: z
      .strictObject({ ldl: z.int().nonnegative().optional(), crbm: z.int().nonnegative().optional() })
      .optional(),
    /** Formal commitments and form of the project (E10, E11). */
    commitments: z
      .strictObject({
        /** Every actor committed formally. */
        allActors: z.boolean().optional(),
        /** Number of CPAM that take part. */
        cpamCount: z.int().nonnegative().optional(),
        /** The URPS are formally involved. */
        urps: z.boolean().optional(),
        /** The agency carries this one project only. */
        singleProject: z.boolean().optional(),
        /** Both sub-projects are in the same bassin. */
        sameBassin: z.boolean().optional(),
      })
      .optional(),
  })
  .superRefine(refuseSharedKeys);
/** What the schema of the same name gives. @public */
export interface ProjectInfo extends z.infer<typeof ProjectInfo> {}

/** A project as a caller writes it: plain strings, defaults left out. @public */
export type ProjectInfoInput = z.input<typeof ProjectInfo>;
