import type { LdlSeverity } from "@ldl/domain";

/** What may be wrong with the certificates of the DMP. */
export const CERTIFICATE_RULES = {
  "LDL-DMP-CERT-UNREADABLE": ["error", "certificat illisible : PEM attendu"],
  "LDL-DMP-CERT-TLS": [
    "error",
    "ce certificat n'est pas fait pour l'authentification TLS : il faut celui d'authentification (ORG_AUTH_CLI)",
  ],
  "LDL-DMP-CERT-SIGN": [
    "error",
    "ce certificat n'est pas fait pour signer : il faut le cachet (ORG_SIGN), sans quoi le DMP répond DMPInvalidCertificate",
  ],
  "LDL-DMP-CERT-EXPIRED": ["error", "certificat expiré"],
  "LDL-DMP-CERT-EARLY": ["error", "certificat pas encore valide : vérifier aussi l'horloge de la machine"],
  "LDL-DMP-CERT-SOON": ["warning", "certificat qui expire bientôt"],
  "LDL-DMP-CERT-KEY": ["error", "la clé n'est pas celle du certificat, ou son mot de passe est faux"],
  "LDL-DMP-CERT-ISSUER": ["error", "certificat émis par une autorité absente de la chaîne donnée"],
  "LDL-DMP-CERT-STRUCTURE": [
    "warning",
    "les deux certificats, ou la structure déclarée, ne portent pas le même identifiant (normal si l'entité juridique a le certificat)",
  ],
} as const satisfies Readonly<Record<string, readonly [LdlSeverity, string]>>;

/** One of {@link CERTIFICATE_RULES}. */
export type CertificateRule = keyof typeof CERTIFICATE_RULES;
