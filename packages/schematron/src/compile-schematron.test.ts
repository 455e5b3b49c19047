import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseXml } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import { part, ruleFolder, schema } from "../test/support/rule-files.ts";
import { type CompileSchematronOptions, compileSchematron } from "./compile-schematron.ts";
import type { SchematronError } from "./errors/schematron-error.ts";
import type { SchematronResult } from "./run/result.ts";

type Files = Readonly<Record<string, string>>;

/** Runs the schema `rules.sch` of some files on a document. */
function run(files: Files, xml: string, options: Partial<CompileSchematronOptions> = {}): SchematronResult {
  return compileSchematron({ entry: "rules.sch", baseFolder: ruleFolder(files), ...options }).run(parseXml(xml));
}

/** Messages found by one pattern of rules. */
function messages(content: string, xml: string): readonly string[] {
  return run({ "rules.sch": schema(content) }, xml).findings.map(({ message }) => message);
}

/** The error of opening a schema. */
function opening(files: Files, options: Partial<CompileSchematronOptions> = {}): SchematronError {
  const baseFolder = ruleFolder(files);
  let thrown: unknown;
  try {
    compileSchematron({ entry: "rules.sch", baseFolder, ...options });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ name: "SchematronError" });
  return thrown as SchematronError;
}

/** Files of a cache. */
function cacheEntries(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => path.join(folder, name));
}

describe("findings", () => {
  it("say where, what, how severe and where the check is written", () => {
    const content = `<pattern id="p"><rule context="t:b">
<assert id="b-1" role="warning" flag="f" see="https://example.org" test="@k">
  <name/> needs <!-- note --> k, has "<value-of select="@*"/>" at <name path=".."/> <emph>now</emph>
</assert>
</rule></pattern>`;
    const xml = '<t:a xmlns:t="urn:t"><t:b k="1"/>\n  <t:b x="2" y="3"/></t:a>';
    const { findings, firedRules, errors } = run({ "rules.sch": schema(content) }, xml);
    expect(firedRules).toBe(2);
    expect(errors).toEqual([]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      kind: "assert",
      id: "b-1",
      role: "warning",
      flag: "f",
      see: "https://example.org",
      pattern: "p",
      context: "t:b",
      test: "@k",
      location: "/t:a[1]/t:b[2]",
      message: 't:b needs k, has "2 3" at t:a now',
      element: { line: 2, column: 3 },
      source: { file: "rules.sch", line: 4 },
    });
  });

  it("come by pattern, then in document order", () => {
    const content = `<pattern><rule context="b"><assert test="false()">1<value-of select="@n"/></assert></rule></pattern>
<pattern><rule context="*"><report test="true()">2<value-of select="@n"/></report></rule></pattern>`;
    expect(messages(content, '<b n="x"><b n="y"/></b>')).toEqual(["1x", "1y", "2x", "2y"]);
  });

  it("stand at the root element when the rule is about the document", () => {
    const content = '<pattern><rule context="/"><assert test="b">m</assert></rule></pattern>';
    const { findings } = run({ "rules.sch": schema(content) }, "<!-- c --><a/>");
    expect(findings[0]).toMatchObject({ location: "/", element: { name: "a" } });
  });
});

describe("rules", () => {
  it("apply the first that matches, in each pattern", () => {
    const content = `<pattern><rule context="a[@k]"><report test="true()">one</report></rule>
<rule context="a"><report test="true()">two</report></rule></pattern>`;
    expect(messages(content, '<a><a k="1"/></a>')).toEqual(["two", "one"]);
  });

  it("that never match leave the count at 0, which is not a pass", () => {
    const content = '<pattern><rule context="zz"><assert test="false()">m</assert></rule></pattern>';
    expect(run({ "rules.sch": schema(content) }, "<a/>")).toEqual({
      findings: [],
      firedRules: 0,
      errors: [],
      missingDocuments: [],
    });
  });

  it("extend abstract rules, nested, in order, variables included", () => {
    const content = `<pattern>
<rule abstract="true" id="base"><let name="n" value="@n"/><report test="true()">base <value-of select="$n"/></report></rule>
<rule abstract="true" id="more"><extends rule="base"/><report test="$n = '1'">more</report></rule>
<rule context="a"><extends rule="more"/><report test="true()">own <value-of select="$n"/></report></rule></pattern>`;
    expect(messages(content, '<a n="1"/>')).toEqual(["base 1", "more", "own 1"]);
  });

  it("prefer the abstract rule of their own pattern", () => {
    const content = `<pattern><rule abstract="true" id="r"><report test="true()">far</report></rule></pattern>
<pattern><rule abstract="true" id="r"><report test="true()">near</report></rule><rule context="a"><extends rule="r"/></rule></pattern>
<pattern><rule context="a"><extends rule="r"/></rule></pattern>`;
    expect(messages(content, "<a/>")).toEqual(["near", "far", "near"]);
  });
});

