// The thread of `ldl validate` from its source.
import { register } from "tsx/esm/api";

register();
await import("../../src/validate/validate-worker.ts");
