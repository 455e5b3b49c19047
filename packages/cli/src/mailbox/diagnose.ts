import {
  assessHealth,
  type CertificateStanding,
  createImapMailbox,
  createMssanteOutbox,
  createSmtpTransport,
  inspectCertificate,
  type OperatorProfile,
} from "@ldl/mssante";
import { type Check, type Finding, failed, nameCheck, ok, runChecks, warning } from "../finding.ts";
import type { Io } from "../io.ts";
import type { LoadedConfig } from "./load-config.ts";
import { openConfigured } from "./open-outbox.ts";

function standing(found: CertificateStanding): Omit<Finding, "check"> {
  switch (found.kind) {
    case "valid":
      return ok(`valable encore ${found.daysLeft} jours, clé correspondante`);
    case "expiresSoon":
      return warning(`expire dans ${found.daysLeft} jours : à renouveler`);
    case "expired":
      return failed("expiré");
    case "notYetValid":
      return failed("pas encore valable");
    case "otherKey":
      return failed("la clé privée n'est pas celle du certificat");
    case "unreadable":
      return failed("certificat ou clé illisible");
    case "none":
      return warning("aucun certificat client");
    case "opaque":
      return ok("PKCS#12, non ouvert");
  }
}

/** Largest difference between our clock and that of the database that says nothing. */
const CLOCK_SKEW_MS = 60_000;

function smtpCheck(profile: OperatorProfile, io: Io): Check {
  return async () => {
    await using transport = createSmtpTransport(profile);
    await transport.verify({ signal: io.signal });
    return ok("connexion TLS et authentification");
  };
}

function imapCheck(profile: OperatorProfile, io: Io): Check {
  return async () => {
    await using mailbox = createImapMailbox(profile);
    const folders = await mailbox.folders({ signal: io.signal });
    return ok(`connexion TLS et authentification, ${folders.length} dossier(s)`);
  };
}

const LIST = /-----BEGIN X509 CRL-----/g;

function revocationCheck({ tls: { crl } }: OperatorProfile): Check {
  return async () => {
    if (crl === undefined) return warning("aucune liste de révocation : non vérifiée");
    if (!("getCrls" in crl)) {
      const lists = crl.join("\n").match(LIST)?.length ?? 0;
      return lists === 0 ? failed("aucune liste de révocation dans les fichiers") : ok(`${lists} liste(s)`);
    }
    const state = await crl.getCrls();
    if (state.kind === "unchecked") return warning("listes de révocation indisponibles : non vérifiée");
    return ok(`${state.crl.length} liste(s), la première expire le ${state.expiresAt.toISOString()}`);
  };
}

function databaseCheck(loaded: LoadedConfig, profile: OperatorProfile, io: Io): Check {
  return async () => {
    const database = await openConfigured(loaded);
    try {
      await using outbox = createMssanteOutbox({ database, profile });
      await outbox.install();
      const metrics = await outbox.metrics();
      const { rows } = await database.query("SELECT now() AS at");
      const at = rows[0]?.["at"];
      const skew = at instanceof Date ? Math.abs(at.getTime() - io.now().getTime()) : 0;
      if (skew > CLOCK_SKEW_MS) return warning(`horloge décalée de ${Math.round(skew / 1000)} s par rapport à la base`);
      const { healthy, findings } = assessHealth({ outbox: metrics });
      const text = [`accessible ; ${metrics.depth} à envoyer`, ...findings.map(({ message }) => message)].join(" ; ");
      if (!healthy) return failed(text);
      return findings.length > 0 ? warning(text) : ok(text);
    } finally {
      await database.close();
    }
  };
}

/** Checks everything that sending and receiving need. */
export async function diagnose(loaded: LoadedConfig, profile: OperatorProfile, io: Io): Promise<readonly Finding[]> {
  const { auth, tls, smtp, imap } = profile;
  const checks: readonly (readonly [string, Check])[] = [
    ["certificat", () => Promise.resolve(standing(inspectCertificate(tls, { now: () => io.now() })))],
    ["révocation", revocationCheck(profile)],
    ...[...new Set([smtp.host, imap.host])].map((host) => ["DNS", nameCheck(host)] as const),
    ...(auth.kind === "token"
      ? [["jeton", () => auth.tokens.getToken({ signal: io.signal }).then(() => ok("obtenu"))] as const]
      : []),
    ["SMTP", smtpCheck(profile, io)],
    ["IMAP", imapCheck(profile, io)],
    ["base", databaseCheck(loaded, profile, io)],
  ];
  return runChecks(checks, io);
}
