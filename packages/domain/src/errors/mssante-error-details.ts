/** Codes of `@ldl/mssante`. @public */
export type MssanteErrorDetails = {};
