import path from "node:path";
import { parseInput } from "@ldl/domain";
import {
  createClientCredentialsProvider,
  createCrlStore,
  type OperatorAuth,
  type OperatorProfile,
  type OperatorTls,
  type TokenProvider,
} from "@ldl/mssante";
import { type Invocation, requiredOption, UsageError } from "../command.ts";
import { ExchangeConfig, isAddress, type Secret } from "./exchange-config.ts";

/** A configuration, and how to read what it names. */
export interface LoadedConfig {
  readonly config: ExchangeConfig;
  /** Path of a file that it names. */
  readonly at: (file: string) => string;
  readonly text: (file: string) => Promise<string>;
  readonly secret: (secret: Secret) => Promise<string>;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    throw new UsageError("--config : fichier JSON attendu");
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new UsageError(`variable d'environnement ${name} absente`);
  return value;
}

/** Reads the configuration that `--config` names. */
export async function loadConfig(invocation: Invocation): Promise<LoadedConfig> {
  const { io } = invocation;
  const file = requiredOption(invocation, "config");
  const config = parseInput(ExchangeConfig, parseJson(await io.read(file)), { name: "config" });
  const at = (name: string): string => path.resolve(path.dirname(file), name);
  const text = async (name: string): Promise<string> => Buffer.from(await io.read(at(name))).toString("utf8");
  const secret = async (given: Secret): Promise<string> =>
    "env" in given ? environment(given.env) : (await text(given.file)).replace(/\r?\n$/, "");
  return { config, at, text, secret };
}

type AuthConfig = ExchangeConfig["operator"]["auth"];

function withToken(
  auth: Extract<AuthConfig, { kind: "token" | "clientCredentials" }>,
  tokens: TokenProvider,
): OperatorAuth {
  const { user, mechanism } = auth;
  return { kind: "token", user, tokens, ...(mechanism === undefined ? {} : { mechanism }) };
}

async function authOf({ config, secret }: LoadedConfig): Promise<OperatorAuth> {
  const { auth } = config.operator;
  switch (auth.kind) {
    case "certificate":
      return { kind: "certificate" };
    case "external":
      return { kind: "external", ...(auth.user === undefined ? {} : { user: auth.user }) };
    case "password":
      return { kind: "password", user: auth.user, password: await secret(auth.password) };
    case "token":
      // Asked at each login: another program may have renewed it.
      return withToken(auth, { getToken: () => secret(auth.token) });
    case "clientCredentials": {
      const { issuer, tokenEndpoint, clientId, scope } = auth;
      const authentication = { kind: "secretBasic", secret: await secret(auth.clientSecret) } as const;
      const options = { issuer, tokenEndpoint, clientId, authentication, ...(scope === undefined ? {} : { scope }) };
      return withToken(auth, createClientCredentialsProvider(options));
    }
  }
}

/** Revocation lists: as files hold them, or fetched when they are due. */
async function revocationOf(
  { config, at, text }: LoadedConfig,
  ca: readonly string[],
): Promise<Pick<OperatorTls, "crl">> {
  const { crl = [], crlFolder, crlFailure } = config.operator.tls;
  if (crl.length === 0) return {};
  if (!crl.every(isAddress)) return { crl: await Promise.all(crl.map(text)) };
  const store = createCrlStore({
    urls: crl,
    authorities: ca,
    ...(crlFolder === undefined ? {} : { folder: at(crlFolder) }),
    ...(crlFailure === undefined ? {} : { failure: crlFailure }),
  });
  return { crl: store };
}

/** Settings of the operator, with the files that they name. */
export async function profileOf(loaded: LoadedConfig): Promise<OperatorProfile> {
  const { config, text, secret } = loaded;
  const { smtp, imap, tls, maxMessageBytes, maxConnections, maxMessagesPerMinute } = config.operator;
  const ca = await Promise.all(tls.ca.map(text));
  return {
    smtp,
    imap,
    tls: {
      ca,
      ...(await revocationOf(loaded, ca)),
      ...(tls.certificate === undefined ? {} : { certificate: await text(tls.certificate) }),
      ...(tls.key === undefined ? {} : { key: await secret(tls.key) }),
    },
    auth: await authOf(loaded),
    ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(maxMessagesPerMinute === undefined ? {} : { maxMessagesPerMinute }),
  };
}
