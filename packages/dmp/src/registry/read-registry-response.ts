import { type DmpErrorCategory, type DmpExchange, type DmpRegistryProblem, LdlError } from "@ldl/domain";
import { attributeOf, childElements, firstChild, type XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../codes/namespaces.ts";
import { categoryOf } from "../codes/xds-error-codes.ts";

/** What a registry or repository says of a request. */
export interface RegistryVerdict {
  readonly status: "success" | "partial" | "failure";
  readonly problems: readonly DmpRegistryProblem[];
}

const STATUSES: Readonly<Record<string, RegistryVerdict["status"]>> = {
  "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success": "success",
  "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure": "failure",
  "urn:ihe:iti:2007:ResponseStatusType:PartialSuccess": "partial",
};

function problemOf(element: XmlElement): DmpRegistryProblem {
  const context = attributeOf(element, "codeContext");
  const location = attributeOf(element, "location");
  return {
    code: attributeOf(element, "errorCode") ?? "",
    ...(context === undefined ? {} : { context }),
    ...(location === undefined || location === "" ? {} : { location }),
    severity: /Warning$/.test(attributeOf(element, "severity") ?? "") ? "warning" : "error",
  };
}

/** Reads the status and the errors of a response; nothing when the element is no response. */
export function readVerdict(element: XmlElement): RegistryVerdict | undefined {
  const status = STATUSES[attributeOf(element, "status") ?? ""];
  if (status === undefined) return undefined;
  const list = firstChild(element, "RegistryErrorList", NAMESPACES.rs);
  const problems = list === undefined ? [] : childElements(list, "RegistryError").map(problemOf);
  return { status, problems };
}

/** The category that decides what to do: what is wrong for good wins over what may pass. */
const WEIGHTS: readonly DmpErrorCategory[] = [
  "conflict",
  "rights",
  "patient",
  "invalid",
  "replace",
  "version",
  "notFound",
  "tooManyResults",
  "duplicate",
  "other",
  "server",
  "transient",
];

/** Category of a list of errors. */
export function categoryOfAll(problems: readonly DmpRegistryProblem[]): DmpErrorCategory {
  const found = new Set(problems.filter(({ severity }) => severity === "error").map(({ code }) => categoryOf(code)));
  return WEIGHTS.find((category) => found.has(category)) ?? "other";
}

/** Makes the error of a refused request. */
export function registryRefusal(exchange: DmpExchange, problems: readonly DmpRegistryProblem[]): LdlError {
  const category = categoryOfAll(problems);
  const errors = problems.filter(({ severity }) => severity === "error");
  const codes = [...new Set(errors.map(({ code }) => code))].join(", ");
  return new LdlError(
    "LDL_DMP_REGISTRY_REFUSED",
    `${exchange.transaction} : refusé par le DMP (${codes || "sans code"})`,
    {
      details: { exchange, category, errors },
      retryable: category === "transient",
    },
  );
}
