import type { RecipientState, Transmission } from "@ldl/mssante";

const STATES: Readonly<Record<Transmission["state"], string>> = {
  ready: "à envoyer",
  leased: "en cours",
  delivered: "remis à l'opérateur",
  failed: "échec",
  parked: "mis de côté",
  cancelled: "annulé",
};

const RECIPIENTS: Readonly<Record<RecipientState, string>> = {
  pending: "à envoyer",
  refused: "refusé",
  unknown: "issue inconnue",
  accepted: "accepté",
  delayed: "retardé",
  relayed: "relayé",
  delivered: "distribué",
  bounced: "non distribué",
  forwarded: "transféré",
  deleted: "supprimé",
  read: "lu",
  rejected: "rejeté à l'intégration",
  integrated: "intégré",
};

/** A patient's address holds the matricule: it is never shown. */
export function shownAddress(address: string): string {
  return address.toLowerCase().endsWith("@patient.mssante.fr") ? "***@patient.mssante.fr" : address;
}

/** What a person reads of a transmission: one line, then one for each recipient. */
export function describeTransmission({ key, state, reason, attempts, recipients }: Transmission): string {
  const why = reason === undefined ? "" : ` (${reason})`;
  const lines = recipients.map(
    ({ address, state: each, code }) =>
      `  ${shownAddress(address)} : ${RECIPIENTS[each]}${code === undefined ? "" : ` (${code})`}`,
  );
  return [`${key} : ${STATES[state]}${why}, ${attempts} tentative(s)`, ...lines].join("\n");
}

/** What a program reads of it. */
export function transmissionJson(transmission: Transmission): string {
  const recipients = transmission.recipients.map((recipient) => ({
    ...recipient,
    address: shownAddress(recipient.address),
  }));
  return JSON.stringify({ ...transmission, recipients });
}
