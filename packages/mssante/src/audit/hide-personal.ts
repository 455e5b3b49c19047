const PATIENT_DOMAIN = /^(?:[\w-]+\.)*patient\.mssante\.fr$/i;
const ADDRESS = /[^\s<>()[\]"',;:=@]{1,256}@([\w.-]+)/g;
/** Matricules, social security and stay numbers. */
const LONG_NUMBER = /\d(?:[ .]?\d){9,}/g;
/** Tokens, passwords, encoded words and boundaries; identifiers of queues are shorter. */
const LONG_TOKEN = /(?<![@\w+/=.~-])[\w+/=.~-]{25,}/g;
const QUOTED = /"[^"]*"|'[^']*'|«[^»]*»/g;
const CONTROL = /\p{Cc}+/gu;
/** As much of a text as is looked at: those of others may be of any length. */
const MAX_READ = 2000;
const MAX_ANSWER = 200;
const MAX_VALUE = 300;

/** The domain of an address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** Hides the local parts of the addresses of patients, wherever they stand; what is too long is cut. */
export function hidePatients(text: string): string {
  return text
    .slice(0, MAX_READ)
    .replace(CONTROL, " ")
    .replace(ADDRESS, (address: string, domain: string) => (PATIENT_DOMAIN.test(domain) ? `***@${domain}` : address))
    .slice(0, MAX_VALUE);
}

/** A word as a pattern that stands for itself. */
function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * The first line of an answer without what may speak of people: servers repeat addresses, subjects and what they were shown.
 *
 * @param text - The answer.
 * @param hidden - Words that must not appear: those of the subject.
 */
export function filterAnswer(text: string, hidden: readonly string[] = []): string {
  const line = (text.split(/\r?\n/, 1)[0] ?? "").slice(0, MAX_READ).replace(CONTROL, " ");
  const masked = line
    .replace(ADDRESS, (_address: string, domain: string) => `***@${domain}`)
    .replace(QUOTED, "***")
    .replace(LONG_TOKEN, "***")
    .replace(LONG_NUMBER, "***");
  const words = hidden.filter((word) => word.length > 2);
  if (words.length === 0) return masked.slice(0, MAX_ANSWER);
  return masked.replace(new RegExp(words.map(literal).join("|"), "gi"), "***").slice(0, MAX_ANSWER);
}

const SUBJECT = /^subject:((?:[^\r\n]|\r?\n[ \t])*)/im;
const HEADER_BYTES = 16_384;

/** The words of the subject of a message, which a server may repeat. */
export function subjectWords(raw: Uint8Array): readonly string[] {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADER_BYTES)).toString("latin1");
  return (SUBJECT.exec(head)?.[1] ?? "").split(/[\s+]+/).filter((word) => word !== "");
}
