import { describe, expect, it } from "vitest";
import { show } from "../../../test/support/evaluate.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["name(/t:a)", "string t:a"],
  ["local-name(/t:a/@n)", "string n"],
  ["namespace-uri(/t:a)", "string urn:t"],
  ["name(//@u:v)", "string u:v"],
  ["name(())", "string "],
  ["name((//t:b)[1] | (//t:b)[2])", "XPTY0004"],
  ["node-name(/t:a)", "QName t:a"],
  ["local-name(//comment()[1])", "XPTY0004"],
  ["name(//processing-instruction())", "string pi"],
  ["root(//t:c[1]) is /", "XPTY0004"],
  ["resolve-QName('t:x', /t:a) = QName('urn:t', 'x')", "boolean true"],
  ["resolve-QName('x', /t:a) = QName('', 'x')", "boolean true"],
  ["resolve-QName('zz:x', /t:a)", "FONS0004"],
  ["resolve-QName((), /t:a)", ""],
  ["resolve-QName('1x', /t:a)", "FOCA0002"],
  ["resolve-QName(//plain/@xsi:type, //plain) = QName('urn:t','T')", "boolean true"],
  ["local-name-from-QName(resolve-QName('t:x', /t:a))", "string x"],
  ["namespace-uri-from-QName(resolve-QName('t:x', /t:a))", "string urn:t"],
  ["prefix-from-QName(resolve-QName('x', /t:a))", ""],
  ["QName('urn:t', 'p:x') = QName('urn:t', 'x')", "boolean true"],
  ["QName('', 'p:x')", "FOCA0002"],
  ["QName('urn:t','x') = 'x'", "XPTY0004"],
  ["QName('urn:t','x') < QName('urn:t','y')", "XPTY0004"],
];

describe("functions on nodes and names", () => {
  it.each(CASES)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
});
