import type { SqlDatabase } from "@ldl/domain";
import { type AuditTrail, createMssanteOutbox, type MssanteOutbox, type OperatorProfile } from "@ldl/mssante";
import type { Invocation } from "../command.ts";
import { sentenceOf } from "../failure/describe-failure.ts";
import { openDatabase } from "../indicators/open-database.ts";
import { type LoadedConfig, loadConfig, profileOf } from "./load-config.ts";
import { openTrace } from "./open-trace.ts";

/** The option that every verb with a configuration has. */
export const CONFIG_OPTION = {
  config: { type: "string", short: "c", help: "configuration JSON : boîte, opérateur, certificats, base" },
} as const;

/** Everything that a verb with a configuration works on. */
export interface Exchange extends AsyncDisposable {
  readonly loaded: LoadedConfig;
  readonly profile: OperatorProfile;
  readonly database: SqlDatabase;
  readonly outbox: MssanteOutbox;
  /** Trace of what is done with the mailbox, when the configuration wants one. */
  readonly audit: AuditTrail | undefined;
}

/** Opens the database that a configuration names. */
export async function openConfigured({ config, at, secret }: LoadedConfig): Promise<SqlDatabase> {
  const { database } = config;
  if ("folder" in database) return openDatabase({ folder: at(database.folder) });
  return openDatabase({ url: await secret(database.postgres) });
}

/** Opens the outbox of a configuration, its tables made. */
export async function openExchange(invocation: Invocation): Promise<Exchange> {
  const loaded = await loadConfig(invocation);
  const profile = await profileOf(loaded);
  const database = await openConfigured(loaded);
  const audit = openTrace(loaded, invocation.io);
  const outbox = createMssanteOutbox({
    database,
    profile,
    ...(audit === undefined ? {} : { audit }),
    ...(loaded.config.sentCopy === undefined ? {} : { sentCopy: loaded.config.sentCopy }),
    onAlert: ({ error }) => invocation.io.err(`alerte ${error.code} : ${sentenceOf(error)}, intervention nécessaire\n`),
  });
  const close = async (): Promise<void> => {
    await outbox.close();
    await database.close();
  };
  try {
    await outbox.install();
  } catch (error) {
    await close();
    throw error;
  }
  return { loaded, profile, database, outbox, audit, [Symbol.asyncDispose]: close };
}
