import type { InsEnvironment } from "@ldl/domain";
import type { TestPki } from "../pki/create-test-pki.ts";
import type { TestCertificate } from "../pki/test-certificate.ts";
import type { DmpLogBodies } from "./dmp-log.ts";

/**
 * A patient that the DMP knows.
 *
 * @public
 */
export interface DmpTestPatient {
  /** Matricule INS with its key. */
  readonly ins: string;
  /** Whether the record is open. Default: `active`. */
  readonly status?: "active" | "closed";
  /** Family name, given name, birth date (`YYYYMMDD`) and sex, given back by TD0.2. */
  readonly nom?: string;
  readonly prenom?: string;
  readonly dateNaissance?: string;
  readonly sexe?: "M" | "F" | "U";
  /** Whether the record belongs to a Mon espace santé. Default: true. */
  readonly rattacheMes?: boolean;
}

/**
 * A structure that the DMP knows.
 *
 * @public
 */
export interface DmpTestStructure {
  /** Struct_IdNat. */
  readonly structIdNat: string;
  /** Struct_IdNat of the legal entity whose certificate it uses. Default: its own certificate. */
  readonly entiteJuridique?: string;
}

/**
 * A professional whose card the DMP knows.
 *
 * @public
 */
export interface DmpTestProfessional {
  /** PS_IdNat. */
  readonly psIdNat: string;
  /** Structures to which the professional is bound. */
  readonly structures: readonly string[];
}

/**
 * What the server asks of a VIHF where the specification leaves room.
 *
 * @public
 */
export interface DmpVihfPolicy {
  /** Life of a VIHF in the mode INDIRECTE_RENFORCEE, in milliseconds. Default: 30 000. */
  readonly airLifetimeMs?: number;
  /** Life of a VIHF in the other modes, not published. Default: 300 000. */
  readonly lifetimeMs?: number;
  /** Difference of clocks that is forgiven, not published. Default: 5 000. */
  readonly clockSkewMs?: number;
  /** Accepts SHA-1 in the signature of a VIHF. Default: true, as the samples of 2019. */
  readonly allowSha1?: boolean;
  /** Refuses an unsigned VIHF in the mode DIRECTE too. Default: false. */
  readonly signedInDirect?: boolean;
}

/**
 * What the server asks of a submission where the specification leaves room.
 *
 * @public
 */
export interface DmpSubmissionPolicy {
  /** Refuses a submission (ITI-41) without its signature document. Default: true. */
  readonly signatureDocument?: boolean;
  /** Refuses a document entry without `hash` and `size`. Default: false. */
  readonly hashAndSize?: boolean;
  /** The DMP parameter `cumul-invisible_patient-masque_ps`. Default: false. */
  readonly cumulInvisiblePatientMasquePs?: boolean;
  /** Lets only the author, or the structure of the author, replace a document. Default: true. */
  readonly replaceByAuthorOnly?: boolean;
}

/**
 * Limits of what the server receives; none is published.
 *
 * @public
 */
export interface DmpLimits {
  /** Bytes of one document. Default: 209 715 200 (200 MiB). */
  readonly maxDocumentBytes?: number;
  /** Bytes of an envelope. Default: 33 554 432 (32 MiB). */
  readonly maxEnvelopeBytes?: number;
  /** Parts of a message. Default: 100. */
  readonly maxParts?: number;
  /** Bytes of a part kept in memory before a file is used. Default: 262 144. */
  readonly memoryBytes?: number;
  /** Documents larger than that are stored without reading their CDA nor their canonical form. Default: 16 777 216. */
  readonly maxReadDocumentBytes?: number;
}

/**
 * Options of `startDmp`.
 *
 * @public
 */
export interface StartDmpOptions {
  /** Certificates: the server's, and the authorities that it trusts. */
  readonly pki: TestPki;
  /** Certificate of the server. Default: that of the PKI. */
  readonly serverCertificate?: TestCertificate;
  /** Patients with a record. Add others with `store.addPatient`. */
  readonly patients?: readonly DmpTestPatient[];
  /** Structures. Default: the two of the PKI, each with its own certificate. */
  readonly structures?: readonly DmpTestStructure[];
  /** Professionals who use cards. Default: the holders of the cards of the PKI. */
  readonly professionals?: readonly DmpTestProfessional[];
  /** Folder where it keeps everything, created when missing. Default: a temporary one, deleted at the end. */
  readonly dir?: string;
  /**
   * `dmp` checks what the DMP checks. `ihe-strict` is a plain XDS.b server: no VIHF, no client certificate, the data types
   * of IHE to the letter. Default: `dmp`.
   */
  readonly dialect?: "dmp" | "ihe-strict";
  /** Which OID an INS must have. Default: `test`. */
  readonly insEnvironment?: InsEnvironment;
  /** Default: `1.2.250.1.213.4.1.1.1.2`, that of the DMP. */
  readonly repositoryUniqueId?: string;
  /** Port. Default: chosen by the system. */
  readonly port?: number;
  /** Address to listen on. Default: `127.0.0.1`. */
  readonly listen?: string;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of UUIDs. Default: random ones. */
  readonly newId?: () => string;
  /** Rules for the VIHF. */
  readonly vihf?: DmpVihfPolicy;
  /** Rules for submissions. */
  readonly submission?: DmpSubmissionPolicy;
  /** Limits of size. */
  readonly limits?: DmpLimits;
  /** What of the envelopes goes to the log. Default: `none`. */
  readonly logBodies?: DmpLogBodies;
}
