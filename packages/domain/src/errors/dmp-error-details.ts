/** Codes of `@ldl/dmp`. @public */
export type DmpErrorDetails = {};
