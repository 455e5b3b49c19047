export {
  type CompiledSchematron,
  type CompileSchematronOptions,
  compileSchematron,
  type SchematronInfo,
} from "./compile-schematron.ts";
export {
  type CreateDocumentStoreOptions,
  createDocumentStore,
  type DocumentStore,
} from "./documents/document-store.ts";
export {
  isSchematronError,
  SchematronError,
  type SchematronErrorCode,
  type SchematronPlace,
} from "./errors/schematron-error.ts";
export type { ResolveFile } from "./files/rule-folder.ts";
export type { SchematronFinding, SchematronResult, SchematronRunError, SchematronSource } from "./run/result.ts";
