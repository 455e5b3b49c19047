import { LdlError } from "@ldl/domain";
import { createXmlWriter, selectFirst, textContent, type XmlElement } from "@ldl/xml";
import type { ClientSettings } from "../client/client-options.ts";
import type { DmpContext } from "../client/dmp-context.ts";
import { exchange as call } from "../client/exchange.ts";
import { AnswerProblem } from "../soap/answer-problem.ts";

/** What to do with the caller's authorization. @public */
export interface AuthorizationChange {
  /** Declares the patient's consent to the caller, or ends it. */
  readonly action: "AJOUT" | "SUPPRESSION";
  /** As médecin traitant DMP. Default: as a professional. */
  readonly role?: "MEDECIN_TRAITANT";
}

/** Answer to a change of authorization. @public */
export interface AuthorizationResult {
  /** `DMPOk`. */
  readonly status: string;
  /** What the DMP says of it, for example that it was there already. */
  readonly contexte?: string;
}

const NAMESPACE = "urn:si-dmp-habilitations";

function writeRequest({ action, role }: AuthorizationChange): string {
  const xml = createXmlWriter({ declaration: false }).start("setAuthorization", { xmlns: NAMESPACE });
  xml.element("action", {}, action);
  if (role !== undefined) xml.element("role", {}, role);
  return Buffer.from(xml.end().finish()).toString("utf8");
}

function textAt(root: XmlElement, path: string): string | undefined {
  const found = selectFirst(root, path);
  return found === undefined ? undefined : textContent(found).trim();
}

/** Changes the caller's authorization (TD0.3). Doing it twice is the same as once. */
export async function setAuthorization(
  settings: ClientSettings,
  context: DmpContext,
  change: AuthorizationChange,
  signal?: AbortSignal,
): Promise<AuthorizationResult> {
  return call(settings, {
    transaction: "TD0.3",
    context,
    body: writeRequest(change),
    signal,
    read: ({ payload }, exchange) => {
      const status = textAt(payload, "output/status");
      if (status === undefined) throw new AnswerProblem("malformed", "no status of authorization");
      const contexte = textAt(payload, "output/context");
      if (status === "DMPOk") return { status, ...(contexte === undefined ? {} : { contexte }) };
      throw new LdlError("LDL_DMP_ACK_REFUSED", `${exchange.transaction} : refusé par le DMP (${status})`, {
        details: { exchange, dmpCode: status, ...(contexte === undefined ? {} : { text: contexte }) },
      });
    },
  });
}
