/** Codes of `@ldl/outbox`. @public */
export type OutboxErrorDetails = {};
