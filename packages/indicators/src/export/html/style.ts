import { THEME } from "../../page/theme.ts";

const { ink, muted, accent, second, met, notMet, ground, rule, grid, paper } = THEME;

const SCREEN = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem 1.25rem 3rem;background:${paper};color:${ink};font:16px/1.5 "Segoe UI","Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;overflow-wrap:break-word}
a{color:${accent}}
:focus-visible{outline:3px solid ${accent};outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:${paper};padding:8px;z-index:1}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
header{border-bottom:3px solid ${accent};padding-bottom:.75rem}
h1{margin:0 0 .4rem;font-size:1.7rem;line-height:1.25}
header p{margin:.1rem 0;color:${muted}}
nav ol{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:.75rem 0;padding:0;list-style:none}
h2{margin:1.6rem 0 .75rem;font-size:1.25rem}
h3{margin:0 0 .4rem;font-size:1rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin:0;padding:0;list-style:none}
.card{padding:.9rem 1rem;border:1px solid ${rule};border-left:6px solid ${muted};border-radius:6px;background:${paper}}
.card.met{border-left-color:${met}}
.card.notMet{border-left-color:${notMet}}
.card p{margin:.2rem 0;font-size:.9rem}
.card svg{display:block;width:100%;height:auto}
.card h3{font-weight:400;color:${muted}}
.card h3 abbr{display:block;font-weight:700;color:${ink}}
.card .value{margin:0;font-size:1.9rem;font-weight:700;line-height:1.2}
.card .basis{color:${muted}}
.card .verdict{font-weight:700}
.card.met .verdict{color:${met}}
.card.notMet .verdict{color:${notMet}}
section:has(>figure){display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem 2rem}
section:has(>figure)>h2{grid-column:1/-1;margin-bottom:0}
figure{margin:0}
figure svg{display:block;width:100%;height:auto}
figcaption,caption{margin-bottom:.4rem;font-weight:700;text-align:left}
summary{cursor:pointer;color:${accent}}
.table{overflow-x:auto;margin:.5rem 0 1.25rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .5rem;border-bottom:1px solid ${grid};vertical-align:top;text-align:left}
thead th{border-bottom:2px solid ${rule};background:${ground};vertical-align:bottom}
tbody th{font-weight:400}
.right{text-align:right}
th.right{min-width:4rem}
.right .letter{margin-left:auto}
.total>*{border-top:2px solid ${ink};font-weight:700}
.letter{display:table;margin-bottom:.2rem;padding:0 .3rem;border-radius:3px;background:${ink};color:${paper};font-size:.8rem}
.box{margin-top:1.6rem;padding:.25rem 1.25rem 1rem;border:1px solid ${rule};border-radius:6px;background:${ground}}
.box h2{margin-top:.75rem}
.box thead th{background:${paper}}
pre{margin:.5rem 0;padding:.75rem;overflow-x:auto;border:1px solid ${rule};background:${paper};font:.8rem/1.4 "DejaVu Sans Mono",Consolas,monospace}
.field{min-height:5rem;margin-bottom:1rem;padding:.5rem;border:1px solid ${second};border-radius:4px;background:${paper};white-space:pre-wrap}
footer{margin-top:2rem;padding-top:.5rem;border-top:1px solid ${rule};color:${muted};font-size:.85rem}
`;

/** Printed: data of charts are shown in place of being folded, rows and figures are not cut. */
const PRINT = `
@page{size:A4 landscape;margin:12mm 14mm}
@media print{
body{max-width:none;padding:0;font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.skip,.screen,figure summary{display:none}
details::details-content{content-visibility:visible;block-size:auto}
.table,pre{overflow:visible}
pre{white-space:pre-wrap;font-size:7pt}
table{font-size:8.5pt}
h2,figcaption,caption{break-after:avoid}
tr,.card,figure svg{break-inside:avoid}
.cards{grid-template-columns:repeat(4,1fr)}
.card{padding:.6rem .7rem}
section:has(>figure){grid-template-columns:1fr 1fr}
}
`;

/** The whole style of a page. */
export const STYLE = SCREEN + PRINT;
