import { describe, expect, it } from "vitest";
import { buildSample, sampleNames } from "../support/samples.ts";

describe("the documents of the samples", () => {
  it("are all there", () => {
    expect(sampleNames()).toHaveLength(14);
  });

  it.each(sampleNames())("%s gives the document it always gave", async (name) => {
    const { xml } = buildSample(name);
    await expect(Buffer.from(xml).toString("utf8")).toMatchFileSnapshot(name.replace(/json$/, "xml"));
  });
});
