import { type CivilDate, type Instant, type Moment, toHl7Ts } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";

/** A date of any precision. @internal */
export type Time = Moment | Instant | CivilDate;

/** The HL7 form of a date: every instant and every day is a moment, which their brands do not say. */
function hl7(time: Time): string {
  return toHl7Ts(time as string as Moment);
}

/** Writes a time. @internal */
export function writeTime(xml: XmlWriter, name: string, time: Time): void {
  xml.element(name, { value: hl7(time) });
}

/** Writes a time, or a null flavor when it is not known. @internal */
export function writeTimeOrNull(xml: XmlWriter, name: string, time: Time | undefined, nullFlavor: string): void {
  xml.element(name, time === undefined ? { nullFlavor } : { value: hl7(time) });
}

/** Bounds of an interval of time. @internal */
export interface Interval {
  readonly debut?: Time | undefined;
  readonly fin?: Time | undefined;
}

/** Writes an interval with the bounds that are known; without any, the whole interval has the null flavor. @internal */
export function writeInterval(
  xml: XmlWriter,
  name: string,
  { debut, fin }: Interval,
  options: { readonly nullFlavor?: string; readonly type?: "IVL_TS" } = {},
): void {
  const { nullFlavor, type } = options;
  if (debut === undefined && fin === undefined) {
    xml.element(name, { nullFlavor });
    return;
  }
  xml.start(name, { "xsi:type": type });
  if (debut !== undefined) writeTime(xml, "low", debut);
  if (fin !== undefined) writeTime(xml, "high", fin);
  xml.end();
}
