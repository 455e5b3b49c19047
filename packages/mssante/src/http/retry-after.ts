import type { HttpAnswer } from "./http-client.ts";

/**
 * Reads how long a service asks to wait (RFC 9110, section 10.2.3).
 *
 * @param answer - Its answer.
 * @param now - The time, with which a date is compared.
 * @returns Milliseconds, or nothing when it does not say.
 */
export function retryAfterOf(answer: Pick<HttpAnswer, "headers">, now: Date): { readonly retryAfterMs?: number } {
  const text = answer.headers.get("retry-after") ?? "";
  if (/^\d{1,9}$/.test(text)) return { retryAfterMs: Number(text) * 1000 };
  const date = text.endsWith("GMT") ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? {} : { retryAfterMs: Math.max(0, date - now.getTime()) };
}
