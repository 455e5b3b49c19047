import { isLdlError, type MssanteEndpoint } from "@ldl/domain";
import type { ImapFlow } from "imapflow";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import type { ImapWork } from "../imap/imap-session.ts";
import { definedOnly } from "../internal/defined-only.ts";
import type { AuditAction } from "./audit-event.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { audited } from "./audited.ts";
import { auditedContext, mechanismOf } from "./audited-context.ts";
import { connectionEvents } from "./connection-events.ts";
import { type PeerFacts, peerFactsOf } from "./peer-facts.ts";

/** What adds the work of a session to a trail. */
export interface ImapAudit {
  /** Connects and logs in; `mapped` turns failures into errors of ours. */
  open(work: () => Promise<ImapFlow>, mapped: (error: unknown) => unknown): Promise<ImapFlow>;
  around<T>(call: ImapWork, work: () => Promise<T>): Promise<T>;
}

/** Command and action of each piece of work; waiting is none. */
const ACTIONS: Readonly<Record<string, { readonly action: AuditAction; readonly verb: string }>> = {
  folders: { action: "list", verb: "LIST" },
  list: { action: "list", verb: "UID FETCH FLAGS" },
  fetch: { action: "read", verb: "UID FETCH BODY" },
  flag: { action: "mark", verb: "UID STORE" },
  move: { action: "move", verb: "UID MOVE" },
  append: { action: "append", verb: "APPEND" },
};

/** Makes the audit of a session. */
export function createImapAudit(trail: AuditTrail, profile: OperatorProfile, endpoint: MssanteEndpoint): ImapAudit {
  const events = connectionEvents(trail);
  let peer: PeerFacts = {};
  const context = () => auditedContext(profile, endpoint, peer);
  const mechanism = mechanismOf(profile);
  return {
    async open(work, mapped) {
      await trail.ready();
      try {
        const client = await work();
        peer = peerFactsOf((client as ImapFlow & { readonly socket?: unknown }).socket);
        events.connected(context());
        events.authenticated(context(), mechanism);
        client.once("close", () => events.disconnected(context()));
        return client;
      } catch (error) {
        const failure = mapped(error);
        if (isLdlError(failure) && failure.code === "LDL_MSS_AUTHENTICATION_FAILED") {
          events.connected(context());
          events.authenticated(context(), mechanism, failure);
        } else events.refused(context(), failure);
        throw error;
      }
    },
    around({ operation, folder, target = folder, messageId }, work) {
      const known = ACTIONS[operation];
      if (known === undefined) return work();
      const request = { verb: known.verb, ...definedOnly({ target }) };
      return audited(trail, { action: known.action, request, ...definedOnly({ messageId }) }, work, { context });
    },
  };
}
