/**
 * Meaning of the classes of an enhanced mail status `x.SUBJECT.detail`.
 *
 * RFC 3463, section 3 (second number).
 */
const SUBJECTS: Readonly<Record<string, string>> = {
  "0": "cause non précisée",
  "1": "adresse du destinataire ou de l'expéditeur",
  "2": "boîte aux lettres (fermée, pleine, message trop gros)",
  "3": "système de messagerie du destinataire",
  "4": "réseau ou acheminement",
  "5": "protocole de remise",
  "6": "contenu du message refusé",
  "7": "sécurité ou règle locale",
};

/**
 * Meaning of plain SMTP replies.
 *
 * RFC 5321, section 4.2.3.
 */
const REPLIES: Readonly<Record<string, string>> = {
  "421": "service indisponible, connexion fermée",
  "450": "boîte aux lettres indisponible pour l'instant",
  "451": "erreur de traitement chez l'opérateur",
  "452": "espace insuffisant chez l'opérateur",
  "550": "boîte aux lettres inconnue ou refus",
  "551": "destinataire non local",
  "552": "quota dépassé",
  "553": "adresse mal formée",
  "554": "transaction refusée",
};

const ENHANCED = /^[245]\.(\d{1,3})\.\d{1,3}$/;

/** Tells in French what a failure code means, and where that meaning is from. */
export function failureMeaning(code: string): { readonly meaning: string; readonly source: string } {
  const subject = SUBJECTS[ENHANCED.exec(code)?.[1] ?? ""];
  if (subject !== undefined) return { meaning: subject, source: "RFC 3463" };
  const reply = REPLIES[code];
  if (reply !== undefined) return { meaning: reply, source: "RFC 5321" };
  if (code === "NO_ADDRESS") return { meaning: "aucune adresse MSSanté trouvée", source: "logiciel émetteur" };
  return { meaning: "code du logiciel émetteur", source: "logiciel émetteur" };
}
