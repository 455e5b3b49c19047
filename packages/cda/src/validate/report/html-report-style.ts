import { THEME } from "../../render/theme.ts";

const {
  ink,
  muted,
  accent,
  paper,
  panel,
  line,
  warningInk,
  warningPaper,
  infoInk,
  infoPaper,
  alertInk,
  alertPaper,
  calmInk,
  calmPaper,
} = THEME;

/** Style of the validation page: inside it, nothing is fetched. */
export const REPORT_STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:${paper};color:${ink};font:16px/1.5 "Segoe UI","Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:70rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{margin:0;font-size:1.6rem;color:${accent}}
h2{margin:2.2rem 0 .4rem;padding-top:.8rem;border-top:2px solid ${line};font-size:1.2rem;color:${accent}}
h3{margin:1.2rem 0 .4rem;font-size:1rem}
p{margin:.3rem 0}
a{color:${accent}}
a:focus-visible,summary:focus-visible{outline:3px solid ${accent};outline-offset:2px}
table{width:100%;border-collapse:collapse;margin:.8rem 0}
th,td{padding:.4rem .6rem;border:1px solid ${line};text-align:left;vertical-align:top}
th{background:${panel}}
.number{text-align:right;white-space:nowrap}
.muted{color:${muted}}
.verdict{display:inline-block;padding:.05rem .6rem;border-radius:.3rem;font-weight:700;white-space:nowrap}
.valid{background:${calmPaper};color:${calmInk}}
.invalid,.error{background:${alertPaper};color:${alertInk}}
.could-not-run,.warning{background:${warningPaper};color:${warningInk}}
.info{background:${infoPaper};color:${infoInk}}
.finding{margin:.5rem 0;padding:.5rem .8rem;border:1px solid ${line};border-left-width:.4rem;background:${paper};color:${ink}}
.finding.error{border-left-color:${alertInk}}
.finding.warning{border-left-color:${warningInk}}
.finding.info{border-left-color:${infoInk}}
.finding .tag{display:inline-block;padding:0 .5rem;border-radius:.3rem;font-weight:700}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.3rem 0 0}
dt{color:${muted}}
dd{margin:0}
code{font:.85em/1.4 "DejaVu Sans Mono",Consolas,monospace}
summary{cursor:pointer;color:${accent}}
@media print{body{font-size:10pt}main{max-width:none;padding:0}.finding{break-inside:avoid}}
@media (max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.2rem}}
`;
