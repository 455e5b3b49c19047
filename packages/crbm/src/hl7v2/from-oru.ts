import { present, some } from "@ldl/cda";
import { type LdlIssue, parseInput } from "@ldl/domain";
import { LabReport } from "../model/lab-report.ts";
import { FromOruOptions, type FromOruOptionsInput, OruSource } from "./from-oru-options.ts";
import { groupMessage } from "./group-message.ts";
import { chaptersOf } from "./map-chapters.ts";
import { readHead } from "./map-head.ts";
import { type MappedOrder, mapOrder } from "./map-order.ts";
import { createOruContext, type OruContext } from "./oru-context.ts";
import type { Hl7Message } from "./parse-hl7.ts";
import { parseHl7 } from "./parse-hl7.ts";

/** A message as a report. @public */
export interface OruConversion {
  /** The report, ready to be built. */
  readonly report: LabReport;
  /** What the report lacks of the message, and the choices that were made. */
  readonly issues: readonly LdlIssue[];
}

/** Reports what nobody asked for: a segment as a whole, else each of its fields. */
function reportUnread({ segments, isEncodingSure }: Hl7Message, context: OruContext): void {
  for (const segment of segments) {
    if (segment.rank === 1 && !isEncodingSure) context.find("LDL-HL7-CHARSET", segment, 18);
    if (segment.hasUnknownEscape) context.find("LDL-HL7-ESCAPE", segment);
    const isKnown = ["MSH", "PID", "PD1", "PV1", "ORC", "OBR", "OBX", "NTE", "SPM"].includes(segment.name);
    if (isKnown) for (const field of segment.unread()) context.find("LDL-HL7-FIELD", segment, field);
    for (const field of segment.readInPart()) context.find("LDL-HL7-PART", segment, field);
  }
}

/** What the orders give beside their results: one copy of the report, and PDFs that are joined to it. */
function attachmentsOf(orders: readonly MappedOrder[], context: OruContext) {
  const [copy, ...copies] = orders.flatMap((order) => order.copies);
  const others = copies.filter(({ base64 }) => base64 !== copy?.base64);
  for (const { obx } of others) context.find("LDL-HL7-COPY", obx, 5);
  const joined = [...others, ...orders.flatMap(({ reports }) => reports)];
  return present({
    copiePdf: copy === undefined ? undefined : { base64: copy.base64 },
    secondeIntention: some(joined.map(({ titre, base64, date }) => ({ titre, base64, ...present({ date }) }))),
  });
}

/**
 * Converts a message of results (HL7 v2 ORU^R01, 2.3 to 2.8) into a report.
 *
 * Each observation becomes a result with its value, unit, bounds, flags, comments and method. Child orders (OBR-26, OBR-29)
 * and groups of one order (OBX-4) become the antibiograms of an isolate when all that the message says fits one organism;
 * numbers of an earlier day than the specimens become previous results; PDF files become the copy of the report or joined
 * reports. What is not certain stays apart. That, and what the report has no place for, is in `issues`, place by place.
 *
 * @remarks HL7 v2.5, chapters 2 and 7; identity of the patient by the French conventions (INS by its OID).
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { buildCrBio, fromOru, type FromOruOptionsInput } from "@ldl/crbm";
 *
 * const options: FromOruOptionsInput = JSON.parse(readFileSync("laboratoire.json", "utf8"));
 * const { report, issues } = fromOru(readFileSync("resultats.hl7"), options);
 * for (const { path, message } of issues) console.log(path, message);
 * console.log(buildCrBio(report).xml.length);
 * ```
 * @param message - The message: bytes, decoded as MSH-18 says, or text.
 * @param options - What the message does not say: laboratory, director, OID of the local codes.
 * @returns The report and what is to be known of the conversion.
 * @throws {@link LdlError} `LDL_BIO_HL7V2_UNREADABLE` when it is not one ORU of one patient, or goes over a limit;
 * `LDL_INPUT_INVALID` when the message is neither bytes nor text, the options are wrong, or the report lacks what neither message nor options give.
 * @public
 */
export function fromOru(message: Uint8Array | string, options: FromOruOptionsInput): OruConversion {
  const given = parseInput(FromOruOptions, options, { name: "options" });
  const parsed = parseHl7(parseInput(OruSource, message, { name: "message" }));
  const context = createOruContext(given, parsed.segments[0]);
  const groups = groupMessage(parsed.segments, context);
  const orders = groups.orders.map((order) => mapOrder(order, context));
  const chapitres = chaptersOf(orders, context);
  const isPartial = orders.some(({ statut }) => statut === "active");
  const head = readHead(groups, isPartial, context);
  const report = {
    ...head,
    statut: isPartial ? "partiel" : "final",
    ...attachmentsOf(orders, context),
    chapitres,
    ...given.report,
  };
  const corrected = orders.find(({ hasCorrections }) => hasCorrections);
  if (corrected !== undefined && report.remplace === undefined)
    context.find("LDL-HL7-CORRECTED", corrected.order.obr, 25);
  reportUnread(parsed, context);
  return { report: parseInput(LabReport, report), issues: context.issues() };
}
