import { type Alteration, altered, sampleXml, withNarrative } from "./altered.ts";

/** Escapes a text for XML. */
function xml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

const PAYLOAD = `"'><script>window.hacked=1;alert(1)</script><img src=x onerror="window.hacked=1"><svg onload="window.hacked=1">`;
const NAME = `PAT-TROIS${PAYLOAD}`;

/** A script in the places of a header that are shown. */
const HEADER: readonly Alteration[] = [
  [/<title>[^<]*<\/title>/, `<title>${xml(PAYLOAD)}</title>`],
  ['<family qualifier="BR">PAT-TROIS</family>', `<family qualifier="BR">${xml(NAME)}</family>`],
  ['value="tel:0140000001"', `value="javascript:${xml(PAYLOAD)}"`],
  ['<languageCode code="fr-FR"/>', `<languageCode code="${xml(`fr" onclick="window.hacked=1`)}"/>`],
];

const image = (mediaType: string, content: string): string =>
  `<renderMultiMedia referencedObject="m1"/></text><entry><observationMedia ID="m1"><value mediaType="${mediaType}" representation="B64">${content}</value></observationMedia></entry><x:end xmlns:x="urn:x">`;

function withMedia(mediaType: string, content: string): string {
  return altered(withNarrative("@"), ["@</text>", `${image(mediaType, content)}</x:end>`]);
}

const SVG = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=1"><script>window.hacked=1</script></svg>',
);

/** Documents that try to be more than data. */
export const HOSTILE: Readonly<Record<string, () => string>> = {
  "markup in the header": () => altered(sampleXml(), ...HEADER),
  "escaped markup in the text": () => withNarrative(xml(PAYLOAD)),
  "markup in CDATA": () => withNarrative(`<![CDATA[${PAYLOAD}]]>`),
  "scripts and handlers as elements": () =>
    withNarrative(
      '<script>window.hacked=1</script><img src="x" onerror="window.hacked=1"/><iframe src="http://127.0.0.1:9/"/><object data="http://127.0.0.1:9/x"/><style>body{background:url(http://127.0.0.1:9/)}</style><a href="javascript:window.hacked=1">x</a>',
    ),
  "HTML names in another namespace": () =>
    withNarrative(
      '<h:script xmlns:h="http://www.w3.org/1999/xhtml">window.hacked=1</h:script><h:form xmlns:h="http://www.w3.org/1999/xhtml" action="http://127.0.0.1:9/"><h:input autofocus="" onfocus="window.hacked=1"/></h:form>',
    ),
  "links that execute": () =>
    withNarrative(
      '<linkHtml href="javascript:window.hacked=1">a</linkHtml><linkHtml href="data:text/html,&lt;script&gt;window.hacked=1&lt;/script&gt;">b</linkHtml><linkHtml href="http://127.0.0.1:9/">c</linkHtml>',
    ),
  "styles that break out": () =>
    withNarrative(
      `<content styleCode="Bold&quot; onmouseover=&quot;window.hacked=1">a</content><table styleCode="x:url(http://127.0.0.1:9/)" border="1&quot; onclick=&quot;window.hacked=1" width="expression(1)"><tbody><tr><td align="left&quot; onclick=&quot;window.hacked=1" rowspan="1&quot;&gt;">b</td></tr></tbody></table><content ID="&quot;onclick=window.hacked=1">c</content>`,
    ),
  "an SVG image": () => withMedia("image/svg+xml", SVG.toString("base64")),
  "HTML said to be an image": () => withMedia("image/png", Buffer.from(PAYLOAD).toString("base64")),
  "a media type that breaks out": () =>
    withMedia(`image/png;x=&quot;&gt;&lt;script&gt;window.hacked=1&lt;/script&gt;`, "iVBORw=="),
  "broken base64": () => withMedia("image/png", "@@@@"),
  "200 levels of lists and styles": () =>
    withNarrative(
      `${"<list><item>".repeat(60)}fond${"</item></list>".repeat(60)}${"<content styleCode='Bold'>".repeat(200)}fond${"</content>".repeat(200)}`,
    ),
  "a table of 5 000 rows": () =>
    withNarrative(
      `<table><thead><tr><th>n</th><th>valeur</th></tr></thead><tbody>${Array.from({ length: 5000 }, (_, index) => `<tr><td>${index}</td><td>texte ${index}</td></tr>`).join("")}</tbody></table>`,
    ),
  "spans out of proportion": () =>
    withNarrative(
      '<table><tbody><tr><td rowspan="1000000000" colspan="1000000000">a</td><td colspan="-1" rowspan="0">b</td></tr><tr><td>c</td></tr></tbody></table>',
    ),
  "a row of 500 cells": () => withNarrative(`<table><tbody><tr>${"<td>x</td>".repeat(500)}</tr></tbody></table>`),
  "a word of 20 000 characters": () =>
    withNarrative(`<table><tbody><tr><td>${"x".repeat(20_000)}</td><td>y</td></tr></tbody></table>`),
  "characters no font has": () => withNarrative("😀 𝒳 中文 עברית \u202Eesrever\u202C \uFFFD"),
};
