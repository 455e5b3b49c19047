import { refuseMessage } from "./hl7-failure.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import type { OruContext } from "./oru-context.ts";

/** An observation and the comments below it. */
export interface OruObservation {
  readonly obx: Hl7Segment;
  readonly notes: readonly Hl7Segment[];
}

/** An order: what was asked, its results, its specimens. */
export interface OruOrder {
  readonly orc: Hl7Segment | undefined;
  readonly obr: Hl7Segment;
  readonly notes: readonly Hl7Segment[];
  readonly observations: readonly OruObservation[];
  readonly specimens: readonly Hl7Segment[];
}

/** A message of results as its groups. */
export interface OruMessage {
  readonly msh: Hl7Segment;
  readonly pid: Hl7Segment;
  readonly pd1: Hl7Segment | undefined;
  readonly pv1: Hl7Segment | undefined;
  /** Comments on the patient. */
  readonly notes: readonly Hl7Segment[];
  readonly orders: readonly OruOrder[];
}

interface MutableObservation {
  readonly obx: Hl7Segment;
  readonly notes: Hl7Segment[];
}

interface MutableOrder {
  readonly orc: Hl7Segment | undefined;
  readonly obr: Hl7Segment;
  readonly notes: Hl7Segment[];
  readonly observations: MutableObservation[];
  readonly specimens: Hl7Segment[];
}

/** Groups under construction: what the next segment belongs to. */
class Grouping {
  readonly orders: MutableOrder[] = [];
  readonly patientNotes: Hl7Segment[] = [];
  readonly single = new Map<string, Hl7Segment>();
  private orc: Hl7Segment | undefined;
  private notes: Hl7Segment[] = this.patientNotes;

  /** Takes a segment; false when the report has no place for it. */
  take(segment: Hl7Segment): boolean {
    switch (segment.name) {
      case "MSH":
      case "PID":
      case "PD1":
      case "PV1":
        return this.takeSingle(segment);
      case "ORC":
        this.orc = segment;
        return true;
      case "OBR":
        this.orders.push({ orc: this.orc, obr: segment, notes: [], observations: [], specimens: [] });
        this.orc = undefined;
        this.notes = this.orders.at(-1)?.notes ?? this.patientNotes;
        return true;
      case "NTE":
        this.notes.push(segment);
        return true;
      default:
        return this.takeResult(segment);
    }
  }

  private takeSingle(segment: Hl7Segment): boolean {
    if (segment.name === "PID" && this.single.has("PID")) refuseMessage("several-patients", segment.rank);
    if (this.single.has(segment.name)) return false;
    this.single.set(segment.name, segment);
    return true;
  }

  private takeResult(segment: Hl7Segment): boolean {
    const order = this.orders.at(-1);
    if (order === undefined) return false;
    if (segment.name === "SPM") {
      order.specimens.push(segment);
      return true;
    }
    if (segment.name !== "OBX") return false;
    const observation = { obx: segment, notes: [] };
    order.observations.push(observation);
    this.notes = observation.notes;
    return true;
  }
}

/**
 * Sorts the segments of a message into its groups, wherever the specimens stand.
 *
 * @param segments - Segments, in order.
 * @param context - Where segments without place in the report are reported.
 * @returns The groups.
 * @throws {@link LdlError} `LDL_BIO_HL7V2_UNREADABLE` when it is no ORU, or not the results of one patient.
 */
export function groupMessage(segments: readonly Hl7Segment[], context: OruContext): OruMessage {
  const grouping = new Grouping();
  for (const segment of segments) if (!grouping.take(segment)) context.find("LDL-HL7-SEGMENT", segment);
  const msh = grouping.single.get("MSH") ?? refuseMessage("no-header", 1);
  if (msh.text(9) !== "ORU") refuseMessage("not-oru", 1);
  const pid = grouping.single.get("PID") ?? refuseMessage("no-patient");
  if (grouping.orders.length === 0) refuseMessage("no-result");
  return {
    msh,
    pid,
    pd1: grouping.single.get("PD1"),
    pv1: grouping.single.get("PV1"),
    notes: grouping.patientNotes,
    orders: grouping.orders,
  };
}