describe("variables", () => {
  it("of a pattern can be read from every pattern, whatever the order", () => {
    const content = `<let name="first" value="concat($second, '1')"/>
<pattern><rule context="a"><report test="true()"><value-of select="$first"/></report></rule></pattern>
<pattern><let name=" second " value="'s'"/></pattern>`;
    expect(messages(content, "<a/>")).toEqual(["s1"]);
  });

  it("of a rule follow one another and hide those outside", () => {
    const content = `<let name="v" value="'outer'"/>
<pattern><rule context="a"><let name="w" value="$v"/><let name="v" value="concat($v, '+')"/><let name="x" value="$v"/>
<report test="true()"><value-of select="($w, $v, $x)"/></report></rule></pattern>`;
    expect(messages(content, "<a/>")).toEqual(["outer outer+ outer+"]);
  });

  it("hold sequences of nodes", () => {
    const content = `<pattern><rule context="a"><let name="bs" value="b"/>
<report test="count($bs) = 2 and $bs/@k = '2'"><value-of select="$bs[@k = '2']/@k"/></report></rule></pattern>`;
    expect(messages(content, '<a><b k="1"/><b k="2"/></a>')).toEqual(["2"]);
  });
});

describe("abstract patterns", () => {
  const abstract = `<pattern abstract="true" id="needs"><let name="unchanged" value="'$item'"/>
<rule context="$place"><assert test="$item">$place needs <value-of select="'$item'"/>, <value-of select="$unchanged"/></assert></rule></pattern>`;

  it("are instantiated by replacing text, but in the variables", () => {
    const content = `${abstract}
<pattern is-a="needs" id="i"><param name="place" value="a/b"/><param name="item" value="@k"/></pattern>`;
    expect(messages(content, "<a><b/></a>")).toEqual(["a/b needs @k, $item"]);
  });

  it("replace one parameter after the other", () => {
    const content = `<pattern abstract="true" id="p"><rule context="a"><report test="true()">$x</report></rule></pattern>
<pattern is-a="p"><param name="x" value="$y"/><param name="y" value="z"/></pattern>`;
    expect(messages(content, "<a/>")).toEqual(["z"]);
  });

  it("must be declared, once", () => {
    expect(opening({ "rules.sch": schema('<pattern is-a="none"/>') })).toMatchObject({ code: "SCHEMA_INVALID" });
    expect(opening({ "rules.sch": schema(`${abstract}${abstract}<pattern is-a="needs"/>`) }).message).toContain(
      "twice",
    );
  });
});

describe("phases", () => {
  const content = `<phase id="one"><active pattern="p1"/><active pattern="ghost"/></phase>
<pattern id="p1"><rule context="a"><report test="true()">one</report></rule></pattern>
<pattern id="p2"><rule context="a"><report test="true()">two</report></rule></pattern>`;

  it("activate their patterns only, and list those that do not exist", () => {
    const baseFolder = ruleFolder({ "rules.sch": schema(content, 'defaultPhase="one"') });
    const rules = compileSchematron({ entry: "rules.sch", baseFolder });
    expect(rules.run(parseXml("<a/>")).findings.map(({ message }) => message)).toEqual(["one"]);
    expect(rules.info).toMatchObject({ undeclaredPatterns: ["ghost"], patternCount: 1, ruleCount: 1 });
  });

  it("can be chosen", () => {
    const files = { "rules.sch": schema(content, 'defaultPhase="one"') };
    expect(run(files, "<a/>", { phase: "#ALL" }).findings).toHaveLength(2);
    expect(opening(files, { phase: "none" }).message).toContain('the phase "none" is declared nowhere');
  });
});

