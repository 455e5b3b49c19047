/** Orders strings by code points. The plain comparison goes by UTF-16 units, which puts U+10000 before U+E000. */
export function compareCodePoints(first: string, second: string): number {
  if (first === second) return 0;
  const shorter = Math.min(first.length, second.length);
  for (let index = 0; index < shorter; index++) {
    if (first.charCodeAt(index) === second.charCodeAt(index)) continue;
    return rank(first.charCodeAt(index)) - rank(second.charCodeAt(index));
  }
  return first.length - second.length;
}

/** Moves surrogates, which stand for code points above all others, after the rest of the basic plane. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit <= 0xdfff ? unit + 0x2000 : unit - 0x800;
}
