/** Codes of `@ldl/crbm`. @public */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the package as it grows
export interface CrbmErrorDetails {}
