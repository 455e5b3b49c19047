const LOINC = /^(\d{1,7})-(\d)$/;

/**
 * Tells whether the last digit of a LOINC code fits the others (mod 10, Luhn): a mistyped code is found. Codes of parts
 * and answers (`LP…`, `LA…`) have no such key and pass.
 *
 * @param code - LOINC code.
 * @returns False when the key is wrong.
 */
export function hasLoincKey(code: string): boolean {
  const [, body, key] = LOINC.exec(code) ?? [];
  if (body === undefined) return true;
  let sum = 0;
  [...body].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return (10 - (sum % 10)) % 10 === Number(key);
}
