import type { ClinicalDocument } from "@ldl/cda";
import { createDmpClient, createDmpTransport, createKeySigner, type DmpContextInput } from "@ldl/dmp";
import { Code, type ExchangeEvent, instantOf, Oid, PsIdNat, StructIdNat } from "@ldl/domain";
import { startDmp, type TestPki } from "@ldl/testbench";
import { authorOfProfessional, contentTypeCode } from "@ldl/xds";

/** What became of the feeding. */
export interface Feeding {
  /** What the DMP took. */
  readonly documentIds: readonly string[];
  readonly events: readonly ExchangeEvent[];
}

const PHYSICIAN = PsIdNat.parse("810002422979");
const HOSPITAL = StructIdNat.parse("1990000002");
const ROLES = [
  Code.parse({ code: "10", systeme: "1.2.250.1.71.1.2.7", libelle: "Médecin", nomSysteme: "professions" }),
  Code.parse({ code: "SM26", systeme: "1.2.250.1.71.4.2.5", libelle: "Qualifié en Médecine Générale (SM)" }),
];

/** Checks that the patient has a DMP, and puts documents in it as one signed lot; reading takes another mode. */
export async function feed(documents: readonly ClinicalDocument[], pki: TestPki, now: Date): Promise<Feeding> {
  const patient = documents[0]?.header.patient.ins;
  if (patient === undefined) throw new TypeError("the DMP is fed under a qualified INS");
  await using dmp = await startDmp({ pki, patients: [{ ins: patient.matricule }] });
  const { authentication, signature } = pki.sender;
  const transport = createDmpTransport({
    tls: { ca: pki.ca, certificate: authentication.chain, key: authentication.key },
  });
  const events: ExchangeEvent[] = [];
  const client = createDmpClient({
    baseUrl: dmp.url,
    transport,
    mode: "INDIRECTE",
    signer: createKeySigner({ certificate: signature.chain, key: signature.key }),
    structure: { id: HOSPITAL, secteur: "SA01" },
    logiciel: { nom: "DPI de démonstration", version: "1.0", id: "1.2.250.1.999.1", numeroHomologation: "DEMO-0001" },
    environnement: patient.environnement,
    oid: Oid.parse("1.2.250.1.999.1.1"),
    onEvent: (event) => events.push(event),
  });
  const context: DmpContextInput = {
    patient,
    utilisateur: { id: PHYSICIAN, nom: "Léon AUGUIN", roles: ROLES, authentifieLe: instantOf(now) },
  };
  const author = authorOfProfessional({
    id: PHYSICIAN,
    nom: { nom: "AUGUIN", prenom: "Léon" },
    organisation: { id: HOSPITAL, nom: "Hôpital de démonstration" },
  });
  try {
    const lot = { documents: documents.map((document) => ({ document })), author, contentType: contentTypeCode("04") };
    const { active } = await client.checkExistence(context);
    if (!active) throw new Error("the patient has no open DMP");
    const { documentIds } = await client.submit(lot, context);
    return { documentIds, events };
  } finally {
    await transport.close();
  }
}
