import { childElements, firstChild, textContent, type XmlElement, type XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import type { StoredEntry } from "../store/stored-objects.ts";
import {
  checkAuthorized,
  checkOpen,
  checkRights,
  type TransactionContext,
  type TransactionResult,
} from "../transaction-context.ts";
import { type RegistryError, RegistryFailure, type ResponseStatus, writeRegistryResponse } from "./registry-error.ts";
import { isDeleted, isVisible } from "./visibility.ts";

interface Wanted {
  readonly repositoryUniqueId: string;
  readonly uniqueId: string;
}

const ORDER = /^(?:HomeCommunityId )?RepositoryUniqueId DocumentUniqueId$/;

function readWanted(request: XmlElement): readonly Wanted[] {
  const wanted = childElements(request, "DocumentRequest", NS.xdsb).map((element) => {
    const text = (name: string): string => textContent(firstChild(element, name, NS.xdsb) ?? element).trim();
    const order = childElements(element).map(({ localName }) => localName);
    if (!ORDER.test(order.join(" "))) {
      const context = "DocumentRequest : RepositoryUniqueId puis DocumentUniqueId attendus";
      throw new RegistryFailure([{ code: "XDSRepositoryError", context, rule: "LDL-DMP-RETRIEVE" }]);
    }
    return { repositoryUniqueId: text("RepositoryUniqueId"), uniqueId: text("DocumentUniqueId") };
  });
  if (wanted.length > 0) return wanted;
  throw new RegistryFailure([
    { code: "XDSRepositoryError", context: "DocumentRequest attendu", rule: "LDL-DMP-RETRIEVE" },
  ]);
}

type Outcome = { readonly wanted: Wanted } & ({ readonly stored: StoredEntry } | { readonly error: RegistryError });

function findDocument(wanted: Wanted, context: TransactionContext): Outcome {
  const { store, settings } = context;
  if (wanted.repositoryUniqueId !== settings.repositoryUniqueId) {
    const error = {
      code: "XDSUnknownRepositoryId",
      context: wanted.repositoryUniqueId,
      rule: "LDL-DMP-RETRIEVE-REPOSITORY",
    };
    return { wanted, error };
  }
  const stored = store
    .entriesOf(wanted.uniqueId)
    .findLast((candidate) => isVisible(candidate, context) && !isDeleted(candidate));
  if (stored !== undefined) return { wanted, stored };
  const error = { code: "XDSDocumentUniqueIdError", context: wanted.uniqueId, rule: "LDL-DMP-RETRIEVE-UNKNOWN" };
  return { wanted, error: { ...error, location: wanted.uniqueId } };
}

function errorsOf(outcomes: readonly Outcome[], { fault }: TransactionContext): readonly RegistryError[] {
  const injected =
    fault?.kind === "partialSuccess"
      ? [{ code: fault.code ?? "XDSRepositoryError", context: "réponse partielle", rule: "LDL-DMP-INJECTED" }]
      : [];
  return [...outcomes.flatMap((outcome) => ("error" in outcome ? [outcome.error] : [])), ...injected];
}

function writeDocument(xml: XmlWriter, { entry }: StoredEntry, contentId: string): void {
  xml.start("xdsb:DocumentResponse");
  xml.element("xdsb:RepositoryUniqueId", {}, entry.repositoryUniqueId);
  xml.element("xdsb:DocumentUniqueId", {}, entry.uniqueId);
  xml.element("xdsb:mimeType", {}, entry.mimeType).start("xdsb:Document");
  xml
    .element("xop:Include", { "xmlns:xop": NS.xop, href: `cid:${encodeURIComponent(contentId)}` })
    .end()
    .end();
}

/** TD3.2: Retrieve Document Set. @remarks IHE ITI TF-2 §3.43. Content-ID as those of the DMP samples: with a URN inside. */
export function retrieve(context: TransactionContext): TransactionResult {
  checkRights(context, "TD3.2");
  checkOpen(context);
  checkAuthorized(context);
  const outcomes = readWanted(context.request.body).map((wanted) => findDocument(wanted, context));
  const errors = errorsOf(outcomes, context);
  const found = outcomes.flatMap((outcome) => ("stored" in outcome ? [outcome.stored] : []));
  if (found.length === 0) throw new RegistryFailure(errors);
  const status: ResponseStatus = errors.length === 0 ? "Success" : "PartialSuccess";
  const contentIds = found.map((_stored, index) => `${context.settings.newId()}-${index + 1}@urn:ihe:iti:xds-b:2007`);
  const write = (xml: XmlWriter): void => {
    xml.start("xdsb:RetrieveDocumentSetResponse", { "xmlns:xdsb": NS.xdsb });
    writeRegistryResponse(xml, status, errors);
    for (const [index, stored] of found.entries()) writeDocument(xml, stored, contentIds[index] ?? "");
    xml.end();
  };
  const attachments = found.map(({ entry, sha1 }, index) => ({
    contentId: contentIds[index] ?? "",
    mimeType: entry.mimeType ?? "application/octet-stream",
    file: context.store.fileOf(sha1),
  }));
  return { answer: { action: context.answerAction, write, attachments }, status, errors };
}
