import { type DisplayBlock, type DisplayInline, readDocument, renderHtml, renderPdf } from "@ldl/cda";
import { describe, expect, it } from "vitest";
import { type Alteration, altered } from "../../../cda/test/support/altered.ts";
import { CR_BIO_PRESENTERS } from "../../src/index.ts";
import { EXAMPLES, exampleBytes } from "../corpus/examples.ts";
import { buildSample, sampleNames } from "../support/samples.ts";

const xmlOf = (name: string): string => Buffer.from(buildSample(`cr-bio.${name}.json`).xml).toString("utf8");
const read = (xml: string) => readDocument(Buffer.from(xml, "utf8"));
const html = (xml: string): string => renderHtml(read(xml), { sections: CR_BIO_PRESENTERS });
const sample = (name: string, ...alterations: readonly Alteration[]): string =>
  html(altered(xmlOf(name), ...alterations));

const LEGAL = "Texte du compte rendu";

describe("results", () => {
  it("marks what is out of range by a sign and words", () => {
    const page = html(xmlOf("ecbu-antibiogramme"));
    expect(page).toContain('<strong class="mark mark-strong">⇈ Très anormalement haut, alerte</strong>');
    expect(page).toContain("<strong>120000 /mL</strong>");
    expect(page).toContain('<strong class="mark mark-calm">Normal</strong>');
  });

  it.each<[string, string, string]>([
    ["above", '<value xsi:type="PQ" value="10001" unit="/mL"/>', "↑ au-dessus des bornes"],
    [
      "above a limit of measure",
      '<value xsi:type="IVL_PQ"><low value="20000" unit="/mL"/></value>',
      "↑ au-dessus des bornes",
    ],
  ])("marks a value %s the bounds that the laboratory did not interpret", (_, value, mark) => {
    const page = sample(
      "ecbu-antibiogramme",
      ['<value xsi:type="PQ" value="120000" unit="/mL"/>', value],
      [/<interpretationCode code="HH"[^>]*>/, ""],
    );
    expect(page).toContain(`>${mark}</strong>`);
  });

  it.each<[string, string]>([
    ["within", '<value xsi:type="PQ" value="10000" unit="/mL"/>'],
    ["in another unit", '<value xsi:type="PQ" value="120000" unit="/L"/>'],
    ["below a limit of measure above the bounds", '<value xsi:type="IVL_PQ"><high value="20000" unit="/mL"/></value>'],
  ])("says nothing of a value %s", (_, value) => {
    const page = sample(
      "ecbu-antibiogramme",
      ['<value xsi:type="PQ" value="120000" unit="/mL"/>', value],
      [/<interpretationCode code="HH"[^>]*>/, ""],
      [/<value xsi:type="PQ" value="1000000" unit="\/mL"\/>/, '<value xsi:type="PQ" value="1" unit="/mL"/>'],
    );
    expect(page).not.toContain("des bornes</strong>");
  });

  it("draws three values and more, and says them", () => {
    const page = html(xmlOf("bilan-lipidique"));
    const curves = page.match(/<svg class="trend"[^>]*>/g) ?? [];
    expect(curves.length).toBe(4);
    expect(curves[0]).toMatch(
      /role="img" aria-label="Évolution de Cholestérol total en mmol\/L : 6,95 \(03\/2022\), 7,02 /,
    );
    expect(page).toMatch(
      /<svg class="trend"[^>]*><title>[^<]+<\/title><path [^>]+><\/path><circle [^>]+><\/circle><\/svg>/,
    );
  });

  it("shows an analysis that was not made, and a report that awaits results", () => {
    expect(html(xmlOf("partiel"))).toContain("… Résultats partiels : des analyses sont en cours.");
    const page = sample("nfs", [
      /(?<=<statusCode code=")completed("\/>\s*<effectiveTime[^>]*>\s*<value xsi:type="PQ")/,
      'aborted"/><value xsi:type="PQ"',
    ]);
    expect(page).toContain("× non réalisé");
  });
});

