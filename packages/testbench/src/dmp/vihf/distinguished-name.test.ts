import { describe, expect, it } from "vitest";
import { sameName } from "./distinguished-name.ts";

const NODE = "C=FR\nST=Etranger (99)\nO=CENTRE, TEST\nOU=1990000002\nCN=CH-TEST";

describe("sameName", () => {
  it.each([
    ["RFC 2253", "CN=CH-TEST,OU=1990000002,O=CENTRE\\, TEST,ST=Etranger (99),C=FR", true],
    ["quoted", 'CN=CH-TEST,OU=1990000002,O="CENTRE, TEST",ST=Etranger (99),C=FR', true],
    ["the other order, with spaces", "C=FR, ST=Etranger (99), O=CENTRE\\, TEST, OU=1990000002, CN=CH-TEST", true],
    ["S for ST", "CN=CH-TEST,OU=1990000002,O=CENTRE\\, TEST,S=Etranger (99),C=FR", true],
    ["numbers for types", "2.5.4.3=CH-TEST,2.5.4.11=1990000002,2.5.4.10=CENTRE\\2C TEST,ST=Etranger (99),C=FR", true],
    ["hexadecimal for a value", "CN=#130743482d54455354,OU=1990000002,O=CENTRE\\, TEST,ST=Etranger (99),C=FR", true],
    ["one attribute less", "CN=CH-TEST,OU=1990000002,O=CENTRE\\, TEST,C=FR", false],
    ["another value", "CN=CH-AUTRE,OU=1990000002,O=CENTRE\\, TEST,ST=Etranger (99),C=FR", false],
    ["another order", "OU=1990000002,CN=CH-TEST,O=CENTRE\\, TEST,ST=Etranger (99),C=FR", false],
    ["nothing", "", false],
  ])("%s", (_what, text, same) => {
    expect(sameName(text, NODE.replace("CENTRE, TEST", "CENTRE\\, TEST"))).toBe(same);
  });
});
