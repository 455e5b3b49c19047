import type { SqlDatabase } from "@ldl/domain";
import { createMssanteOutbox, type MssanteOutbox, type OperatorProfile } from "@ldl/mssante";
import type { Invocation } from "../command.ts";
import { openDatabase } from "../indicators/open-database.ts";
import { type LoadedConfig, loadConfig, profileOf } from "./load-config.ts";

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
  const outbox = createMssanteOutbox({
    database,
    profile,
    ...(loaded.config.sentCopy === undefined ? {} : { sentCopy: loaded.config.sentCopy }),
    onAlert: ({ error }) => invocation.io.err(`alerte ${error.code} : envois suspendus, intervention nécessaire\n`),
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
  return { loaded, profile, database, outbox, [Symbol.asyncDispose]: close };
}
