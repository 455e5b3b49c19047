import {
  createDmpClient,
  createDmpTransport,
  createKeySigner,
  type DmpClient,
  type DmpTransport,
  DmpUser,
} from "@ldl/dmp";
import { type Code, Instant, Oid, PsIdNat, parseInput, StructIdNat } from "@ldl/domain";
import type { TestPki } from "@ldl/testbench";

const role = (code: string, systeme: string, libelle: string): Code => ({ code, systeme: Oid.parse(systeme), libelle });

/** The physician who signs the letter, logged in to the DPI. */
export const PHYSICIAN: DmpUser = parseInput(DmpUser, {
  id: PsIdNat.parse("810002422979"),
  nom: "Léon AUGUIN",
  roles: [
    role("10", "1.2.250.1.71.1.2.7", "Médecin"),
    role("SM26", "1.2.250.1.71.4.2.5", "Qualifié en Médecine Générale (SM)"),
  ],
  authentifieLe: Instant.parse("2024-03-15T08:00:00+01:00"),
});

/** The hospital's connections: its certificate of authentication. In a real DPI, PEM files or a PKCS#12 (`readPkcs12`). */
export function openTransport({ ca, sender }: TestPki): DmpTransport {
  const { chain, key } = sender.authentication;
  return createDmpTransport({ tls: { ca, certificate: chain, key }, answerTimeoutMs: 5000 });
}

/** The hospital's client, INDIRECTE: its seal signs VIHF and lots. */
export function openClient(baseUrl: string, transport: DmpTransport, { sender }: TestPki): DmpClient {
  return createDmpClient({
    baseUrl,
    transport,
    mode: "INDIRECTE",
    signer: createKeySigner({ certificate: sender.signature.chain, key: sender.signature.key }),
    structure: { id: StructIdNat.parse(sender.structIdNat), secteur: "SA01" },
    logiciel: { nom: "DPI d'exemple", version: "1.0", numeroHomologation: "NUMERO-D-EXEMPLE" },
    environnement: "test",
    oid: Oid.parse("1.2.250.1.999.1.1"),
    onTrace: (trace) => {
      if (trace.kind === "request") console.log(`  ${trace.exchange.transaction} : requête, ${trace.bytes} octets`);
      if (trace.kind === "failure") console.log(`  ${trace.exchange.transaction} : ${trace.code}`);
    },
  });
}
