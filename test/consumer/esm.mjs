import assert from "node:assert/strict";
import * as cda from "@ldl/cda";
import * as crbm from "@ldl/crbm";
import { isLdlError, parseInput, Rpps } from "@ldl/domain";
import * as indicators from "@ldl/indicators";
import * as mssante from "@ldl/mssante";

for (const product of [cda, crbm, mssante, indicators]) assert.ok(Object.keys(product).length > 0);
assert.equal(parseInput(Rpps, "10002422979"), "10002422979");
try {
  parseInput(Rpps, "10002422970");
  assert.fail("a wrong key must be refused");
} catch (error) {
  assert.ok(isLdlError(error));
  assert.equal(error.code, "LDL_INPUT_INVALID");
}
