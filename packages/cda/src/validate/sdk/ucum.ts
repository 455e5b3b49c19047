/**
 * Units of UCUM by what they allow: metric ones take a prefix.
 *
 * @remarks The Unified Code for Units of Measure, tables 4 to 23; the arbitrary and clinical units that biology and prescriptions use.
 */
const METRIC = new Set(
  (
    "m s g rad K C cd mol sr Hz N Pa J W A V F Ohm S Wb Cel T H lm lx Bq Gy Sv l L ar t bar u eV pc " +
    "st dyn erg P Ky G Oe Gb Mx sb Ci R RAD REM cal cal_[15] cal_[20] cal_m cal_IT cal_th bit By Bd Lmb ph " +
    "m[H2O] m[Hg] eq osm kat U [iU] [IU] g% B Np tex Torr gf B[SPL] B[V] B[mV] B[uV] B[10.nV] B[W] B[kW] " +
    "[g] [k] [eps_0] [mu_0] [e] [m_e] [m_p] [h] [c] [CFU] [PFU] [BAU] [arb'U] [USP'U] Kt Gal St [G]"
  ).split(" "),
);

const PLAIN = new Set(
  (
    "10* 10^ % [ppth] [ppm] [ppb] [pptr] [pi] min h d wk mo a a_j a_g a_t mo_j mo_g mo_s deg ' '' gon circ atm att AU " +
    "ly lbf_av [lbf_av] b sph [degF] [degR] [degRe] [in_i] [ft_i] [yd_i] [mi_i] [nmi_i] [lb_av] [oz_av] [oz_tr] [oz_ap] [oz_m] " +
    "[gr] [dr_av] [stone_av] [gal_us] [qt_us] [pt_us] [foz_us] [cup_us] [tbs_us] [tsp_us] [gal_br] [pt_br] [foz_br] " +
    "[tsp_m] [tbs_m] [cup_m] [foz_m] [drp] [Ch] [diop] [p'diop] %[slope] [mesh_i] [MET] [HPF] [LPF] [pH] " +
    "[anti'Xa'U] [APL'U] [GPL'U] [MPL'U] [beth'U] [dye'U] [D'ag'U] [FEU] [FFU] [EID_50] [CCID_50] [TCID_50] [ELU] [EU] " +
    "[bdsk'U] [ka'U] [knk'U] [mclg'U] [smgy'U] [tb'U] [todd'U] [IR] [Lf] [PNU] [Amb'a'1'U] [AU] [PRU] [hnsf'U] [HP] [hp'_X] " +
    "[hp'_C] [hp'_M] [hp'_Q] [kp_C] [wood'U] [S] [in_i'H2O] [in_i'Hg] [psi] [sft_i] [sin_i] [cin_i] [cft_i] [cal] [Cal] [Btu] " +
    "[pnt] bit_s Bi mho sb [smoot] [car_m] [car_Au] [den] [kn_i] [acr_us] [bbl_us] [bf_i] [cr_i] [twp] [dpt_us] [m/s2/Hz^(1/2)] " +
    "[acr_br] [Btu_39] [Btu_59] [Btu_60] [Btu_IT] [Btu_m] [Btu_th] [bu_br] [bu_us] [ch_br] [ch_us] [cicero] [cml_i] [crd_us] " +
    "[cyd_i] [didot] [dqt_us] [dr_ap] [fdr_br] [fdr_us] [ft_br] [ft_us] [fth_br] [fth_i] [fth_us] [fur_us] [gal_wi] [gil_br] " +
    "[gil_us] [hd_i] [in_br] [in_us] [kn_br] [lb_ap] [lb_tr] [lcwt_av] [ligne] [lk_br] [lk_us] [lne] [lton_av] [ly] [mi_br] " +
    "[mi_us] [mil_i] [mil_us] [min_br] [min_us] [nmi_br] [pc_br] [pca] [pca_pr] [pied] [pk_br] [pk_us] [pnt_pr] [pouce] " +
    "[pwt_tr] [qt_br] [rch_us] [rd_br] [rd_us] [rlk_us] [sc_ap] [sct] [scwt_av] [smi_us] [srd_us] [ston_av] [syd_i] [yd_br] " +
    "[yd_us] Ao cSt"
  ).split(" "),
);

const PREFIXES = ["da", "Ki", "Mi", "Gi", "Ti", ..."YZEPTGMkhdcmunpfazy"];

function isAtom(symbol: string): boolean {
  if (METRIC.has(symbol) || PLAIN.has(symbol)) return true;
  return PREFIXES.some((prefix) => symbol.startsWith(prefix) && METRIC.has(symbol.slice(prefix.length)));
}

const ANNOTATION = /^\{[!-z|~]*\}$/;
const FACTOR = /^\d+$/;

