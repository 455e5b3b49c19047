import { TLSSocket } from "node:tls";
import { type DefinedOnly, definedOnly } from "../internal/defined-only.ts";

/** What TLS showed of a server. */
export type PeerFacts = DefinedOnly<{ tlsVersion: string | undefined; fingerprint: string | undefined }>;

/** Reads the version of TLS and the SHA-256 fingerprint of the server's certificate from a socket, when it is one of TLS. */
export function peerFactsOf(socket: unknown): PeerFacts {
  if (!(socket instanceof TLSSocket)) return {};
  const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
  return definedOnly({ tlsVersion: socket.getProtocol() ?? undefined, fingerprint });
}
