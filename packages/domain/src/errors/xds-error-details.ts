/** Codes of `@ldl/xds`. @public */
export type XdsErrorDetails = {};
