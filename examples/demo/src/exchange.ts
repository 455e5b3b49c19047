import { MssanteAddress } from "@ldl/domain";
import type { OperatorProfile } from "@ldl/mssante";
import type { MssanteOperator, TestOrganisation, TestPki } from "@ldl/testbench";

/** Reference of the product, as the Convergence portal gives one. */
export const NIL = "LDL-SDK-DEMO";

/** The hospital's record. */
export const DPI = MssanteAddress.parse("dpi@es-demo.mssante.fr");
/** The physician's practice software. */
export const LGC = MssanteAddress.parse("jean.traitant@medecin.mssante.fr");

/** Settings of one mailbox at the operator: its own client certificate, and the operator's chain as only trust. */
export function profileOf(
  operator: MssanteOperator,
  pki: TestPki,
  client: TestOrganisation,
  user: MssanteAddress,
): OperatorProfile {
  return {
    smtp: { host: operator.host, port: operator.ports.submission, mode: "starttls" },
    imap: { host: operator.host, port: operator.ports.imaps, mode: "implicit" },
    tls: { ca: pki.ca, crl: pki.crl, certificate: client.authentication.chain, key: client.authentication.key },
    auth: { kind: "password", user, password: "demo" },
  };
}
