/** Digits kept after the point when a division does not end. XPath 2.0 asks for at least 18 digits in all. */
const DIVISION_DIGITS = 18;

/** An exact decimal number (`xs:decimal`): `unscaled / 10^scale`, without trailing zeros. */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;

  private constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  static of(unscaled: bigint, scale: number): Decimal {
    let digits = unscaled;
    let places = scale;
    while (places > 0 && digits % 10n === 0n) {
      digits /= 10n;
      places--;
    }
    return new Decimal(digits, places);
  }

  /** Reads `12`, `-1.50` or `.5`; the caller has checked the shape. */
  static parse(text: string): Decimal {
    const [whole = "", fraction = ""] = text.split(".");
    const digits = `${whole}${fraction}`.replace(/^\+/, "");
    return Decimal.of(BigInt(digits === "-" || digits === "" ? "0" : digits), fraction.length);
  }

  static fromInteger(value: bigint): Decimal {
    return new Decimal(value, 0);
  }

  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(this.#at(scale) + other.#at(scale), scale);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale);
  }

  multiply(other: Decimal): Decimal {
    return Decimal.of(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** Quotient, rounded toward zero after 18 places; the divisor is not zero. */
  divide(other: Decimal): Decimal {
    const scale = DIVISION_DIGITS + Math.max(this.scale - other.scale, 0);
    const numerator = this.unscaled * 10n ** BigInt(scale + other.scale - this.scale);
    return Decimal.of(numerator / other.unscaled, scale);
  }

  /** Whole part of the quotient, toward zero. */
  integerDivide(other: Decimal): bigint {
    const scale = Math.max(this.scale, other.scale);
    return this.#at(scale) / other.#at(scale);
  }

  remainder(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(this.#at(scale) % other.#at(scale), scale);
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const difference = this.#at(scale) - other.#at(scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** Greatest integer not above. */
  floor(): bigint {
    const unit = 10n ** BigInt(this.scale);
    const whole = this.unscaled / unit;
    return this.unscaled < 0n && whole * unit !== this.unscaled ? whole - 1n : whole;
  }

  /** Whole part, toward zero. */
  truncate(): bigint {
    return this.unscaled / 10n ** BigInt(this.scale);
  }

  toNumber(): number {
    return Number(this.toString());
  }

  toString(): string {
    const sign = this.unscaled < 0n ? "-" : "";
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, "0");
    if (this.scale === 0) return sign + digits;
    return `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  #at(scale: number): bigint {
    return this.unscaled * 10n ** BigInt(scale - this.scale);
  }
}
