import path from "node:path";
import {
  AuthenticationMode,
  type CheckDmpCertificatesInput,
  type CreateDmpClientOptions,
  createDmpTransport,
  createKeySigner,
  DmpAccess,
  DmpSoftware,
  DmpStructure,
  DmpUser,
  type KeyMaterial,
  readPkcs12,
} from "@ldl/dmp";
import { InsEnvironment, Libelle, Oid, parseInput } from "@ldl/domain";
import { ActivityCode } from "@ldl/xds";
import { z } from "zod";
import { type Invocation, requiredOption } from "../command.ts";
import { readJson } from "../json-input.ts";

const KeyFiles = z.union(
  [
    z.strictObject({ certificate: z.string(), key: z.string(), password: z.string().optional() }),
    z.strictObject({ pkcs12: z.string(), password: z.string() }),
  ],
  { error: "certificate et key, ou pkcs12 et password attendus (LDL-CLI-DMP-KEY)" },
);

/** Configuration of the DMP: the member `dmp` of the file, or the whole file. Paths start at the folder of the file. */
const DmpConfig = z.strictObject({
  /** Address of the services. */
  baseUrl: z.url(),
  mode: AuthenticationMode.default("INDIRECTE"),
  environnement: InsEnvironment,
  /** OID of the installation. */
  oid: Oid,
  structure: DmpStructure.extend({ nom: Libelle.optional() }),
  logiciel: DmpSoftware.omit({ numeroHomologation: true }).extend({
    /** File that holds the homologation number, a secret. */
    fichierHomologation: z.string(),
  }),
  /** Certificate of authentication (ORG_AUTH_CLI) and trust anchors. */
  tls: z.strictObject({ ca: z.string(), certificat: KeyFiles }),
  /** Seal (ORG_SIGN). */
  signature: KeyFiles,
  /** Who acts; logged in now unless `authentifieLe` says otherwise. */
  utilisateur: z.record(z.string(), z.unknown()),
  acces: DmpAccess.prefault({}),
  /** Kind of activity of lots. */
  activite: ActivityCode.default("97"),
});

/** Everything that a verb of the DMP needs. */
export interface DmpSetup {
  readonly options: CreateDmpClientOptions;
  readonly utilisateur: DmpUser;
  readonly acces: DmpAccess;
  readonly nomStructure: string | undefined;
  readonly activite: ActivityCode;
}

type Files = (name: string) => Promise<Uint8Array>;

async function materialOf(files: z.infer<typeof KeyFiles>, read: Files): Promise<KeyMaterial> {
  if ("pkcs12" in files) return readPkcs12({ bytes: await read(files.pkcs12), password: files.password });
  const text = async (name: string): Promise<string> => Buffer.from(await read(name)).toString("utf8");
  return {
    certificate: await text(files.certificate),
    key: await text(files.key),
    ...(files.password === undefined ? {} : { password: files.password }),
  };
}

/** Whether a configuration file is about the DMP. */
export function isDmpConfig(json: unknown): boolean {
  return typeof json === "object" && json !== null && ("dmp" in json || "baseUrl" in json);
}

/** The part of a configuration file that is about the DMP. */
function dmpPart(json: unknown): unknown {
  return typeof json === "object" && json !== null && "dmp" in json ? json.dmp : json;
}

interface ReadConfig {
  readonly config: z.infer<typeof DmpConfig>;
  readonly read: Files;
}

async function readConfig(invocation: Invocation): Promise<ReadConfig> {
  const { io } = invocation;
  const file = requiredOption(invocation, "config");
  const config = parseInput(DmpConfig, dmpPart(await readJson(file, io)), { name: "dmp" });
  return { config, read: (name) => io.read(path.isAbsolute(name) ? name : path.join(path.dirname(file), name)) };
}

/** What a check of the certificates looks at, and the address of the services. */
export async function openDmpCertificates(
  invocation: Invocation,
): Promise<CheckDmpCertificatesInput & { readonly baseUrl: string }> {
  const { config, read } = await readConfig(invocation);
  return {
    baseUrl: config.baseUrl,
    tls: await materialOf(config.tls.certificat, read),
    signature: await materialOf(config.signature, read),
    ca: Buffer.from(await read(config.tls.ca)).toString("utf8"),
    structure: config.structure.id,
  };
}

/** Reads the configuration that `--config` names, with its certificates. */
export async function openDmpSetup(invocation: Invocation): Promise<DmpSetup> {
  const { io } = invocation;
  const { config, read } = await readConfig(invocation);
  const { nom, ...structure } = config.structure;
  const { fichierHomologation, ...logiciel } = config.logiciel;
  const utilisateur = parseInput(
    DmpUser,
    { authentifieLe: io.now().toISOString(), ...config.utilisateur },
    { name: "dmp.utilisateur" },
  );
  const tls = await materialOf(config.tls.certificat, read);
  const ca = Buffer.from(await read(config.tls.ca)).toString("utf8");
  const { baseUrl, mode, environnement, oid, acces, activite } = config;
  return {
    options: {
      baseUrl,
      mode,
      environnement,
      oid,
      structure,
      logiciel: {
        ...logiciel,
        numeroHomologation: Buffer.from(await read(fichierHomologation))
          .toString("utf8")
          .trim(),
      },
      signer: createKeySigner(await materialOf(config.signature, read)),
      transport: createDmpTransport({ tls: { ca, ...tls } }),
      now: () => io.now(),
    },
    utilisateur,
    acces,
    nomStructure: nom,
    activite,
  };
}
