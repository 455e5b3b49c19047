import { Decimal } from "../values/decimal.ts";

/** Value of a literal token: `12` is an integer, `1.2` a decimal, `1e2` a double. */
export function literalOf(
  kind: "string" | "integer" | "decimal" | "double",
  text: string,
): string | bigint | number | Decimal {
  switch (kind) {
    case "string":
      return text;
    case "integer":
      return BigInt(text);
    case "decimal":
      return Decimal.parse(text);
    case "double":
      return Number(text);
  }
}
