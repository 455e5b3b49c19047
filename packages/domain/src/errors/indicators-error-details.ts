/** Codes of `@ldl/indicators`. @public */
export type IndicatorsErrorDetails = {};
