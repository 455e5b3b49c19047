import { readFileSync } from "node:fs";
import { XmlError as ForeignError } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { isXmlError, parseXml, serializeXml, type XmlErrorCode } from "../../src/index.ts";
import { corpusFiles } from "../support/corpus.ts";
import { BEYOND_XML, infosetByLibxml2, infosetOf } from "../support/infoset.ts";
import { mutate, mutateBytes, randomFrom } from "../support/mutate.ts";
import { SAMPLES } from "../support/samples.ts";

/** What we refuse on purpose and libxml2 accepts: document types, and encodings that it guesses or we do not read. */
const OUR_REFUSALS: ReadonlySet<XmlErrorCode> = new Set(["DOCTYPE", "ENCODING"]);

type Verdict = "accepted" | "refused" | "explained";

/** Reads with both parsers; fails unless they agree or the difference is one of those explained. */
function compare(bytes: Uint8Array): Verdict {
  const ours = attempt(() => infosetOf(parseXml(bytes)));
  const theirs = attempt(() => infosetByLibxml2(bytes));
  if (ours.error === undefined && theirs.error === undefined) {
    expect(ours.value).toBe(theirs.value);
    return "accepted";
  }
  if (ours.error !== undefined && !isXmlError(ours.error)) throw ours.error;
  if (theirs.error !== undefined && !(theirs.error instanceof ForeignError)) throw theirs.error;
  if (ours.error !== undefined && theirs.error !== undefined) return "refused";
  if (isXmlError(ours.error) && OUR_REFUSALS.has(ours.error.code)) return "explained";
  if (theirs.error instanceof ForeignError && BEYOND_XML.test(theirs.error.message)) return "explained";
  throw new Error(`only one parser refuses ${JSON.stringify(Buffer.from(bytes).toString("latin1"))}`, {
    cause: ours.error ?? theirs.error,
  });
}

function attempt(read: () => string): { readonly value?: string; readonly error?: Error } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Error) return { error };
    throw error;
  }
}

function count(verdicts: readonly Verdict[]): Readonly<Record<Verdict, number>> {
  const counts = { accepted: 0, refused: 0, explained: 0 };
  for (const verdict of verdicts) counts[verdict]++;
  return counts;
}

describe("parseXml and libxml2", () => {
  it.each(SAMPLES)("agree on %s", (sample) => {
    expect(compare(Buffer.from(sample))).toBe("accepted");
  });

  it.each([1, 2, 3, 4])(
    "give the same verdict and the same information set on 6 000 changed documents, seed %i",
    (seed) => {
      const random = randomFrom(seed);
      const verdicts = Array.from({ length: 6_000 }, () => {
        const sample = SAMPLES[Math.floor(random() * SAMPLES.length)] ?? "";
        return compare(Buffer.from(mutate(sample, random)));
      });
      const { accepted, refused, explained } = count(verdicts);
      expect(accepted).toBeGreaterThan(800);
      expect(refused).toBeGreaterThan(3_000);
      expect(explained).toBeLessThan(120);
    },
  );

  it("give the same verdict on 4 000 documents with changed bytes", () => {
    const random = randomFrom(5);
    const verdicts = Array.from({ length: 4_000 }, () => {
      const sample = SAMPLES[Math.floor(random() * SAMPLES.length)] ?? "";
      return compare(mutateBytes(Buffer.from(sample), random));
    });
    const { accepted, refused, explained } = count(verdicts);
    expect(accepted).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(2_000);
    expect(explained).toBeLessThan(150);
  });

  it("agree on what serializeXml writes of every changed document that is accepted", () => {
    const random = randomFrom(6);
    let written = 0;
    for (let round = 0; round < 3_000; round++) {
      const source = Buffer.from(mutate(SAMPLES[Math.floor(random() * SAMPLES.length)] ?? "", random));
      const read = attempt(() => infosetOf(parseXml(source)));
      if (read.value === undefined) continue;
      const bytes = serializeXml(parseXml(source));
      expect(infosetOf(parseXml(bytes))).toBe(read.value);
      const theirs = attempt(() => infosetByLibxml2(bytes));
      if (theirs.error instanceof ForeignError && BEYOND_XML.test(theirs.error.message)) continue;
      expect(theirs.value).toBe(read.value);
      written++;
    }
    expect(written).toBeGreaterThan(400);
  });
});

describe.each(corpusFiles("examples"))("a clinical document, %s", (file) => {
  it("is read the same by both, whole and changed", () => {
    const bytes = readFileSync(file);
    expect(compare(bytes)).toBe("accepted");
    const random = randomFrom(bytes.length);
    const text = bytes.toString("utf8");
    for (let round = 0; round < 12; round++) compare(Buffer.from(mutate(text, random)));
  });
});
