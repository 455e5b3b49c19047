import { codeAttributes } from "@ldl/cda";
import { type PreparedMarkup, prepareMarkup } from "@ldl/xml";
import { INTERPRETATION } from "../codes/jdv/interpretation.ts";

/** `statusCode` by its code: the same elements stand in every entry, so they are encoded once. */
export const STATUS = {
  completed: /* @__PURE__ */ statusCode("completed"),
  active: /* @__PURE__ */ statusCode("active"),
  aborted: /* @__PURE__ */ statusCode("aborted"),
} as const;

function statusCode(code: string): PreparedMarkup {
  return prepareMarkup((writer) => writer.element("statusCode", { code }));
}

/** `interpretationCode` of each code of the value set. */
export const INTERPRETATIONS: ReadonlyMap<string, PreparedMarkup> = /* @__PURE__ */ new Map(
  [...INTERPRETATION.concepts.values()].map((concept) => [
    concept.code,
    prepareMarkup((writer) => writer.element("interpretationCode", codeAttributes(concept))),
  ]),
);