describe("includes", () => {
  it("are relative to the file that includes, and keep their place", () => {
    const files = {
      "rules.sch": schema('<include href="parts/p.sch"/>'),
      "parts/p.sch": part('<pattern><include href="deep/r.sch"/></pattern>'),
      "parts/deep/r.sch": part('<rule context="a"><assert\n test="false()">m</assert></rule>'),
    };
    const [finding] = run(files, "<a/>").findings;
    expect(finding?.source).toEqual({ file: "parts/deep/r.sch", line: 1 });
  });

  it("may separate folders with a backslash and encode characters", () => {
    const files = {
      "rules.sch": schema('<include href="sub\\a%20b.sch"/>'),
      "sub/a b.sch": part('<pattern><rule context="a"><report test="true()">m</report></rule></pattern>'),
    };
    expect(run(files, "<a/>").findings).toHaveLength(1);
  });

  it("must exist, unless the caller accepts their absence, which is told", () => {
    const files = { "rules.sch": schema('<include href="no.sch"/>') };
    expect(opening(files)).toMatchObject({ code: "FILE_MISSING", place: { file: "rules.sch", line: 3 } });
    const baseFolder = ruleFolder(files);
    const rules = compileSchematron({
      entry: "rules.sch",
      baseFolder,
      toleratesMissingInclude: (name) => name === "no.sch",
    });
    expect(rules.info.missingIncludes).toEqual(["no.sch"]);
  });

  it("may not go round in circles", () => {
    const files = {
      "rules.sch": schema('<include href="p.sch"/>'),
      "p.sch": part('<pattern><include href="p.sch"/></pattern>'),
    };
    expect(opening(files)).toMatchObject({ code: "SCHEMA_INVALID" });
  });
});

describe("paths", () => {
  it.each([
    "../secret.sch",
    "a/../../secret.sch",
    "%2e%2e/secret.sch",
    "..\\secret.sch",
    "/etc/passwd",
    "file:///etc/passwd",
  ])("never leave the base folder: %s", (href) => {
    const error = opening({ "rules.sch": schema(`<include href="${href}"/>`) });
    expect(["PATH_OUTSIDE", "FILE_MISSING"]).toContain(error.code);
  });

  it("never leave it by a link", () => {
    const outside = ruleFolder({ "p.sch": part("<pattern/>") });
    const baseFolder = ruleFolder({ "rules.sch": schema('<include href="link/p.sch"/>') });
    symlinkSync(outside, path.join(baseFolder, "link"));
    expect(() => compileSchematron({ entry: "rules.sch", baseFolder })).toThrow("leaves the base folder");
  });

  it("never leave it by what the caller resolves", () => {
    const files = { "rules.sch": schema("") };
    expect(opening(files, { resolveFile: () => "/etc/passwd" })).toMatchObject({ code: "PATH_OUTSIDE" });
  });

  it("can be resolved by the caller, to another file or to a content", () => {
    const files = {
      "rules.sch": schema('<include href="A.SCH"/><include href="made.sch"/>'),
      "a.sch": part('<pattern><rule context="a"><report test="true()">file</report></rule></pattern>'),
    };
    const made = part('<pattern><rule context="a"><report test="true()">made</report></rule></pattern>');
    const resolveFile = (file: string): string | Uint8Array =>
      file.endsWith("made.sch") ? Buffer.from(made) : file.replace("A.SCH", "a.sch");
    expect(run(files, "<a/>", { resolveFile }).findings.map(({ message }) => message)).toEqual(["file", "made"]);
  });
});

