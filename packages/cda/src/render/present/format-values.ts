import type { Adresse, Code, IdentiteIns, LocalIdentifier, Telecom } from "@ldl/domain";

/** The lines that say something. */
export function textsOf(lines: readonly (string | undefined)[]): readonly string[] {
  return lines.flatMap((line) => (line === undefined || line === "" ? [] : [line]));
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/;

/** Writes a date as the French read it: `03/12/2019 à 13:30`, `28/03/1979`, `03/1979`. Another text is left as it is. */
export function formatMoment(moment: string): string {
  const parts = INSTANT.exec(moment);
  if (parts !== null) return `${parts[3]}/${parts[2]}/${parts[1]} à ${parts[4]}:${parts[5]}`;
  return moment.split("-").reverse().join("/");
}

/** Writes a span of time: `du … au …`, `depuis le …`. */
export function formatSpan(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined) return to === undefined ? undefined : `jusqu'au ${formatMoment(to)}`;
  return to === undefined ? `depuis le ${formatMoment(from)}` : `du ${formatMoment(from)} au ${formatMoment(to)}`;
}

/** Writes a matricule INS in its usual groups: `2 79 03 51 215 189 (clé 89)`. */
export function formatMatricule({ matricule }: IdentiteIns): string {
  const groups = /^(\d)(\d{2})(\d{2})(\w{2})(\w{3})(\w{3})(\w{2})$/.exec(matricule);
  return groups === null ? matricule : `${groups.slice(1, 7).join(" ")} (clé ${groups[7]})`;
}

/** Writes an identifier given by an organisation, with who gave it. */
export function formatLocalIdentifier({ valeur, racine }: LocalIdentifier): string {
  return `${valeur} (émetteur ${racine})`;
}

/** Writes a code as its label, or as itself. */
export function formatCode(code: Code): string {
  return code.libelle === "" ? code.code : code.libelle;
}

/** Writes an address on one line. */
export function formatAddress(adresse: Adresse): string {
  if ("lignes" in adresse) return adresse.lignes.join(", ");
  const street = [adresse.numero ?? adresse.numeroSansComplement, adresse.typeVoie, adresse.voie];
  const town = [adresse.codePostal, adresse.commune ?? adresse.codeCommune];
  return textsOf([
    words(street),
    adresse.complement,
    adresse.unite,
    adresse.lieuDit,
    adresse.boitePostale,
    words(town),
    adresse.region,
    adresse.pays,
  ]).join(", ");
}

function words(parts: readonly (string | undefined)[]): string {
  return textsOf(parts).join(" ");
}

/** What stands before the rest of the URI, in people's words. */
const SCHEMES: Readonly<Record<string, string>> = { tel: "Tél. ", fax: "Fax ", mailto: "" };

/** Writes a way to reach somebody: `Tél. 01 44 53 45 51`, `nom@domaine.mssante.fr`. */
export function formatTelecom({ valeur }: Telecom): string {
  const parts = /^([a-z]+):(.*)$/s.exec(valeur);
  const prefix = parts?.[1] === undefined ? undefined : SCHEMES[parts[1]];
  if (parts?.[2] === undefined || prefix === undefined) return valeur;
  return prefix + (/^0\d{9}$/.test(parts[2]) ? parts[2].replace(/(\d\d)(?=\d)/g, "$1 ") : parts[2]);
}

/** Writes a size of content: `79 Ko`, `1,2 Mo`. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} octets`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} Ko`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} Mo`;
}
