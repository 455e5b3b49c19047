import { createHash } from "node:crypto";
import type { SqlExecutor } from "@ldl/domain";
import type { XdmDocument } from "@ldl/xds";
import type { IntegrationErrorCode } from "../codes/integration-errors.ts";
import type { InboxStore } from "./inbox-store.ts";
import { authorsOf, type ReplacementVerdict } from "./received-document.ts";

/** What the documents that we hold say of one that arrives. */
export type LedgerVerdict =
  | { readonly kind: "new"; readonly replacement: ReplacementVerdict }
  /** We hold it, byte for byte. */
  | { readonly kind: "duplicate" }
  | { readonly kind: "refused"; readonly code: IntegrationErrorCode; readonly reason: string };

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

interface Held {
  readonly hash: string;
  readonly authors: readonly string[];
  readonly replacedBy: string | undefined;
}

async function heldOf({ query, tables, mailbox }: InboxStore, uniqueId: string): Promise<Held | undefined> {
  const [row] = await query(
    "document",
    `SELECT hash, authors, replaced_by FROM ${tables.documents} WHERE mailbox = $1 AND unique_id = $2`,
    [mailbox, uniqueId],
  );
  if (row === undefined) return undefined;
  const authors = Array.isArray(row["authors"]) ? row["authors"].map(String) : [];
  const replacedBy = row["replaced_by"];
  return { hash: String(row["hash"]), authors, replacedBy: typeof replacedBy === "string" ? replacedBy : undefined };
}

/** Compares a document with those that we hold: duplicates, and the right to replace (900, 901). */
export async function consultLedger(
  store: InboxStore,
  uniqueId: string,
  document: XdmDocument,
): Promise<LedgerVerdict> {
  const held = await heldOf(store, uniqueId);
  if (held !== undefined) {
    if (held.hash === hashOf(document.bytes)) return { kind: "duplicate" };
    return { kind: "refused", code: "906", reason: "document-changed" };
  }
  const { replaces } = document;
  if (replaces === undefined) return { kind: "new", replacement: { kind: "none" } };
  const parent = await heldOf(store, replaces);
  if (parent === undefined) return { kind: "new", replacement: { kind: "unknownParent", uniqueId: replaces } };
  if (parent.replacedBy !== undefined) return { kind: "refused", code: "900", reason: "not-latest" };
  const authors = authorsOf(document.entry);
  if (!parent.authors.some((author) => authors.includes(author))) {
    return { kind: "refused", code: "901", reason: "other-author" };
  }
  return { kind: "new", replacement: { kind: "latest", uniqueId: replaces } };
}

/** Notes that a document is in the record, and what it replaces. */
export async function enterDocument(
  store: InboxStore,
  executor: SqlExecutor,
  entry: { readonly uniqueId: string; readonly document: XdmDocument; readonly message: string; readonly at: Date },
): Promise<void> {
  const { tables, mailbox, query } = store;
  const { uniqueId, document, message, at } = entry;
  await query(
    "document",
    `INSERT INTO ${tables.documents} (mailbox, unique_id, hash, authors, message, integrated_at)
     VALUES ($1, $2, $3, $4::text[], $5::bigint, $6::timestamptz) ON CONFLICT DO NOTHING`,
    [mailbox, uniqueId, hashOf(document.bytes), authorsOf(document.entry), message, at.toISOString()],
    executor,
  );
  if (document.replaces === undefined) return;
  await query(
    "document",
    `UPDATE ${tables.documents} SET replaced_by = $3 WHERE mailbox = $1 AND unique_id = $2`,
    [mailbox, document.replaces, uniqueId],
    executor,
  );
}
