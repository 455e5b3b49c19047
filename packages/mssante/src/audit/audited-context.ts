import type { MssanteEndpoint } from "@ldl/domain";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import { definedOnly } from "../internal/defined-only.ts";
import type { AuditEntry, AuditEvent } from "./audit-event.ts";
import type { PeerFacts } from "./peer-facts.ts";

/**
 * What a host knows of a message and servers do not: written with the events of its transmission.
 *
 * @public
 */
export type TracedMessage = Partial<
  Pick<AuditEvent, "submissionSetId" | "documentIds" | "typeCodes" | "versions" | "patient" | "attempt">
>;

/** What every event of a connection says. */
export type AuditedContext = Pick<AuditEntry, "mailbox" | "operator" | "server">;

/** Who uses which server of which operator. */
export function auditedContext(profile: OperatorProfile, endpoint: MssanteEndpoint, peer: PeerFacts): AuditedContext {
  const { auth, id } = profile;
  const mailbox = auth.kind === "certificate" ? undefined : auth.user;
  return { server: { ...endpoint, ...peer }, ...definedOnly({ mailbox, operator: id }) };
}

/** What a profile leaves to the server to choose is named by its kind. */
const KINDS = { certificate: "CERTIFICATE", external: "EXTERNAL", password: "PASSWORD", token: "TOKEN" } as const;

/** Mechanism by which a profile logs in, as far as it decides that itself. */
export function mechanismOf({ auth }: OperatorProfile): string {
  return auth.kind === "token" ? (auth.mechanism ?? KINDS.token) : KINDS[auth.kind];
}