describe("documents named by rules", () => {
  const codes =
    '<s:set xmlns:s="urn:s"><s:c code="A" system="1"/><s:c code="B" system="2">text<!-- c -->more</s:c></s:set>';
  const rules = (test: string): Files => ({
    "sub/rules.sch": schema(
      `<ns prefix="s" uri="urn:s"/><pattern><rule context="a"><assert test="${test}">m</assert></rule></pattern>`,
    ),
    "sub/codes.xml": codes,
  });
  const holds = (test: string, xml = '<a code="B" system="2"/>'): boolean =>
    run(rules(test), xml, { entry: "sub/rules.sch" }).findings.length === 0;

  it.each([
    ["document('codes.xml')//s:c[@code = current()/@code]", true],
    ["document('codes.xml')//s:c[@code = 'B' and @system = '2']", true],
    ["document('codes.xml')//s:c[@code = 'B' and @system = '1']", false],
    ["document('codes.xml')//s:c[@code = 'B'][@system = ('1', '2')]", true],
    ["document('codes.xml')//*:c['A' = @code]", true],
    ["document('codes.xml')//c[@code = 'A']", false],
    ["doc('codes.xml')//s:c[text() = 'text']", true],
    ["doc('codes.xml')//s:c[text() = 'textmore']", false],
    ["doc('codes.xml')//s:c[@system = 2]", true],
    ["exists(doc('codes.xml')//s:c[@code = ()])", false],
    ["@code = doc('codes.xml')/s:set/s:c/@code", true],
    ["concat(@code, @system) = doc('codes.xml')//s:c/concat(@code, @system)", true],
    ["empty(document('no.xml'))", true],
    ["document('no.xml')//s:c[@code = 'A']", false],
    ["document(('no.xml', 'codes.xml'))//s:c[@code = 'A']", true],
    ["doc-available('codes.xml') and not(doc-available('no.xml')) and not(doc-available(()))", true],
    ["count(document(('codes.xml', 'codes.xml'))) = 1", true],
  ])("%s is %s", (test, expected) => expect(holds(test)).toBe(expected));

  it("are an error of doc() when they do not exist", () => {
    for (const test of ["doc('no.xml')/x", "doc('no.xml')//s:c[@code = 'A']", "@code = doc('no.xml')//@code"]) {
      const { findings, errors } = run(rules(test), "<a code='B'/>", { entry: "sub/rules.sch" });
      expect(findings).toEqual([]);
      expect(errors).toMatchObject([{ code: "FODC0002", expression: test, location: "/a[1]", source: { line: 3 } }]);
    }
  });

  it("are told when they do not exist, at each run", () => {
    const baseFolder = ruleFolder(
      rules("@code = document('no.xml')//@code or document('../other.xml')//s:c[@code = 'A']"),
    );
    const opened = compileSchematron({ entry: "sub/rules.sch", baseFolder });
    for (const xml of ["<a code='1'/>", "<a code='2'/>"]) {
      expect(opened.run(parseXml(xml)).missingDocuments).toEqual(["other.xml", "sub/no.xml"]);
    }
  });

  it("are an error when they are not XML, and not available", () => {
    const files = { ...rules("not(doc-available('bad.xml'))"), "sub/bad.xml": "<a>" };
    expect(run(files, "<a/>", { entry: "sub/rules.sch" })).toMatchObject({ findings: [], errors: [] });
    const read = { ...rules("doc('bad.xml')"), "sub/bad.xml": "<a>" };
    expect(run(read, "<a/>", { entry: "sub/rules.sch" }).errors).toMatchObject([{ code: "FODC0002" }]);
  });

  it("never lie outside the base folder", () => {
    const result = run(rules("doc('../../../etc/passwd')"), "<a/>", { entry: "sub/rules.sch" });
    expect(result.errors).toMatchObject([{ code: "FODC0002" }]);
  });
});

