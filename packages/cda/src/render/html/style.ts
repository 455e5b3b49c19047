import { THEME } from "../theme.ts";

const {
  ink,
  muted,
  accent,
  paper,
  panel,
  line,
  warningInk,
  warningPaper,
  warningLine,
  infoInk,
  infoPaper,
  infoLine,
  alertInk,
  alertPaper,
  calmInk,
  calmPaper,
} = THEME;

const SCREEN = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:${paper};color:${ink};font:16px/1.5 "Segoe UI","Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;overflow-wrap:break-word}
a{color:${accent}}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid ${accent};outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:${paper};padding:8px;z-index:1}
.page{max-width:62rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
header h1{margin:0;font-size:1.7rem;line-height:1.25;color:${accent}}
.subtitle{margin:.25rem 0 1rem;color:${muted}}
.notice{margin:.5rem 0;padding:.6rem .9rem;border-left:5px solid;border-radius:4px}
.notice-warning{background:${warningPaper};color:${warningInk};border-color:${warningLine}}
.notice-info{background:${infoPaper};color:${infoInk};border-color:${infoLine}}
.identity{margin:1rem 0;padding:1rem 1.1rem;border:2px solid ${accent};border-radius:8px}
.identity h2{margin:0;font-size:.8rem;letter-spacing:.06em;text-transform:uppercase;color:${muted}}
.identity .name{margin:.1rem 0 .6rem;font-size:1.35rem;font-weight:700}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.55rem 1.5rem;margin:0}
.facts dt{font-size:.8rem;color:${muted}}
.facts dd{margin:0}
.facts dd+dd{font-size:.9rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1rem;margin:1rem 0}
.card{padding:.8rem 1rem;background:${panel};border:1px solid ${line};border-radius:8px}
.card h2{margin:0 0 .4rem;font-size:1rem;color:${accent}}
.card .facts{grid-template-columns:1fr}
.files,.toc{margin:1rem 0}
.files h2,.toc h2{margin:0 0 .3rem;font-size:1rem;color:${accent}}
.files ul,.toc ol{margin:0;padding-left:1.3rem}
.toc ol{columns:18rem 2}
main section h2,main section h3,main section h4,main section h5,main section h6{line-height:1.3;color:${accent}}
main section h2{margin:2rem 0 .6rem;padding-bottom:.25rem;font-size:1.25rem;border-bottom:2px solid ${line}}
main section h3{margin:1.3rem 0 .5rem;font-size:1.1rem}
main section h4,main section h5,main section h6{margin:1rem 0 .4rem;font-size:1rem}
p{margin:.5rem 0}
.table{overflow-x:auto;margin:.6rem 0 1rem}
table{border-collapse:collapse;width:100%}
caption{padding:.3rem 0;text-align:left;font-weight:700}
th,td{padding:.4rem .6rem;border:1px solid ${line};text-align:left;vertical-align:top}
thead th,thead td{background:${panel};font-weight:700}
tbody th{font-weight:600}
.dense table{font-size:.85rem}
.dense th,.dense td{padding:.3rem .4rem}
.align-center{text-align:center}
.align-right{text-align:right}
ul,ol{margin:.4rem 0;padding-left:1.6rem}
img{max-width:100%;height:auto}
.caption,.note,.url,.missing{color:${muted}}
.mark{padding:0 .3rem;border-radius:3px;white-space:nowrap}
.mark-alert{background:${alertPaper};color:${alertInk}}
.mark-strong{background:${alertPaper};color:${alertInk};text-decoration:underline}
.mark-calm{background:${calmPaper};color:${calmInk};font-weight:400}
.trend{width:96px;height:24px;vertical-align:middle}
.trend-line{fill:none;stroke:${accent};stroke-width:1.5}
.trend-dot{fill:${accent}}
footer{margin-top:2.5rem;padding-top:.8rem;border-top:2px solid ${line}}
footer h2{margin:1rem 0 .4rem;font-size:1rem;color:${accent}}
`;

const PRINT = `
@media print{
body{font-size:10.5pt}
.page{max-width:none;padding:0}
.skip,.toc{display:none}
.table{overflow:visible}
.dense table{font-size:8.5pt}
th,td{overflow-wrap:anywhere}
.mark{white-space:normal;overflow-wrap:normal}
.card,.identity,.notice,tr,img{break-inside:avoid}
.cards{grid-template-columns:1fr 1fr 1fr;gap:.5rem}
h1,h2,h3,h4,h5,h6{break-after:avoid}
thead{display:table-header-group}
a{color:inherit;text-decoration:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;

/** Writes any text as a CSS string: every character but letters and digits is a numbered escape. */
function cssString(text: string): string {
  const escaped = Array.from(text, (character) =>
    /^[A-Za-z0-9]$/.test(character) ? character : `\\${character.codePointAt(0)?.toString(16) ?? ""} `,
  );
  return `"${escaped.join("")}"`;
}

/**
 * Gives the style sheet of a page.
 *
 * @param identity - Identity of the patient, at the top of each printed page.
 * @returns The CSS, without any reference outside the page.
 */
export function styleOf(identity: string): string {
  const margin = `font:8pt Arial,"Liberation Sans",sans-serif;color:${muted}`;
  const pages = `@page{size:A4;margin:18mm 14mm 16mm;
@top-left{content:${cssString(identity)};${margin}}
@bottom-right{content:"Page " counter(page) " / " counter(pages);${margin}}}`;
  return SCREEN + PRINT + pages;
}