describe("the grid of antibiotics", () => {
  it("has antibiotics down, isolates across, and in each cell S, I or R with the concentration", () => {
    const page = html(xmlOf("ecbu-antibiogramme"));
    expect(page).toContain('<tr><th scope="col">Antibiotique</th><th scope="col">Escherichia coli</th></tr>');
    expect(page).toMatch(
      /<th scope="row">Ampicilline<\/th><td><strong class="mark mark-strong">R Résistant<\/strong><br>CMI &gt; 16 mg\/L/,
    );
  });
});

describe("the legal text", () => {
  it.each(sampleNames().map((name) => [name]))(
    "%s: stands in the tables, word for word, and is not shown twice",
    (name) => {
      expect(html(Buffer.from(buildSample(name).xml).toString("utf8"))).not.toContain(LEGAL);
    },
  );

  it.each<[string, Alteration]>([
    ["says one word more", ["Jaune foncé</content>", "Jaune foncé, trouble</content>"]],
    ["gives another figure", [/(?<=<td>)120000(?=<)/, "12000"]],
    [
      "refers to an entry that is not read",
      [/<value xsi:type="PQ" value="120000" unit="\/mL"\/>/, '<value xsi:type="GLIST_TS"/>'],
    ],
  ])("is shown as soon as it %s", (_, alteration) => {
    expect(sample("ecbu-antibiogramme", alteration)).toContain(LEGAL);
  });

  it("is shown alone for a chapter without entries", () => {
    const page = sample("ecbu-antibiogramme", [/<entry typeCode="DRIV">[\s\S]*?<\/entry>/, ""]);
    expect(page).not.toContain(LEGAL);
    expect(page).toContain("Jaune foncé");
  });
});

function texts(blocks: readonly DisplayBlock[]): string {
  return JSON.stringify(blocks, (key, value: unknown) => (key === "url" ? undefined : value));
}

describe("safety", () => {
  it("executes nothing of a document", () => {
    const evil = "&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt;";
    const page = sample(
      "ecbu-antibiogramme",
      [/>Leucocytes</g, `>${evil}<`],
      [/displayName="Escherichia coli[^"]*"/, `displayName="${evil}"`],
    );
    expect(page).not.toMatch(/<script|<img src=x| onerror=alert\(1\)>/);
    expect(page).toContain("&lt;script&gt;");
  });

  it("links to nothing outside the page", () => {
    expect(html(xmlOf("electrophorese"))).not.toMatch(/(?:src|href)="(?!data:|#)/);
  });

  it("serves the PDF too", () => {
    const pdf = renderPdf(read(xmlOf("bilan-lipidique")), { sections: CR_BIO_PRESENTERS });
    expect(Buffer.from(pdf.subarray(0, 8)).toString("latin1")).toBe("%PDF-1.4");
  });
});

describe.skipIf(EXAMPLES.length === 0)("every official report", () => {
  it.each(EXAMPLES)("%s: each text of the narrative is on the page", (_, file) => {
    const document = readDocument(exampleBytes(file));
    const words = (inlines: readonly DisplayInline[]): readonly string[] =>
      inlines.flatMap((inline) =>
        inline.kind === "text" ? [inline.text.trim()] : "children" in inline ? words(inline.children) : [],
      );
    for (const section of document.sections.flatMap((one) => [one, ...one.sections])) {
      const presenter = section.templateIds.flatMap((oid) => CR_BIO_PRESENTERS[oid] ?? [])[0];
      if (presenter === undefined) continue;
      const shown = texts(presenter(section, document)).toLowerCase();
      for (const block of section.narrative)
        if (block.kind === "paragraph")
          for (const word of words(block.children))
            expect(shown).toContain(JSON.stringify(word).slice(1, -1).toLowerCase());
    }
  });
});
