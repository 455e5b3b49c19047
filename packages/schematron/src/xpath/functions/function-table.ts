import { isKnownType, tryCast } from "../values/cast.ts";
import { EMPTY, typeNameOf } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import { argument, optionalValue } from "./arguments.ts";
import { type FunctionDefinition, type FunctionTable, pure, type ResultKind } from "./definition.ts";
import { DOCUMENT_FUNCTIONS } from "./document-functions.ts";
import { NODE_FUNCTIONS } from "./node-functions.ts";
import { NUMBER_FUNCTIONS } from "./number-functions.ts";
import { REGEX_FUNCTIONS } from "./regex-functions.ts";
import { SEQUENCE_FUNCTIONS } from "./sequence-functions.ts";
import { STRING_FUNCTIONS } from "./string-functions.ts";

const FUNCTIONS: FunctionTable = {
  ...STRING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...SEQUENCE_FUNCTIONS,
  ...NODE_FUNCTIONS,
  ...REGEX_FUNCTIONS,
  ...DOCUMENT_FUNCTIONS,
};

/** The function of a name (`xs:integer` is a constructor), or `undefined` when there is none. */
export function findFunction(name: string): FunctionDefinition | undefined {
  if (name.startsWith("xs:")) return constructorOf(name.slice(3));
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

function constructorOf(type: string): FunctionDefinition | undefined {
  if (!isKnownType(type)) return undefined;
  return pure(1, 1, kindOfType(type), (args) => {
    const value = optionalValue(argument(args, 0));
    if (value === undefined) return EMPTY;
    const result = tryCast(value, type);
    if (result === undefined) throw new XPathError("FORG0001", `the ${typeNameOf(value)} cannot be cast to xs:${type}`);
    return [result];
  });
}

function kindOfType(type: string): ResultKind {
  if (type === "boolean") return "boolean";
  if (type === "string" || type === "anyURI") return "string";
  return type === "integer" || type === "decimal" || type === "double" ? "number" : "unknown";
}
