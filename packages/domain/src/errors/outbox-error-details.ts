/** Codes of `@ldl/outbox`. @public */
export interface OutboxErrorDetails {
  /** The key already names an entry with another content. */
  LDL_OUTBOX_KEY_CONFLICT: { readonly key: string };
  /** No entry has this key. */
  LDL_OUTBOX_ENTRY_UNKNOWN: { readonly key: string };
  /** The entry is in a state that the operation does not apply to, for example `cancel` while a worker is sending it. */
  LDL_OUTBOX_STATE_CONFLICT: { readonly key: string; readonly state: string; readonly operation: string };
  /** The payload was purged after its retention: the entry can no longer be sent. */
  LDL_OUTBOX_PAYLOAD_PURGED: { readonly key: string };
  /** The outbox stopped trying by itself: too old (`failed`), or something that a person has to look at (`parked`). */
  LDL_OUTBOX_GIVEN_UP: { readonly key: string; readonly state: "failed" | "parked"; readonly reason?: string };
  /** The lease expired and the entry belongs to another worker, or was taken back: this attempt must stop. */
  LDL_OUTBOX_LEASE_LOST: { readonly key: string; readonly attempt: number };
}
