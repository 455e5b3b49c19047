/**
 * Documents read, written and canonicalized per second of CPU, beside the libraries that do the same work. The document is
 * made here: narrative table and coded entries of a biology report, about 190 kB. It measures the built package: run it by
 * `npm run bench -- xml`, which builds first.
 */

import { canonicalize, createXmlWriter, parseXml, serializeXml } from "@ldl/xml";
import { DOMParser } from "@xmldom/xmldom";
import { XMLParser } from "fast-xml-parser";
import { XmlDocument } from "libxml2-wasm";
import { SaxesParser } from "saxes";
import { ExclusiveCanonicalization } from "xml-crypto";
import { create } from "xmlbuilder2";

const ANALYTES = 300;
const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** The calls that make the document, against any writer. */
interface Sink {
  start(name: string, attributes?: Record<string, string>): void;
  leaf(name: string, attributes: Record<string, string>, text?: string): void;
  end(): void;
}

function fill(sink: Sink): void {
  sink.start("ClinicalDocument", { xmlns: "urn:hl7-org:v3", "xmlns:xsi": XSI });
  for (let rank = 0; rank < ANALYTES; rank += 1) {
    sink.start("tr", { ID: `analyse-${rank}` });
    for (const text of [
      "Potassium sérique & plasmatique",
      "4,1",
      "mmol/L",
      "3,5 à 5,1",
      "Normal",
      "3,9 (12/02/2024)",
    ]) {
      sink.leaf("td", {}, text);
    }
    sink.end();
    sink.start("entry", { typeCode: "DRIV" });
    sink.start("observation", { classCode: "OBS", moodCode: "EVN" });
    sink.leaf("templateId", { root: "1.3.6.1.4.1.19376.1.3.1.6" });
    sink.leaf("id", { root: "2.25.33497204212217", extension: String(rank) });
    sink.leaf("code", { code: "2823-3", codeSystem: "2.16.840.1.113883.6.1", displayName: "Potassium [Moles/volume]" });
    sink.leaf("statusCode", { code: "completed" });
    sink.leaf("effectiveTime", { value: "20240219093000+0100" });
    sink.leaf("value", { "xsi:type": "PQ", value: "4.1", unit: "mmol/L" });
    sink.leaf("interpretationCode", { code: "N", codeSystem: "2.16.840.1.113883.5.83" });
    sink.end();
    sink.end();
  }
  sink.end();
}

function writeOurs(): Uint8Array {
  const writer = createXmlWriter();
  fill({
    start: (name, attributes) => writer.start(name, attributes),
    leaf: (name, attributes, text) => writer.element(name, attributes, text),
    end: () => writer.end(),
  });
  return writer.finish();
}

function writeWithXmlbuilder2(): Buffer {
  let current = create({ version: "1.0", encoding: "UTF-8" });
  const start = (name: string, { xmlns, "xmlns:xsi": _, "xsi:type": type, ...others }: Record<string, string>) => {
    const element = xmlns === undefined ? current.ele(name, others) : current.ele(xmlns, name, others);
    return type === undefined ? element : element.att(XSI, "xsi:type", type);
  };
  fill({
    start: (name, attributes = {}) => {
      current = start(name, attributes);
    },
    leaf: (name, attributes, text) => {
      const element = start(name, attributes);
      if (text !== undefined) element.txt(text);
    },
    end: () => {
      current = current.up();
    },
  });
  return Buffer.from(current.doc().end({ wellFormed: true }));
}

const bytes = writeOurs();
const text = Buffer.from(bytes).toString();

function parseWithSaxes(): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", () => undefined);
  parser.on("text", () => undefined);
  parser.write(Buffer.from(bytes).toString()).close();
}

function measure(name: string, work: () => unknown): number {
  for (let warm = 0; warm < 5; warm += 1) work();
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = process.cpuUsage();
    let runs = 0;
    for (const end = performance.now() + 400; performance.now() < end; runs += 1) work();
    const { user, system } = process.cpuUsage(before);
    rates.push((runs * 1_000_000) / (user + system));
  }
  const [, , median = 0] = rates.sort((one, other) => one - other);
  console.log(`${name.padEnd(52)} ${median.toFixed(0).padStart(6)} per CPU s`);
  return median;
}

function compare(ours: number, peers: Readonly<Record<string, number>>): void {
  const ratios = Object.entries(peers).map(([name, rate]) => `${name} ${(ours / rate).toFixed(1)}`);
  console.log(`  ratio to: ${ratios.join(", ")}\n`);
}

console.log(`document of ${bytes.length} bytes, Node ${process.version}\n`);

compare(
  measure("read: parseXml, lossless tree with positions", () => parseXml(bytes)),
  {
    saxes: measure("read: saxes, events only, no tree", parseWithSaxes),
    "libxml2-wasm": measure("read: libxml2-wasm, its own tree, not converted", () => {
      const document = XmlDocument.fromBuffer(bytes);
      document.dispose();
    }),
    "fast-xml-parser": measure("read: fast-xml-parser, order kept", () =>
      new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: false }).parse(
        text,
      ),
    ),
    xmldom: measure("read: @xmldom/xmldom", () => new DOMParser().parseFromString(text, "text/xml")),
  },
);
compare(measure("write: createXmlWriter", writeOurs), {
  xmlbuilder2: measure("write: xmlbuilder2", writeWithXmlbuilder2),
});
const tree = parseXml(bytes);
measure("write: serializeXml of a tree", () => serializeXml(tree));
const ours = measure("c14n: canonicalize", () => canonicalize(tree.root));
// xmldom and the DOM of TypeScript differ in what xml-crypto does not use.
const dom = new DOMParser().parseFromString(text, "text/xml").documentElement;
compare(ours, {
  "xml-crypto": measure("c14n: xml-crypto on xmldom", () => new ExclusiveCanonicalization().process(dom, {})),
});
