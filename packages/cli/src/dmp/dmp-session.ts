import { createDmpClient, type DmpClient, type DmpContextInput, type DmpDocument, type UpdateOptions } from "@ldl/dmp";
import { IdentiteIns, insKindOfOid, type Organisation, parseInput } from "@ldl/domain";
import {
  type Author,
  authorOfProfessional,
  contentTypeCode,
  describeDocument,
  type UniqueId,
  type Visibility,
} from "@ldl/xds";
import { type Invocation, listOption, requiredOption, UsageError } from "../command.ts";
import { type DmpSetup, openDmpSetup } from "./dmp-config.ts";

/** A client of the DMP and what the configuration says of the caller. */
export interface DmpSession {
  readonly client: DmpClient;
  readonly setup: DmpSetup;
  /** Who sends lots and updates. */
  readonly sender: UpdateOptions;
  /** For whom a call is made: the patient that `--ins` names. */
  readonly context: () => DmpContextInput;
}

/** Documents to put in the DMP, and their patient. */
export interface DocumentsToSend {
  readonly documents: readonly DmpDocument[];
  readonly context: DmpContextInput;
  /** Identifiers of the documents that these replace, one each at most. */
  readonly replaced: readonly (UniqueId | undefined)[];
}

function senderOf({ options, utilisateur, nomStructure }: DmpSetup): Author {
  const organisation: Organisation = {
    id: options.structure.id,
    ...(nomStructure === undefined ? {} : { nom: nomStructure }),
  };
  const nom = utilisateur.nom === undefined ? {} : { nom: { nom: utilisateur.nom } };
  return authorOfProfessional({ id: utilisateur.id, ...nom, organisation });
}

/** Runs work with a client, and closes its connections. */
export async function withDmp<T>(invocation: Invocation, work: (session: DmpSession) => Promise<T>): Promise<T> {
  const setup = await openDmpSetup(invocation);
  const { utilisateur, acces, options, activite } = setup;
  const context = (): DmpContextInput => {
    const matricule = requiredOption(invocation, "ins");
    const patient = parseInput(IdentiteIns, { matricule, environnement: options.environnement }, { name: "--ins" });
    return { patient, utilisateur, acces };
  };
  const sender = { author: senderOf(setup), contentType: contentTypeCode(activite), signal: invocation.io.signal };
  try {
    return await work({ client: createDmpClient(options), setup, sender, context });
  } finally {
    await options.transport.close();
  }
}

function visibilityOf(invocation: Invocation): readonly Visibility[] {
  return listOption(invocation, "visibilite").map((code) => {
    if (code === "MASQUE_PS" || code === "INVISIBLE_PATIENT" || code === "INVISIBLE_REPRESENTANTS_LEGAUX") return code;
    throw new UsageError("--visibilite : MASQUE_PS, INVISIBLE_PATIENT ou INVISIBLE_REPRESENTANTS_LEGAUX attendu");
  });
}

/** Reads the documents of a lot; the patient is that of the first. */
export async function documentsToSend(
  files: readonly string[],
  invocation: Invocation,
  { setup }: DmpSession,
): Promise<DocumentsToSend> {
  const visibility = visibilityOf(invocation);
  const contents = await Promise.all(files.map((file) => invocation.io.read(file)));
  const described = contents.map((bytes) => describeDocument(bytes, { withoutIns: "refuse" }));
  const patientId = described[0]?.entry.patientId;
  if (patientId === undefined) throw new UsageError("un document au moins attendu");
  const kind = insKindOfOid(patientId.autorite);
  const patient = parseInput(IdentiteIns, { matricule: patientId.id, ...kind }, { name: "patient" });
  return {
    documents: contents.map((document) => ({ document, visibility })),
    context: { patient, utilisateur: setup.utilisateur, acces: setup.acces },
    replaced: described.map(({ replaces }) => replaces),
  };
}
