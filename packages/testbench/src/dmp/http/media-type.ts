/** A media type and its parameters, names in lower case. */
export interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const PARAMETER = /;\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))\s*/gy;

/** Reads a `Content-Type` (RFC 9110 §8.3.1); `undefined` when it is none. */
export function parseMediaType(text: string | undefined): MediaType | undefined {
  const [head] = /^\s*[^\s;/]+\/[^\s;]+\s*/.exec(text ?? "") ?? [];
  if (text === undefined || head === undefined) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = head.length;
  for (let match = PARAMETER.exec(text); match !== null; match = PARAMETER.exec(text)) {
    const [all, name = "", quoted, token] = match;
    parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, "$1") ?? token ?? "");
    PARAMETER.lastIndex = match.index + all.length;
  }
  return { type: head.trim().toLowerCase(), parameters };
}
