import type { XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import type { TransactionRow } from "../codes/transactions.ts";
import type { SoapAnswer } from "../soap/soap-answer.ts";
import { SoapFault } from "../soap/soap-fault.ts";
import { type RegistryError, STATUS_URNS, writeErrors, writeRegistryResponse } from "./registry-error.ts";

function writeQueryFailure(xml: XmlWriter, errors: readonly RegistryError[]): void {
  xml.start("query:AdhocQueryResponse", { "xmlns:query": NS.query, status: STATUS_URNS.Failure });
  writeErrors(xml, errors);
  xml.element("rim:RegistryObjectList", { "xmlns:rim": NS.rim }).end();
}

/** The answer of a transaction that failed, in the form of that transaction; a SOAP fault for those that have none. */
export function failedAnswer(
  { transaction, answer: action }: TransactionRow,
  errors: readonly RegistryError[],
): SoapAnswer {
  switch (transaction) {
    case "ITI-18":
      return { action, write: (xml) => writeQueryFailure(xml, errors) };
    case "ITI-43":
      return {
        action,
        attachments: [],
        write: (xml) => {
          xml.start("xdsb:RetrieveDocumentSetResponse", { "xmlns:xdsb": NS.xdsb });
          writeRegistryResponse(xml, "Failure", errors);
          xml.end();
        },
      };
    case "ITI-41":
    case "ITI-57":
      return { action, write: (xml) => writeRegistryResponse(xml, "Failure", errors) };
    case "TD0.2":
    case "TD0.3":
      throw new SoapFault({ code: "Receiver", reason: "Service indisponible", rule: errors[0]?.rule ?? "" });
  }
}