describe("errors of a run", () => {
  it("keep the other checks going", () => {
    const content = `<pattern><rule context="a"><assert test="@n + 1 = 2">one</assert><assert test="false()">two</assert></rule></pattern>`;
    const { findings, errors } = run({ "rules.sch": schema(content) }, '<a n="secret"/>');
    expect(findings.map(({ message }) => message)).toEqual(["two"]);
    expect(errors).toMatchObject([{ code: "FORG0001", expression: "@n + 1 = 2" }]);
    expect(JSON.stringify(errors)).not.toContain("secret");
  });

  it("in a context count as no match, and are told", () => {
    const content = `<pattern><rule context="a[@n = 1]"><assert test="false()">m</assert></rule></pattern>`;
    const { firedRules, errors } = run({ "rules.sch": schema(content) }, '<a n="x"/>');
    expect(firedRules).toBe(0);
    expect(errors).toMatchObject([{ code: "FORG0001", expression: "a[@n = 1]", source: { line: 3 } }]);
  });

  it("in a message are told", () => {
    const content = `<pattern><rule context="a"><assert test="false()"><value-of select="xs:integer(@n)"/></assert></rule></pattern>`;
    expect(run({ "rules.sch": schema(content) }, '<a n="x"/>').errors).toMatchObject([{ code: "FORG0001" }]);
  });
});

describe("a schema that cannot be opened", () => {
  const rule = (inside: string): Files => ({
    "rules.sch": schema(`<pattern>\n<rule context="a">${inside}</rule></pattern>`),
  });

  it.each([
    ["a function it does not know", rule('<assert test="frobnicate(.)">m</assert>'), "XPST0017"],
    ["a wrong number of arguments", rule('<assert test="contains(@a)">m</assert>'), "XPST0017"],
    ["a type it does not know", rule('<assert test="@a castable as xs:gYear">m</assert>'), "XPST0051"],
    ["a prefix that is not declared", rule('<assert test="zz:b">m</assert>'), "XPST0081"],
    ["a variable that is not declared", rule('<assert test="$v">m</assert><let name="v" value="1"/>'), "XPST0008"],
    [
      "a variable of another rule",
      rule('<let name="v" value="1"/></rule><rule context="b"><assert test="$v">m</assert>'),
      "XPST0008",
    ],
    ["a syntax error", rule('<assert test="(a">m</assert>'), "XPST0003"],
    ["an error in a message", rule('<assert test="a"><value-of select="$no"/></assert>'), "XPST0008"],
    ["an error in a variable never read", rule('<let name="v" value="no()"/>'), "XPST0017"],
    [
      "a regular expression it does not know",
      rule(`<assert test="matches(@a, '\\p{IsGreek}')">m</assert>`),
      "FORX0002",
    ],
    [
      "a regular expression in a variable",
      rule(`<let name="r" value="'['"/><assert test="matches(@a, $r)">m</assert>`),
      "FORX0002",
    ],
    ["regular expression flags it does not know", rule(`<assert test="matches(@a, 'a', 'q')">m</assert>`), "FORX0001"],
    [
      "a context that is not a match pattern",
      { "rules.sch": schema('<pattern>\n<rule context="a/.."/></pattern>') },
      "XTSE0340",
    ],
  ])("tells the place of %s", (_title, files, xpathCode) => {
    const error = opening(files);
    expect(error.code).toBe("EXPRESSION_REFUSED");
    expect(error.place).toMatchObject({ file: "rules.sch", line: 4, xpathCode });
    expect(error.place.expression).not.toBe("");
    expect(error.message).toContain("rules.sch:4: ");
  });

  it("finds mistakes in abstract rules where they are used", () => {
    const content = `<pattern><rule abstract="true" id="r"><assert test="$v">m</assert></rule>
<rule context="a"><let name="v" value="1"/><extends rule="r"/></rule>
<rule context="b"><extends rule="r"/></rule></pattern>`;
    expect(opening({ "rules.sch": schema(content) }).place).toMatchObject({ line: 3, xpathCode: "XPST0008" });
  });

  it.each([
    ["another root element", "<a/>"],
    ["another query binding", '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt"/>'],
    ["keys of XSLT", schema('<key xmlns="http://www.w3.org/1999/XSL/Transform" name="k"/>')],
    ["diagnostics", schema("<diagnostics/>")],
    ["a rule without context", schema("<pattern><rule/></pattern>")],
    ["a check without test", schema('<pattern><rule context="a"><assert>m</assert></rule></pattern>')],
    ["an element it does not know in a rule", schema('<pattern><rule context="a"><b xmlns="urn:b"/></rule></pattern>')],
    [
      "an element it does not know in a message",
      schema('<pattern><rule context="a"><assert test="a"><b xmlns="urn:b"/></assert></rule></pattern>'),
    ],
    [
      "an abstract rule that does not exist",
      schema('<pattern><rule context="a"><extends rule="no"/></rule></pattern>'),
    ],
    [
      "an abstract rule that extends itself",
      schema(
        '<pattern><rule abstract="true" id="r"><extends rule="r"/></rule><rule context="a"><extends rule="r"/></rule></pattern>',
      ),
    ],
    ["two values of one variable", schema('<let name="v" value="1"/><pattern><let name="v" value="2"/></pattern>')],
    ["variables that read one another", schema('<let name="v" value="$w"/><let name="w" value="$v"/>')],
  ])("refuses %s", (_title, content) => {
    expect(opening({ "rules.sch": content })).toMatchObject({ code: "SCHEMA_INVALID" });
  });

  it("refuses what is not XML, or is not there", () => {
    expect(opening({ "rules.sch": "<schema>" })).toMatchObject({ code: "FILE_MALFORMED" });
    expect(opening({})).toMatchObject({ code: "FILE_MISSING", place: { file: "rules.sch" } });
    expect(() => compileSchematron({ entry: "rules.sch", baseFolder: "/no/such/folder" })).toThrow("does not exist");
  });
});

