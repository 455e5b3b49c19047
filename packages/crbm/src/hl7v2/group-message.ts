import { refuseMessage } from "./hl7-failure.ts";
import type { Hl7Segment } from "./hl7-segment.ts";
import type { OruContext } from "./oru-context.ts";

/** A specimen and the comments below it. */
export interface OruSpecimen {
  readonly spm: Hl7Segment;
  readonly notes: readonly Hl7Segment[];
}

/** An observation, the comments below it, and the specimen that it stands under, if any. */
export interface OruObservation {
  readonly obx: Hl7Segment;
  readonly notes: readonly Hl7Segment[];
  readonly specimen: OruSpecimen | undefined;
}

/** An order: what was asked, its results, its specimens. */
export interface OruOrder {
  readonly orc: Hl7Segment | undefined;
  readonly obr: Hl7Segment;
  readonly notes: readonly Hl7Segment[];
  readonly observations: readonly OruObservation[];
  readonly specimens: readonly OruSpecimen[];
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

/** An order under construction. */
interface OpenOrder {
  readonly notes: Hl7Segment[];
  readonly observations: OruObservation[];
  readonly specimens: OruSpecimen[];
}

/** Groups under construction: what the next segment belongs to. */
class Grouping {
  readonly orders: (OpenOrder & OruOrder)[] = [];
  readonly patientNotes: Hl7Segment[] = [];
  readonly single = new Map<string, Hl7Segment>();
  /** The ORC whose OBR is still to come, with what stands between them. */
  private coming: (OpenOrder & { readonly orc: Hl7Segment }) | undefined;
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
        this.coming = { orc: segment, notes: [], observations: [], specimens: [] };
        this.notes = this.coming.notes;
        return true;
      case "OBR":
        return this.takeOrder(segment);
      case "NTE":
        this.notes.push(segment);
        return true;
      case "SPM":
        return this.takeSpecimen(segment);
      default:
        return segment.name === "OBX" && this.takeObservation(segment);
    }
  }

  private takeSingle(segment: Hl7Segment): boolean {
    if (segment.name === "PID" && this.single.has("PID")) refuseMessage("several-patients", segment.rank);
    if (this.single.has(segment.name)) return false;
    this.single.set(segment.name, segment);
    return true;
  }

  private takeOrder(obr: Hl7Segment): boolean {
    const order = { orc: undefined, notes: [], observations: [], specimens: [], ...this.coming, obr };
    this.coming = undefined;
    this.orders.push(order);
    this.notes = order.notes;
    return true;
  }

  private takeSpecimen(spm: Hl7Segment): boolean {
    const notes: Hl7Segment[] = [];
    this.notes = notes;
    const order = this.coming ?? this.orders.at(-1);
    order?.specimens.push({ spm, notes });
    return order !== undefined;
  }

  private takeObservation(obx: Hl7Segment): boolean {
    const notes: Hl7Segment[] = [];
    this.notes = notes;
    // An observation between an ORC and its OBR is of neither order.
    const order = this.coming === undefined ? this.orders.at(-1) : undefined;
    order?.observations.push({ obx, notes, specimen: order.specimens.at(-1) });
    return order !== undefined;
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
