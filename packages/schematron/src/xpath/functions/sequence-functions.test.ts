import { describe, expect, it } from "vitest";
import { show } from "../../../test/support/evaluate.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["distinct-values((1, 1.0, '1', 'a', 'a'))", "integer 1, string 1, string a"],
  ["distinct-values(//t:b/@v)", "untypedAtomic x, untypedAtomic y"],
  ["distinct-values((/t:a/@n, '10', 10))", "untypedAtomic 10, integer 10"],
  ["index-of((1,2,1), 1)", "integer 1, integer 3"],
  ["index-of(('a','b'), 'b')", "integer 2"],
  ["index-of(('a',1), 1)", "integer 2"],
  ["index-of(//t:b/@v, 'x')", "integer 1, integer 3"],
  ["reverse((1,2,3))", "integer 3, integer 2, integer 1"],
  ["subsequence((1,2,3,4), 2)", "integer 2, integer 3, integer 4"],
  ["subsequence((1,2,3,4), 2, 2)", "integer 2, integer 3"],
  ["subsequence((1,2,3,4), 1.5, 1)", "integer 2"],
  ["empty(())", "boolean true"],
  ["exists(//zz)", "boolean false"],
  ["count(())", "integer 0"],
  ["not(())", "boolean true"],
  ["not(0)", "boolean true"],
  ["boolean('false')", "boolean true"],
  ["data(/t:a/@n)", "untypedAtomic 10"],
  ["data(//t:c)", "untypedAtomic five, untypedAtomic seven, untypedAtomic neg, untypedAtomic "],
  ["zero-or-one((1,2))", "FORG0003"],
  ["exactly-one(())", "FORG0005"],
  ["one-or-more(())", "FORG0004"],
  ["insert-before((1,2),1,0)", "integer 0, integer 1, integer 2"],
  ["remove((1,2),1)", "integer 2"],
];

describe("sequence functions", () => {
  it.each(CASES)("%s", (expression, expected) => expect(show(expression)).toBe(expected));
});
