import type { XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";

/** Namespaces of the subcodes that the server uses. */
const SUBCODE_PREFIXES = { soap: NS.soap, wsa: NS.wsa, wsse: NS.wsse } as const;

/** A SOAP 1.2 fault, as thrown by what checks a request. */
export interface SoapFaultInit {
  readonly code: "Sender" | "Receiver" | "VersionMismatch" | "MustUnderstand";
  /** Qualified name: `soap:DMP…` for the codes of the DMP, `wsse:…` and `wsa:…` for those of the standards. */
  readonly subcode?: string;
  readonly reason: string;
  /** Rule of the bench that was broken. */
  readonly rule: string;
}

/** Thrown to answer with a fault. */
export class SoapFault extends Error {
  override readonly name = "SoapFault";
  readonly init: SoapFaultInit;

  constructor(init: SoapFaultInit) {
    super(init.reason);
    this.init = init;
  }
}

/** Writes a fault into the open SOAP body (SOAP 1.2 part 1 §5.4). */
export function writeFault(xml: XmlWriter, { code, subcode, reason, rule }: SoapFaultInit): void {
  xml.start("soap:Fault").start("soap:Code").element("soap:Value", {}, `soap:${code}`);
  if (subcode !== undefined) {
    const prefix = subcode.split(":", 1)[0];
    const namespace = Object.entries(SUBCODE_PREFIXES).find(([name]) => name === prefix)?.[1];
    const declaration = prefix === "soap" ? {} : { [`xmlns:${prefix}`]: namespace };
    xml.start("soap:Subcode").element("soap:Value", declaration, subcode).end();
  }
  xml.end().start("soap:Reason").element("soap:Text", { "xml:lang": "fr" }, reason).end();
  xml.start("soap:Detail").element("rule", { xmlns: "urn:ldl:testbench" }, rule).end().end();
}
