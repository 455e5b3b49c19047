/** Codes of `@ldl/outbox`. @public */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the package as it grows
export interface OutboxErrorDetails {}
