import { generateKeys, type Keys } from "./issue-certificate.ts";

/** One key pair for each purpose: certificates that differ only by validity or authority share theirs. */
export interface KeyRing {
  readonly root: Keys;
  readonly intermediate: Keys;
  readonly persons: Keys;
  readonly wrongRoot: Keys;
  readonly server: Keys;
  readonly sender: Keys;
  readonly senderSignature: Keys;
  readonly receiver: Keys;
  readonly receiverSignature: Keys;
  readonly cps: Keys;
  readonly cpsSignature: Keys;
  readonly cpe: Keys;
  readonly cpeSignature: Keys;
}

async function authorityKeys(): Promise<Pick<KeyRing, "root" | "intermediate" | "persons" | "wrongRoot">> {
  const make = generateKeys;
  const [root, intermediate, persons, wrongRoot] = await Promise.all([make(), make(), make(), make()]);
  return { root, intermediate, persons, wrongRoot };
}

async function pair(): Promise<readonly [authentication: Keys, signature: Keys]> {
  return Promise.all([generateKeys(), generateKeys()]);
}

/** Generates the keys of a PKI, in parallel. */
export async function generateKeyRing(): Promise<KeyRing> {
  const [authorities, server, sender, receiver, cps, cpe] = await Promise.all([
    authorityKeys(),
    generateKeys(),
    pair(),
    pair(),
    pair(),
    pair(),
  ]);
  return {
    ...authorities,
    server,
    sender: sender[0],
    senderSignature: sender[1],
    receiver: receiver[0],
    receiverSignature: receiver[1],
    cps: cps[0],
    cpsSignature: cps[1],
    cpe: cpe[0],
    cpeSignature: cpe[1],
  };
}
