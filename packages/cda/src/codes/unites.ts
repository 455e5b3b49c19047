/**
 * Units of prescriptions that the official terminology check knows (UCUM list of the ANS kit, 2025-02-19).
 *
 * @remarks terminologie.sch compares `@unit`, annotations removed, with that list.
 */
const UCUM = new Set(
  [
    "% 10*6 [IU] [iU] [IU]/d [IU]/h [IU]/kg [IU]/kg/d [IU]/min [IU]/mL k[IU]/mL u[IU] U U/d U/h U/min U/mL kU kU/mL mU/mL",
    "[drp] [tsp_m] [tbs_m] [cup_m] [foz_m] [Ch] [PFU] [CFU] [anti'Xa'U] Bq Gy mGy",
    "kg g mg ug ng pg g/L mg/mL mg/L ug/mL ug/L g/mL mg/g ug/mg g% [ppm] mg/m2 ug/m2 g/m2 [Lf]",
    "g/d g/h g/min g/kg g/kg/d g/kg/h mg/d mg/h mg/min mg/wk mg/kg mg/kg/d mg/kg/h mg/kg/min ug/d ug/h ug/min ug/kg ug/kg/d ug/kg/h",
    "ug/kg/min ng/kg ng/kg/h ng/kg/min ng/h ng/min mg/(24.h) mg/(12.h) mg/(8.h) mg/(6.h) g/(24.h) g/(12.h) g/(6.h) ug/(24.h) ug/(8.h)",
    "L dL cL mL uL L/d L/h L/min L/min/m2 L/kg mL/d mL/h mL/min mL/kg mL/kg/d mL/kg/h mL/kg/min mL/m2 mL/(24.h) mL/(12.h) mL/(8.h)",
    "mol mmol umol nmol mmol/d mmol/h mmol/L mmol/kg mmol/kg/d mmol/kg/h mmol/m2 umol/h umol/kg eq meq meq/d meq/h meq/L meq/kg",
    "mosm mosm/L kcal kcal/d J m cm mm m2 cm2 kPa mm[Hg] cm[H2O] mbar s min h d wk mo a /d /h /min /kg /m2 /wk",
  ].flatMap((line) => line.split(" ")),
);

const ANNOTATION = /^\{[a-z]{2,40}\}$/;

/** Whether a unit is in the table, or is a counted form written as an annotation. */
export function isKnownUnit(unit: string): boolean {
  return UCUM.has(unit) || ANNOTATION.test(unit);
}

/** What a French reader sees for the units that are counted: one, then several. */
const COUNTED: Readonly<Record<string, readonly [one: string, several: string]>> = {
  "{tbl}": ["comprimé", "comprimés"],
  "{tablet}": ["comprimé", "comprimés"],
  "{comprime}": ["comprimé", "comprimés"],
  "{capsule}": ["gélule", "gélules"],
  "{gelule}": ["gélule", "gélules"],
  "{count}": ["unité", "unités"],
  "{sachet}": ["sachet", "sachets"],
  "{ampoule}": ["ampoule", "ampoules"],
  "{flacon}": ["flacon", "flacons"],
  "{bouffee}": ["bouffée", "bouffées"],
  "{puff}": ["bouffée", "bouffées"],
  "{patch}": ["dispositif transdermique", "dispositifs transdermiques"],
  "{suppositoire}": ["suppositoire", "suppositoires"],
  "{dose}": ["dose", "doses"],
  "{application}": ["application", "applications"],
  "{unidose}": ["unidose", "unidoses"],
  "[drp]": ["goutte", "gouttes"],
  "[tsp_m]": ["cuillère à café", "cuillères à café"],
  "[tbs_m]": ["cuillère à soupe", "cuillères à soupe"],
  min: ["minute", "minutes"],
  h: ["heure", "heures"],
  d: ["jour", "jours"],
  wk: ["semaine", "semaines"],
  mo: ["mois", "mois"],
  a: ["an", "ans"],
};

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^ug/, "µg"],
  [/^umol/, "µmol"],
  [/\[IU\]/i, "UI"],
  [/\/d$/, "/jour"],
  [/\/wk$/, "/semaine"],
  [/\(24\.h\)/, "24 h"],
  [/\((\d+)\.h\)/, "$1 h"],
];

/** Writes a unit for people, in the plural from two on. */
export function unitLabel(unit: string, count: number): string {
  const counted = COUNTED[unit];
  if (counted !== undefined) return counted[count < 2 ? 0 : 1];
  if (unit.startsWith("{")) return unit.slice(1, -1);
  return SIGNS.reduce((label, [sign, text]) => label.replace(sign, text), unit);
}
