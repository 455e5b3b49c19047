/** Codes of `@ldl/validation`. @public */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the package as it grows
export interface ValidationErrorDetails {}
