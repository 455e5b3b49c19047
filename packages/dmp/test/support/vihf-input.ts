import { Code, IdentiteIns, Instant, PsIdNat, StructIdNat } from "@ldl/domain";
import type { VihfInput } from "../../src/index.ts";

const PROFESSION = { systeme: "1.2.250.1.71.1.2.7", nomSysteme: "professions" };

export const PATIENT = IdentiteIns.parse({ matricule: "279035121518989", environnement: "test" });

export const PHYSICIAN_ROLES = [
  Code.parse({ code: "10", libelle: "Médecin", ...PROFESSION }),
  Code.parse({ code: "SM26", systeme: "1.2.250.1.71.4.2.5", libelle: "Qualifié en Médecine Générale (SM)" }),
];

/** A VIHF of a hospital, INDIRECTE. */
export function vihfInput(changes: Partial<VihfInput> = {}): VihfInput {
  return {
    mode: "INDIRECTE",
    utilisateur: {
      id: PsIdNat.parse("810002422979"),
      nom: "Léon AUGUIN",
      roles: PHYSICIAN_ROLES,
      authentifieLe: Instant.parse("2024-02-20T09:00:00+01:00"),
      authentification: "Password",
    },
    structure: { id: StructIdNat.parse("1990000002"), secteur: "SA01" },
    logiciel: {
      nom: "DPI d'exemple",
      version: "1.2 & suite",
      id: "1.2.250.1.999.1",
      numeroHomologation: "SECRET-0001",
    },
    patient: PATIENT,
    acces: { mode: "normal", connexionSecrete: false },
    ...changes,
  };
}