/** A unit, its exponent and its annotation: `cm3`, `10*9`, `m[IU]`, `{tablet}`, `kg{body}`. */
function isComponent(text: string): boolean {
  const [, unit = "", annotation = ""] = /^([^{]*)(\{.*\})?$/.exec(text) ?? [];
  if (annotation !== "" && !ANNOTATION.test(annotation)) return false;
  if (unit === "") return annotation !== "";
  if (FACTOR.test(unit) || isAtom(unit)) return true;
  const exponent = /^(.*?)[+-]?\d+$/.exec(unit);
  return exponent?.[1] !== undefined && isAtom(exponent[1]);
}

/** Splits at `.` and `/` outside brackets and braces; parentheses are kept with what they hold. */
function* componentsOf(unit: string): Generator<string> {
  let [depth, start] = [0, 0];
  for (let at = 0; at < unit.length; at++) {
    const sign = unit[at] ?? "";
    if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    else if (depth === 0 && (sign === "." || sign === "/")) {
      yield unit.slice(start, at);
      start = at + 1;
    }
  }
  yield unit.slice(start);
}

const MAX_LENGTH = 100;

/**
 * Tells whether a unit is written as UCUM writes it, case-sensitive.
 *
 * @param unit - The unit; `1` and annotations such as `{tablet}` are units.
 * @returns `false` for an unknown symbol or a broken expression.
 */
export function isUcum(unit: string): boolean {
  if (unit === "" || unit.length > MAX_LENGTH || /\s/.test(unit)) return false;
  const term = unit.startsWith("/") ? unit.slice(1) : unit;
  return [...componentsOf(term)].every((component) => {
    const inner = /^\((.*)\)(\{.*\})?$/.exec(component)?.[1];
    return inner === undefined ? isComponent(component) : isUcum(inner);
  });
}

/** Units of UCUM that nobody means: gauss and tesla per litre stand for 10^9 and 10^12 cells. */
const MISLEADING = new Set(["G/L", "G/l", "T/L", "T/l"]);

/**
 * Tells whether a unit is one of UCUM and yet surely means something else.
 *
 * @param unit - The unit.
 */
export function isMisleading(unit: string): boolean {
  return MISLEADING.has(unit);
}

/** What French software writes, and what UCUM wants. */
const USUAL: Readonly<Record<string, string>> = {
  UI: "[IU]",
  "U.I.": "[IU]",
  IU: "[IU]",
  mUI: "m[IU]",
  mn: "min",
  minute: "min",
  minutes: "min",
  heure: "h",
  heures: "h",
  H: "h",
  j: "d",
  jour: "d",
  jours: "d",
  J: "d",
  sem: "wk",
  semaine: "wk",
  semaines: "wk",
  mois: "mo",
  an: "a",
  ans: "a",
  annee: "a",
  année: "a",
  années: "a",
  sec: "s",
  gr: "g",
  mcg: "ug",
  γ: "ug",
  cc: "mL",
  ML: "mL",
  ml: "mL",
  "°C": "Cel",
  "°": "deg",
  mmHg: "mm[Hg]",
  mmhg: "mm[Hg]",
  cmH2O: "cm[H2O]",
  G: "10*9",
  T: "10*12",
  "G/l": "10*9/L",
  "G/L": "10*9/L",
  "T/l": "10*12/L",
  "T/L": "10*12/L",
  "Giga/L": "10*9/L",
  "Tera/L": "10*12/L",
  mm3: "mm3",
  mEq: "meq",
  Eq: "eq",
  mOsm: "mosm",
  UL: "uL",
  "%o": "[ppth]",
  "‰": "[ppth]",
  goutte: "[drp]",
  gouttes: "[drp]",
  UFC: "[CFU]",
  Ul: "uL",
  KG: "kg",
  Kg: "kg",
  CM: "cm",
  MG: "mg",
  Mg: "mg",
};

const COUNTED: Readonly<Record<string, string>> = {
  comprime: "{tablet}",
  cp: "{tablet}",
  gelule: "{capsule}",
  sachet: "{sachet}",
  ampoule: "{ampoule}",
  dose: "{dose}",
  bouffee: "{puff}",
  unite: "U",
};

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/s$/, "");
}

function suggestComponent(component: string): string | undefined {
  if (isMisleading(component)) return USUAL[component];
  if (isUcum(component)) return component;
  const micro = component.replace(/[µμ]/g, "u");
  if (isUcum(micro)) return micro;
  const known = USUAL[component] ?? USUAL[micro] ?? COUNTED[plain(component)];
  if (known !== undefined) return known;
  const power = component
    .replace(/\^/g, "*")
    .replace(/²/g, "2")
    .replace(/³/g, "3")
    .replace(/^10[eE]/, "10*");
  return [power, component.toLowerCase(), micro.replace("UI", "[IU]")].find(isUcum);
}

/**
 * Suggests the UCUM unit that was probably meant.
 *
 * @param unit - A unit that UCUM does not know.
 * @returns A unit of UCUM; `undefined` when none comes near.
 */
export function suggestUcum(unit: string): string | undefined {
  const clean = unit
    .trim()
    .slice(0, MAX_LENGTH)
    .replace(/\s*\/\s*/g, "/")
    .replace(/\s+/g, ".");
  const whole = suggestComponent(clean);
  if (whole !== undefined) return whole;
  const parts = clean
    .split(/([./])/)
    .map((part) => (part === "." || part === "/" || part === "" ? part : suggestComponent(part)));
  if (parts.includes(undefined)) return undefined;
  const made = parts.join("");
  return isUcum(made) ? made : undefined;
}
