import { type Instant, Moment, Oid } from "@ldl/domain";
import { attributeOf, firstChild, type XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../../codes/namespaces.ts";
import type {
  ActePrincipal,
  ActeSecondaire,
  Consentement,
  DocumentRemplace,
  Executant,
  IdentifiantContexte,
  Prescription,
} from "../../header/contexte.ts";
import { asWritten } from "../datatypes/as-written.ts";
import { hl7Child, hl7Children, hl7Path } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import { readHeaderCode, requireHeaderCode } from "../datatypes/read-code.ts";
import { readDocumentId, readIdentifier, readLocalIdentifier } from "../datatypes/read-identifier.ts";
import { readTimeSpan } from "../datatypes/read-time.ts";
import type { ReadContext } from "../read-context.ts";
import { readProfessionnel } from "./read-professionnel.ts";

/**
 * Reads the identifiers of an act or of a stay.
 *
 * @param parent - Element with `id`.
 * @param context - Where what is wrong is reported.
 * @returns A member `ids`, or nothing.
 * @internal
 */
export function readContextIds(
  parent: XmlElement | undefined,
  context: ReadContext,
): { readonly ids?: readonly IdentifiantContexte[] } {
  const ids = hl7Children(parent, "id").flatMap((element) => {
    const { root, extension } = readIdentifier(element);
    if (root === undefined) return [];
    const racine = asWritten(Oid, root, context, () => context.report("LDL-R-ID-OID", element));
    return [{ racine, ...present({ valeur: extension }) }];
  });
  return present({ ids: some(ids) });
}

function readExecutant(performer: XmlElement, context: ReadContext): Executant {
  const span = readTimeSpan(hl7Child(performer, "time"), context);
  const date: Moment | undefined = span.value ?? span.high ?? span.low;
  const fonction = readHeaderCode(hl7Child(performer, "functionCode"), context);
  return {
    ...present({ date, fonction }),
    professionnel: readProfessionnel(hl7Child(performer, "assignedEntity"), performer, context),
  };
}

/** What a main act and a further one have in common. */
type ActParts = Omit<ActeSecondaire, "code">;

function readAct(event: XmlElement, context: ReadContext): ActParts {
  const time = hl7Child(event, "effectiveTime");
  const span = readTimeSpan(time, context);
  const debut = span.low ?? span.value;
  const statusElement = firstChild(event, "statusCode", NAMESPACES.lab);
  const status = statusElement === undefined ? undefined : attributeOf(statusElement, "code");
  const statut = status === "completed" || status === "active" ? status : undefined;
  if (statusElement !== undefined && statut === undefined) context.report("LDL-R-CODE", statusElement);
  const performer = hl7Child(event, "performer");
  return {
    ...readContextIds(event, context),
    ...present({ statut, debut }),
    ...present({ fin: span.high }),
    ...(performer === undefined ? {} : { executant: readExecutant(performer, context) }),
  };
}

/** The two kinds of acts of a header. */
export interface ReadActs {
  readonly acte: ActePrincipal;
  readonly actesSecondaires: readonly ActeSecondaire[];
}

/**
 * Reads the acts that the document reports on.
 *
 * @param document - `ClinicalDocument`.
 * @param otherwise - Start of the main act when the document gives none.
 * @param context - Where what is wrong is reported.
 * @returns The main act, with empty parts for what is due and absent, and the others.
 * @internal
 */
export function readActs(document: XmlElement, otherwise: Instant, context: ReadContext): ReadActs {
  const [main, ...others] = hl7Children(document, "documentationOf").flatMap(
    (element) => hl7Child(element, "serviceEvent") ?? [],
  );
  const at = main ?? document;
  if (main === undefined) context.report("LDL-R-ABSENT", document, "documentationOf/serviceEvent");
  const parts = main === undefined ? {} : readAct(main, context);
  const code = readHeaderCode(hl7Child(main, "code"), context);
  if (parts.debut === undefined) context.report("LDL-R-DEFAULT", at, "effectiveTime/low");
  return {
    acte: {
      ...parts,
      ...present({ code }),
      debut: parts.debut ?? Moment.parse(otherwise),
      executant: parts.executant ?? { professionnel: readProfessionnel(undefined, at, context) },
    },
    actesSecondaires: others.map((event) => ({
      ...readAct(event, context),
      code: requireHeaderCode(hl7Child(event, "code"), event, "code", context),
    })),
  };
}

/**
 * Reads the version that the document replaces.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The replaced version, if any.
 * @internal
 */
export function readReplaced(document: XmlElement, context: ReadContext): DocumentRemplace | undefined {
  for (const related of hl7Children(document, "relatedDocument")) {
    if (attributeOf(related, "typeCode") !== "RPLC") {
      context.report("LDL-R-RELATED", related);
      continue;
    }
    const id = readDocumentId(hl7Path(related, "parentDocument", "id"), context);
    const versionElement = hl7Path(related, "parentDocument", "versionNumber");
    const version = Number(versionElement === undefined ? Number.NaN : attributeOf(versionElement, "value"));
    if (id !== undefined) return { id, ...(Number.isInteger(version) ? { version } : {}) };
    context.report("LDL-R-ABSENT", related, "parentDocument/id");
  }
  return undefined;
}

/**
 * Reads the orders that the document answers.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The orders, in order.
 * @internal
 */
export function readPrescriptions(document: XmlElement, context: ReadContext): readonly Prescription[] {
  return hl7Children(document, "inFulfillmentOf").flatMap((element) => {
    const order = hl7Child(element, "order");
    const idElement = hl7Child(order, "id");
    const id = idElement === undefined ? undefined : readLocalIdentifier(idElement, context);
    if (order === undefined || id === undefined) return [];
    const code = readHeaderCode(hl7Child(order, "code"), context);
    const accessionElement = firstChild(order, "accessionNumber", NAMESPACES.ps3);
    const accession = accessionElement === undefined ? undefined : readLocalIdentifier(accessionElement, context);
    return [{ id, ...present({ code }), ...present({ accession }) }];
  });
}

/**
 * Reads the consents.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The consents, in order.
 * @internal
 */
export function readConsentements(document: XmlElement, context: ReadContext): readonly Consentement[] {
  return hl7Children(document, "authorization").flatMap((element) => {
    const consent = hl7Child(element, "consent");
    if (consent === undefined) return [];
    const ids = hl7Children(consent, "id").flatMap((id) => readLocalIdentifier(id, context) ?? []);
    const code = requireHeaderCode(hl7Child(consent, "code"), consent, "code", context);
    return [{ ...present({ ids: some(ids) }), code }];
  });
}