describe("the cache", () => {
  const files = {
    "rules.sch": schema('<include href="p.sch"/>'),
    "p.sch": part(`<pattern><rule context="a"><assert test="doc('c.xml')//c[@k = 'x']">one</assert></rule></pattern>`),
    "c.xml": '<r><c k="y"/></r>',
  };

  it("gives the same rules, until a file changes", () => {
    const baseFolder = ruleFolder(files);
    const options = { entry: "rules.sch", baseFolder, cacheFolder: path.join(baseFolder, "cache") };
    const open = (): ReturnType<typeof compileSchematron> => compileSchematron(options);
    const first = open();
    const before = first.run(parseXml("<a/>"));
    const second = open();
    expect([first.info.isFromCache, second.info.isFromCache]).toEqual([false, true]);
    expect(second.info).toEqual({ ...first.info, isFromCache: true });
    expect(JSON.stringify(second.run(parseXml("<a/>")).findings[0]?.source)).toBe(
      JSON.stringify(before.findings[0]?.source),
    );
    writeFileSync(path.join(baseFolder, "c.xml"), '<r><c k="x"/></r>');
    expect(open().run(parseXml("<a/>")).findings).toEqual([]);
    writeFileSync(path.join(baseFolder, "p.sch"), part("<pattern/>"));
    const changed = open();
    expect(changed.info).toMatchObject({ isFromCache: false, ruleCount: 0 });
    expect(changed.info.sha256).not.toBe(first.info.sha256);
  });

  it("is made again when it is damaged", () => {
    const baseFolder = ruleFolder(files);
    const cacheFolder = path.join(baseFolder, "cache");
    compileSchematron({ entry: "rules.sch", baseFolder, cacheFolder });
    for (const damage of ["", "{}", "abc\n{}"]) {
      const [entry] = cacheEntries(cacheFolder);
      if (entry === undefined) throw new RangeError("an entry was written");
      writeFileSync(entry, damage);
      expect(compileSchematron({ entry: "rules.sch", baseFolder, cacheFolder }).info.isFromCache).toBe(false);
    }
  });

  it("does without when the folder cannot be written", () => {
    const baseFolder = ruleFolder({ ...files, blocked: "a file where a folder is wanted" });
    const cacheFolder = path.join(baseFolder, "blocked");
    expect(compileSchematron({ entry: "rules.sch", baseFolder, cacheFolder }).info.isFromCache).toBe(false);
  });

  it("leaves no temporary file behind", () => {
    const baseFolder = ruleFolder(files);
    const cacheFolder = path.join(baseFolder, "cache");
    mkdirSync(cacheFolder);
    compileSchematron({ entry: "rules.sch", baseFolder, cacheFolder }).run(parseXml("<a/>"));
    expect(cacheEntries(cacheFolder).every((file) => file.endsWith(".json") && existsSync(file))).toBe(true);
  });
});
