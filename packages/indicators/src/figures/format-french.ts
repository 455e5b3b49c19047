/** What French typography puts between thousands. */
const THOUSANDS = "\u202f";
/** What it puts before « % ». */
const BEFORE_PERCENT = "\u00a0";

/** Printed in place of a figure that cannot be computed. */
export const NOT_COMPUTABLE = "n.c.";

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, THOUSANDS);
}

/**
 * Writes a number of units of 10^-decimals: `formatScaled(627n, 1)` is « 62,7 ».
 */
function formatScaled(scaled: bigint, decimals: number): string {
  const sign = scaled < 0n ? "-" : "";
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const whole = grouped(digits.slice(0, digits.length - decimals));
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole},${digits.slice(-decimals)}`;
}

/** Rounds n/d, half away from zero, to units of 10^-decimals. */
function scale(n: bigint, d: bigint, decimals: number): bigint {
  if (n < 0n) return -scale(-n, d, decimals);
  return (2n * n * 10n ** BigInt(decimals) + d) / (2n * d);
}

/** Exact fraction. */
export interface ExactRatio {
  readonly n: bigint;
  readonly d: bigint;
}

/**
 * Writes a fraction as a percentage with one decimal, half up; when rounding would reach a target that the exact value
 * misses, decimals are added until it does not.
 */
export function formatPercent({ n, d }: ExactRatio, target?: ExactRatio): string {
  const below = target !== undefined && n * target.d < target.n * d;
  let decimals = 1;
  let scaled = scale(100n * n, d, decimals);
  while (below && scaled * target.d >= 100n * target.n * 10n ** BigInt(decimals)) {
    decimals += 1;
    scaled = scale(100n * n, d, decimals);
  }
  return `${formatScaled(scaled, decimals)}${BEFORE_PERCENT}%`;
}

/** Writes an integer with French thousands. */
export function formatInteger(value: number): string {
  return formatScaled(BigInt(value), 0);
}

/** Writes a fraction with at most `decimals` decimals and no trailing zero. */
export function formatDecimal({ n, d }: ExactRatio, decimals = 2): string {
  const text = formatScaled(scale(n, d, decimals), decimals);
  return text.replace(/,?0+$/, (zeros) => (text.includes(",") ? "" : zeros));
}
