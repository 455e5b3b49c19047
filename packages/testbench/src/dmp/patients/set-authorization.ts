import { childElements, textContent, type XmlElement, type XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import { SoapFault } from "../soap/soap-fault.ts";
import {
  checkOpen,
  checkRights,
  holderOf,
  type TransactionContext,
  type TransactionResult,
} from "../transaction-context.ts";

function textOf(body: XmlElement, name: string): string | undefined {
  const [found] = childElements(body, name, NS.habilitations);
  return found === undefined ? undefined : textContent(found).trim();
}

interface Wish {
  readonly action: "AJOUT" | "SUPPRESSION";
  readonly medecinTraitant: boolean;
}

function readWish(body: XmlElement): Wish {
  const action = textOf(body, "action");
  const role = textOf(body, "role");
  if ((action !== "AJOUT" && action !== "SUPPRESSION") || (role !== undefined && role !== "MEDECIN_TRAITANT")) {
    throw new SoapFault({ code: "Sender", reason: "TD0.3 : action ou rôle inconnu", rule: "LDL-DMP-TD03" });
  }
  return { action, medecinTraitant: role === "MEDECIN_TRAITANT" };
}

function writeOutput(xml: XmlWriter, status: string, context: string): void {
  xml.start("setAuthorizationResponse", { xmlns: NS.habilitations }).start("output");
  xml.element("status", {}, status).element("context", {}, context).end().end();
}

/**
 * TD0.3: the caller declares that the patient authorizes him, withdraws, or is or is no longer the attending physician.
 *
 * @remarks DMP WSDL annex and sample messages (TD0.3): declaring twice is no error.
 */
export async function setAuthorization(context: TransactionContext): Promise<TransactionResult> {
  checkRights(context, "TD0.3");
  checkOpen(context);
  const { caller, store, request, answerAction: action } = context;
  const wish = readWish(request.body);
  const ins = caller?.patient?.matricule ?? "";
  const holder = caller === undefined ? "" : holderOf(caller);
  const write = (xml: XmlWriter): void => writeOutput(xml, "DMPOk", "");
  if (store.patient(ins) === undefined) {
    const unknown = (xml: XmlWriter): void => writeOutput(xml, "DMPNotFound", "aucun DMP pour ce patient");
    return { answer: { action, write: unknown }, status: "Failure" };
  }
  const before = store.authorization(ins, holder);
  const wasTreating = before?.medecinTraitant ?? false;
  const added = wish.action === "AJOUT";
  const withdrawn = !added && !wish.medecinTraitant;
  const medecinTraitant = wish.medecinTraitant ? added : wasTreating && !withdrawn;
  await store.commit({
    authorizations: [{ ins, holder, status: withdrawn ? "NON_EXISTE" : "VALIDE", medecinTraitant }],
  });
  return { answer: { action, write }, status: "Success" };
}
