const assert = require("node:assert/strict");
const { isLdlError, LdlError } = require("@ldl/domain");

for (const name of ["cda", "crbm", "mssante", "indicators"]) assert.ok(Object.keys(require(`@ldl/${name}`)).length > 0);

// An error made by the ESM copy is recognised by the CommonJS one.
import("@ldl/domain").then((esm) => {
  const error = new esm.LdlError("LDL_STORE_FAILED", "x", { details: { operation: "y" } });
  assert.ok(!(error instanceof LdlError));
  assert.ok(isLdlError(error));
});
