import type { DigestName } from "../codes/signature-algorithms.ts";

/** What the public sources leave open about the signature of a lot. @public */
export interface LotSignatureOptions {
  /** Whether a lot is signed. Default: `true`, as the functional text says; some software sends none. */
  readonly enabled?: boolean;
  /** Digest and signature. Default: `sha1`, as every sample; whether the DMP takes `sha256` is not published. */
  readonly digest?: DigestName;
  /** Certificates that `SigningCertificate` names: with those of the authorities, or not. Default: `chain`. */
  readonly certificates?: "chain" | "leaf";
}
