export type { DistinguishedNameStyle } from "./certificates/distinguished-name.ts";
export type { DigestName } from "./codes/signature-algorithms.ts";
export { createKeySigner, type KeyMaterial } from "./signing/create-key-signer.ts";
export { readPkcs12 } from "./signing/read-pkcs12.ts";
export type { Signer } from "./signing/signer.ts";
export { type BuildVihfOptions, buildVihf, type Vihf } from "./vihf/build-vihf.ts";
export {
  AccessMode,
  AuthenticationMode,
  DmpAccess,
  DmpSoftware,
  DmpStructure,
  DmpUser,
  UserAuthentication,
  VihfInput,
} from "./vihf/vihf-input.ts";
export type { VihfOptions } from "./vihf/vihf-options.ts";
