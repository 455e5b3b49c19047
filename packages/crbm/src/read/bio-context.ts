import { createReadContext, narrativeText, type ReadContext, type ReadDocument, readTime } from "@ldl/cda";
import type { LdlIssue, Moment } from "@ldl/domain";
import { attributeOf, type XmlElement, xpathOf } from "@ldl/xml";
import { BIO_READ_FINDINGS, type BioReadRule } from "./bio-findings.ts";
import { readCaptions } from "./read-captions.ts";

/** Findings kept for one rule: a hostile document cannot make the list endless. */
const MAX_PER_RULE = 100;

/** What the parts of a report are read with. */
export interface BioContext extends ReadContext {
  readonly document: ReadDocument;
  /**
   * Records a finding of this package; at most 100 are kept for one rule.
   *
   * @param rule - Which rule.
   * @param at - Element that breaks it.
   * @param child - Name of the missing child, when the finding is an absence.
   */
  find(rule: BioReadRule, at: XmlElement, child?: string): void;
  /**
   * Gives the text of the narrative that an entry refers to.
   *
   * @param reference - Value of a `reference`.
   * @returns The text on one line; `undefined` when the narrative has no such part, or an empty one.
   */
  wording(reference: string): string | undefined;
  /**
   * Reads a time stamp; the results of a report share few.
   *
   * @param element - Element of type TS, or nothing.
   * @returns The date; `undefined` when it is absent, null or unreadable.
   */
  time(element: XmlElement | undefined): Moment | undefined;
  /**
   * Gives the caption of an image.
   *
   * @param id - `@ID` of the image.
   * @returns The caption; `undefined` when the narrative has none.
   */
  captionOf(id: string): string | undefined;
}

interface Found {
  readonly rule: BioReadRule;
  readonly at: XmlElement;
  readonly child: string | undefined;
}

function toIssue({ rule, at, child }: Found): LdlIssue {
  return {
    rule,
    path: child === undefined ? xpathOf(at) : `${xpathOf(at)}/${child}`,
    ...BIO_READ_FINDINGS[rule],
  };
}

/**
 * Starts the reading of the body of a report.
 *
 * @param document - The document around it.
 * @returns A context without findings.
 */
export function createBioContext(document: ReadDocument): BioContext {
  const common = createReadContext();
  const findings: Found[] = [];
  const counts = new Map<BioReadRule, number>();
  const times = new Map<string, Moment>();
  let captions: ReadonlyMap<string, string> | undefined;
  return {
    ...common,
    document,
    find(rule, at, child) {
      const count = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, count);
      if (count <= MAX_PER_RULE) findings.push({ rule, at, child });
    },
    wording(reference) {
      const target = document.referenced(reference);
      const text =
        target === undefined
          ? ""
          : narrativeText(target)
              .replace(/\s*\n\s*/g, " ")
              .trim();
      return text === "" ? undefined : text;
    },
    time(element) {
      const written = element === undefined ? undefined : attributeOf(element, "value");
      if (element === undefined || written === undefined) return undefined;
      const known = times.get(written);
      if (known !== undefined) return known;
      const moment = readTime(element, common);
      if (moment !== undefined) times.set(written, moment);
      return moment;
    },
    captionOf(id) {
      captions ??= readCaptions(document.sections);
      return captions.get(id);
    },
    issues: () => [...common.issues(), ...findings.map(toIssue)],
  };
}
