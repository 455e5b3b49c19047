/** Codes of `@ldl/crbm`. @public */
export type CrbmErrorDetails = {};
