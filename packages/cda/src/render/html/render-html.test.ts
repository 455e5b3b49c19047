import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { altered, readXml, sampleXml, withNarrative } from "../../../test/support/altered.ts";
import type { DisplayBlock } from "../../display/display-model.ts";
import { renderHtml } from "./render-html.ts";

const MAX = sampleXml("ldl-ses.max.json");

/** Text of a page as people read it, on one line. */
function textOf(html: string): string {
  return html
    .replace(/<(?:style|title)>.*?<\/(?:style|title)>/gs, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

describe("renderHtml", () => {
  it("is one page in French whose policy allows its own style and data images alone", () => {
    const html = renderHtml(readXml(MAX));
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="fr-FR">/);
    expect(html).toContain(
      `content="default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(html).not.toMatch(/<script|https?:\/\//);
    expect(style).not.toMatch(/url\(|@import|expression/);
  });

  it("shows the INS block: traits, matricule in groups, and the environment", () => {
    const text = textOf(renderHtml(readXml(sampleXml())));
    for (const part of [
      "Nom de naissance PAT-TROIS",
      "Premier prénom de naissance DOMINIQUE",
      "Prénoms de naissance DOMINIQUE MARIE-LOUISE",
      "Sexe Féminin",
      "Date de naissance 28/03/1979",
      "Lieu de naissance DOMPREMY (code INSEE 51215)",
      "Matricule INS (NIR) 2 79 03 51 215 189 (clé 89) — identité de test",
      "Attention : Identité de test : ce document ne concerne pas un patient réel",
    ])
      expect(text).toContain(part);
  });

  it.each<readonly [string, string, string, string]>([
    [
      "a demonstration identity",
      "1.2.250.1.213.1.4.10",
      "1.2.250.1.213.1.4.11",
      "Attention : Identité de démonstration",
    ],
    ["no INS", "1.2.250.1.213.1.4.10", "1.2.250.1.999.1", "Document sans matricule INS"],
    [
      "a restricted document",
      '<confidentialityCode code="N"',
      '<confidentialityCode code="R"',
      "Document à diffusion restreinte",
    ],
    ["a missing part", "<custodian>", "<custodien>", "Document incomplet : 1 élément(s) obligatoire(s) absent(s)"],
  ])("warns of %s", (_, from, to, warning) => {
    const xml = altered(sampleXml(), [from, to]).replace(
      "</custodian>",
      to === "<custodien>" ? "</custodien>" : "</custodian>",
    );
    expect(textOf(renderHtml(readXml(xml)))).toContain(warning);
  });

  it("has no warning for a production identity", () => {
    const xml = altered(sampleXml(), ["1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.8"]);
    expect(renderHtml(readXml(xml))).not.toContain('class="notice');
  });

  it("says that a version replaces another", () => {
    const text = textOf(renderHtml(readXml(sampleXml("ldl-ses.remplacement.json"))));
    expect(text).toMatch(/Version \d+ : elle remplace et annule la version précédente/);
    expect(text).toMatch(/Remplace [0-9.]+/);
  });

  it("shows the addressees, the correspondents, the stay and who signs", () => {
    const { header } = readXml(MAX);
    const text = textOf(renderHtml(readXml(MAX)));
    for (const { nom } of header.destinataires ?? []) if (nom !== undefined) expect(text).toContain(nom.nom);
    for (const { nom } of header.participants ?? []) if (nom !== undefined) expect(text).toContain(nom.nom);
    expect(text).toContain("Prise en charge du ");
    expect(text).toContain(header.responsable.professionnel.nom?.nom ?? "?");
  });

  it("shows every text of the narrative", () => {
    const document = readXml(MAX);
    const text = textOf(renderHtml(document));
    const words = (blocks: unknown): readonly string[] =>
      [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, word = ""]) =>
        (JSON.parse(`"${word}"`) as string).trim().replace(/\s+/g, " "),
      );
    const missing = document.sections
      .flatMap(({ narrative }) => words(narrative))
      .filter((word) => !text.includes(word));
    expect(missing).toEqual([]);
  });

  it("offers the PDF copy before the text, and only names it when asked to", () => {
    const document = readXml(MAX);
    const html = renderHtml(document);
    const link =
      /<li id="fichier-1"><a href="data:application\/octet-stream;base64,([^"]*)" download="document-1.pdf">Copie du document \(PDF/.exec(
        html,
      );
    expect(Buffer.from(link?.[1] ?? "", "base64")).toEqual(Buffer.from(document.pdfCopies[0]?.bytes() ?? []));
    expect(html.indexOf('id="fichier-1"')).toBeLessThan(html.indexOf("<main"));
    expect(html).toContain('<a href="#fichier-1">voir le document joint</a>');
    const small = renderHtml(document, { attachments: "mention" });
    expect(small).not.toContain("data:application");
    expect(small).toContain('<li id="fichier-1">Copie du document (PDF');
  });

  it("shows what can be shown of a level 1 document", () => {
    const text = (mediaType: string, content: string): string =>
      renderHtml(
        readXml(
          altered(sampleXml("pdf.min.json"), [
            /<text mediaType="application\/pdf" representation="B64">[^<]*/,
            `<text mediaType="${mediaType}" representation="B64">${Buffer.from(content).toString("base64")}`,
          ]),
        ),
      );
    expect(text("text/plain", "ligne <1>\nligne 2")).toContain("<p>ligne &lt;1&gt;<br>ligne 2</p>");
    expect(text("image/jpeg", "x")).toContain('<img src="data:image/jpeg;base64,eA==" alt="Image : sans légende">');
    expect(text("application/pdf", "%PDF-")).toContain('download="document-1.pdf">Document (PDF');
    expect(text("text/rtf", "{\\rtf1}")).toContain('download="document-1.rtf">Document (RTF');
  });

  it("gives tables their heads, captions and scopes, and a box that the keyboard reaches when they are wide", () => {
    const html = renderHtml(
      readXml(
        withNarrative(
          `<table><caption>Bilan</caption><thead><tr><th/><th colspan="2">A</th></tr></thead><tbody><tr><th>n</th><td>1</td><td align="right">2</td></tr></tbody></table>
           <table><thead><tr>${"<th>c</th>".repeat(5)}</tr></thead><tbody><tr>${"<td>1</td>".repeat(5)}</tr></tbody></table>`,
        ),
      ),
    );
    expect(html).toContain(
      '<div class="table"><table><caption>Bilan</caption><thead><tr><td></td><th scope="colgroup" colspan="2">A</th></tr></thead><tbody><tr><th scope="row">n</th><td>1</td><td class="align-right">2</td></tr></tbody></table></div>',
    );
    expect(html).toContain('<div class="table" role="region" tabindex="0" aria-label="Tableau : Section d&#39;essai">');
  });

  it("shows a section as its presenter says, marks and curves in words too", () => {
    const blocks: readonly DisplayBlock[] = [
      { kind: "heading", text: "Titre" },
      {
        kind: "paragraph",
        caption: [],
        children: [
          { kind: "mark", tone: "alert", text: "↑ élevé" },
          {
            kind: "trend",
            points: [
              { label: "2023", value: 1 },
              { label: "2024", value: 3 },
            ],
            description: "de 1 à 3",
          },
        ],
      },
    ];
    const html = renderHtml(readXml(MAX), { sections: { "1.2.250.1.213.1.1.2.127": () => blocks } });
    expect(html).toContain("<h3>Titre</h3>");
    expect(html).toContain('<strong class="mark mark-alert">↑ élevé</strong>');
    expect(html).toMatch(
      /<svg class="trend" role="img" aria-label="de 1 à 3" viewBox="0 0 96 24"><title>de 1 à 3<\/title><path d="M4 20 L92 4" class="trend-line"><\/path><circle /,
    );
  });

  it("puts the identity in the margin of printed pages without letting it out of its CSS string", () => {
    const xml = altered(sampleXml(), [
      '<family qualifier="BR">PAT-TROIS</family>',
      '<family qualifier="BR">";}*{display:none}/*\\</family>',
    ]);
    const style = /<style>(.*?)<\/style>/s.exec(renderHtml(readXml(xml)))?.[1] ?? "";
    const content = /@top-left\{content:"([^"]*)"/.exec(style)?.[1] ?? "";
    expect(content).toMatch(/^(?:[A-Za-z0-9]|\\[0-9a-f]+ )+$/);
    expect(
      content.replace(/\\([0-9a-f]+) /g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
    ).toContain('";}*{display:none}/*\\');
  });
});
