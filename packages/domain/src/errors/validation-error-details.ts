/** Codes of `@ldl/validation`. @public */
export type ValidationErrorDetails = {};
