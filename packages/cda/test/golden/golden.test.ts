import { describe, expect, it } from "vitest";
import { buildSample, readSample, sampleNames } from "../samples.ts";

describe("the documents of the samples", () => {
  it("are all there", () => {
    expect(sampleNames()).toHaveLength(10);
  });

  it.each(sampleNames())("%s gives the document it always gave", async (name) => {
    const { xml } = buildSample(name, readSample(name));
    await expect(Buffer.from(xml).toString("utf8")).toMatchFileSnapshot(name.replace(/json$/, "xml"));
  });
});
