import { isNode, type Sequence } from "../values/item.ts";
import { XPathError } from "../xpath-error.ts";
import { argument, optionalText, requiredText } from "./arguments.ts";
import { type FunctionTable, pure } from "./definition.ts";

/**
 * Functions that open other documents (Functions and Operators §15.5, `document()` of XSLT 2.0). They ask the resolver of the rule
 * set and never the network. A missing file is an error of `doc()` and nothing for `document()`, as Saxon has it.
 */
export const DOCUMENT_FUNCTIONS: FunctionTable = {
  doc: pure(1, 1, "nodes", (args, _item, context) => {
    const href = optionalText(argument(args, 0));
    if (href === undefined) return [];
    const opened = context.environment.openDocument(href);
    if (opened === undefined) throw new XPathError("FODC0002", "the document named by doc() cannot be found");
    return [opened.tree];
  }),
  "doc-available": pure(1, 1, "boolean", (args, _item, context) => {
    const href = optionalText(argument(args, 0));
    return [href !== undefined && context.environment.openDocument(href)?.isReadable === true];
  }),
  document: pure(1, 1, "nodes", (args, _item, context) => {
    const trees: Sequence[number][] = [];
    for (const item of argument(args, 0)) {
      // A node would make the name relative to its own document, which has no folder here.
      if (isNode(item)) throw new XPathError("XPTY0004", "document() takes a string here, not a node");
      const opened = context.environment.openDocument(requiredText([item]));
      if (opened !== undefined && !trees.includes(opened.tree)) trees.push(opened.tree);
    }
    return trees;
  }),
};
