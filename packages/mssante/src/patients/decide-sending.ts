import { type InsEnvironment, type LdlIssue, parseInput } from "@ldl/domain";
import { type MatrixCell, SEND_MATRIX } from "../codes/send-matrix.ts";
import { isMinor, patientMailbox, unreachable } from "./patient-mailbox.ts";
import { type SendingDecision, SendingRequest, type SendingTarget } from "./sending-request.ts";

/**
 * Options of {@link decideSending}.
 *
 * @public
 */
export interface DecideSendingOptions {
  /**
   * Professionals alone, with a document that the patient may see. The published table has no such row: there the patient is
   * always written to as well. `accept`: an objection, an identity that is not qualified or a choice of the sender must not keep
   * a letter from the treating physician. `refuse`: the table as it is written. Default: `accept`.
   */
  readonly professionalsAlone?: "accept" | "refuse";
  /**
   * A minor, with a document hidden from legal representatives or made in secret connection: representatives may open the
   * mailbox of a minor. `refuse`: the minor is not written to. `table`: the table as it is written, which lets the patient alone
   * be written to. Default: `refuse`; also when the date of birth is not given.
   */
  readonly hiddenFromRepresentatives?: "refuse" | "table";
  /** Environment of the INS that is written to. Default: `production`. */
  readonly environnement?: InsEnvironment;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
}

type Columns = "masquePs" | "invisiblePatient" | "invisibleRepresentants" | "connexionSecrete" | "dmp";
type Targets = Readonly<Record<SendingTarget, boolean>>;
type Issues = readonly LdlIssue[];

/** What is said when a column is not what the row of the targets wants. */
const COLUMN_ISSUES: Readonly<Record<Columns, LdlIssue>> = {
  masquePs: issue("LDL-MSS-030", "restrictions.masquePs", "document masqué aux professionnels"),
  invisiblePatient: issue(
    "LDL-MSS-031",
    "restrictions.invisiblePatient",
    "visibilité par le patient contraire aux destinataires",
  ),
  invisibleRepresentants: issue(
    "LDL-MSS-032",
    "restrictions.invisibleRepresentants",
    "document masqué aux représentants légaux : envoi au patient seul",
  ),
  connexionSecrete: issue(
    "LDL-MSS-033",
    "restrictions.connexionSecrete",
    "connexion secrète : pas d'envoi au patient seul",
  ),
  dmp: issue("LDL-MSS-034", "cibles.dmp", "envoi au patient seul : pas d'alimentation du DMP dans la même demande"),
};

const UNREACHABLE: Readonly<Record<NonNullable<ReturnType<typeof unreachable>>, string>> = {
  noIns: "patient sans INS : pas d'adresse de messagerie",
  insNotQualified: "INS non qualifiée : pas d'adresse de messagerie",
  otherEnvironment: "INS d'un autre environnement : pas d'adresse de messagerie",
};

function issue(rule: string, path: string, message: string): LdlIssue {
  return { rule, path, message, severity: "error" };
}

function fits(cell: MatrixCell, value: boolean): boolean {
  return cell === "any" || (cell === "Y") === value;
}

function matrixIssues(request: SendingRequest, targets: Targets, options: DecideSendingOptions): Issues {
  const row = SEND_MATRIX.find(
    (one) => one.professionnels === targets.professionnels && one.patient === targets.patient,
  );
  if (row === undefined) return [issue("LDL-MSS-035", "cibles", "au moins un destinataire attendu")];
  const { masquePs, invisiblePatient, invisibleRepresentants, connexionSecrete } = request.restrictions;
  const values = { masquePs, invisiblePatient, invisibleRepresentants, connexionSecrete, dmp: request.cibles.dmp };
  const alone = !targets.patient && options.professionalsAlone !== "refuse";
  const names: readonly Columns[] = [
    "masquePs",
    "invisiblePatient",
    "invisibleRepresentants",
    "connexionSecrete",
    "dmp",
  ];
  return names
    .filter((name) => !(alone && name === "invisiblePatient") && !fits(row[name], values[name] ?? false))
    .map((name) => COLUMN_ISSUES[name]);
}

function oppositionIssues({ oppositions = {} }: SendingRequest, targets: Targets): Issues {
  return [
    ...(targets.professionnels && oppositions.professionnels === true
      ? [issue("LDL-MSS-036", "oppositions.professionnels", "le patient s'oppose à l'envoi aux professionnels")]
      : []),
    ...(targets.patient && oppositions.patient === true
      ? [issue("LDL-MSS-037", "oppositions.patient", "le patient s'oppose à l'envoi dans sa messagerie")]
      : []),
  ];
}

function patientIssues({ patient, restrictions }: SendingRequest, options: DecideSendingOptions): Issues {
  const reason = unreachable(patient, options.environnement ?? "production");
  const hidden = restrictions.invisibleRepresentants === true || restrictions.connexionSecrete === true;
  const minor = isMinor(patient, options.now?.() ?? new Date()) !== false;
  return [
    ...(reason === undefined ? [] : [issue("LDL-MSS-038", "patient.ins", UNREACHABLE[reason])]),
    ...(hidden && minor && options.hiddenFromRepresentatives !== "table"
      ? [
          issue(
            "LDL-MSS-039",
            "patient.dateNaissance",
            "mineur : un représentant légal peut ouvrir sa messagerie, document masqué à ne pas y envoyer",
          ),
        ]
      : []),
  ];
}

function issuesFor(request: SendingRequest, targets: Targets, options: DecideSendingOptions): Issues {
  return [
    ...matrixIssues(request, targets, options),
    ...oppositionIssues(request, targets),
    ...(targets.patient ? patientIssues(request, options) : []),
  ];
}

/**
 * Decides whether a document may be sent to professionals, to the patient, or both. To be asked again just before sending: an
 * objection may have come meanwhile.
 *
 * @remarks ANS, règles de gestion MSSanté (three combinations of restrictions and targets, any other is an error); MSS/va1.20 and
 * va1.22 (objections of the patient); ECO.2.2.6 (qualified INS).
 * @example
 * ```ts
 * import { decideSending, restrictionsOf } from "@ldl/mssante";
 *
 * const decision = decideSending({
 *   cibles: { professionnels: true, patient: true },
 *   restrictions: restrictionsOf(["N", "INVISIBLE_PATIENT"]),
 *   patient: { insQualifiee: false },
 * });
 * if (!decision.allowed) console.log(decision.issues[0].message, decision.possible); // … ["professionnels"]
 * ```
 * @param request - Targets, restrictions, objections, patient.
 * @param options - What the table leaves open.
 * @returns Whether it may be sent so; if not why, and to whom it may be.
 * @throws LdlError `LDL_INPUT_INVALID` when the request is not well formed.
 * @public
 */
export function decideSending(request: SendingRequest, options: DecideSendingOptions = {}): SendingDecision {
  const checked = parseInput(SendingRequest, request);
  const { cibles, patient } = checked;
  const [first, ...others] = issuesFor(checked, cibles, options);
  if (first === undefined) {
    const { environnement = "production" } = options;
    return { allowed: true, ...(cibles.patient ? { patientMailbox: patientMailbox(patient, { environnement }) } : {}) };
  }
  const alone: readonly SendingTarget[] = ["professionnels", "patient"];
  const possible = alone.filter((target) => {
    if (!cibles[target]) return false;
    const targets = { professionnels: false, patient: false, [target]: true };
    return issuesFor(checked, targets, options).length === 0;
  });
  return { allowed: false, issues: [first, ...others], possible };
}
