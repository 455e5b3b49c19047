import type { StartDirectoryServerOptions } from "./directory-data.ts";

function domainsOf({ persons = [], structures = [], trustedDomains = [] }: StartDirectoryServerOptions): Set<string> {
  const mailboxes = [
    ...persons.flatMap((person) => [
      person.mailboxes ?? [],
      ...(person.exercices ?? []).map((one) => one.mailboxes ?? []),
    ]),
    ...structures.map((structure) => structure.mailboxes ?? []),
  ].flat();
  return new Set([...mailboxes.map(({ address }) => address.slice(address.lastIndexOf("@") + 1)), ...trustedDomains]);
}

/** Writes the white list of the trusted space: its elements are known, its namespace and signature are not. */
export function writeWhiteList(options: StartDirectoryServerOptions): string {
  const domains = [...domainsOf(options)].map(
    (domain) =>
      `<Domaine><Nom>${domain}</Nom><Description>Domaine du banc</Description>` +
      "<DNCertificatOperateur>CN=localhost,O=OPERATEUR TEST,C=FR</DNCertificatOperateur>" +
      "<DateMAJ>2026-01-02</DateMAJ></Domaine>",
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<ListeBlanche><DateDeGeneration>2026-01-02T03:04:05</DateDeGeneration>",
    ...domains,
    "</ListeBlanche>",
    "",
  ].join("\n");
}
