import { LdlError } from "@ldl/domain";
import type { DistinguishedNameStyle } from "../certificates/distinguished-name.ts";
import type { DigestName } from "../codes/signature-algorithms.ts";

/** What the public sources leave open about the VIHF. Confirm on a test platform of the DMP. @public */
export interface VihfOptions {
  /** Value of `VIHF_Version`. Default: `3.0` (the samples); the ANS tables already list `4.0`. */
  readonly version?: "2.0" | "3.0" | "4.0";
  /** Spelling of the attribute of the mode. Default: `Authentification_Mode`; some samples write `Authentification_mode`. */
  readonly modeAttribute?: "Authentification_Mode" | "Authentification_mode";
  /** Name of the attribute that justifies a bris de glace. Default: `Mode_Acces_Raison` (unverified). */
  readonly reasonAttribute?: string;
  /** Digest and signature. Default: `sha256`; samples of 2019 have `sha1`. */
  readonly digest?: DigestName;
  /** Text of `Issuer`. Default: the subject of the signing certificate. */
  readonly issuer?: string;
  /** How that subject is written. Default: `rfc2253`. */
  readonly issuerStyle?: DistinguishedNameStyle;
  /** `AuthnContextDecl` of the mode AIR. Default: `CONF_EXI_PGSSIS`. */
  readonly airDeclaration?: string;
  /** Adds `Conditions` that end so long after the issue. Default: no `Conditions`, as the samples. */
  readonly validityMs?: number;
}

const ATTRIBUTE_NAME = /^[A-Za-z][\w:.-]*$/;

/** Fills in the defaults. */
export function completeVihfOptions(
  options: VihfOptions,
): Required<Omit<VihfOptions, "issuer" | "validityMs">> & Pick<VihfOptions, "issuer" | "validityMs"> {
  const reasonAttribute = options.reasonAttribute ?? "Mode_Acces_Raison";
  if (!ATTRIBUTE_NAME.test(reasonAttribute)) throw new TypeError("vihf.reasonAttribute: a name is expected");
  if (options.validityMs !== undefined && !(options.validityMs > 0)) {
    throw new RangeError("vihf.validityMs: a positive number is expected");
  }
  return {
    version: "3.0",
    modeAttribute: "Authentification_Mode",
    digest: "sha256",
    issuerStyle: "rfc2253",
    airDeclaration: "CONF_EXI_PGSSIS",
    ...options,
    reasonAttribute,
  };
}

/** Refuses what a mode does not allow. */
export function notAllowed(transaction: string, mode: string): never {
  throw new LdlError("LDL_DMP_NOT_ALLOWED", `${transaction} : non permis en mode ${mode}`, {
    details: { transaction, mode },
  });
}
