import { Finess, Rpps } from "@ldl/domain";
import type { StartDirectoryServerOptions } from "@ldl/testbench";
import { finessOf, rppsOf } from "../../bench/generate-extraction.ts";

export const MEDECIN = { code: "10", libelle: "Médecin" } as const;
const PHARMACIEN = { code: "21", libelle: "Pharmacien" } as const;

export const RPPS = {
  martinParis: Rpps.parse(rppsOf(1)),
  martinLyon: Rpps.parse(rppsOf(2)),
  martinPharmacien: Rpps.parse(rppsOf(3)),
  deuxCabinets: Rpps.parse(rppsOf(4)),
  sansBal: Rpps.parse(rppsOf(5)),
  nullePart: Rpps.parse(rppsOf(6)),
} as const;

export const FINESS = {
  paris: Finess.parse(finessOf(1)),
  lyon: Finess.parse(finessOf(2)),
  hopital: Finess.parse(finessOf(3)),
} as const;

/** People and structures who do not exist, each for one case. */
export const DIRECTORY: StartDirectoryServerOptions = {
  persons: [
    {
      rpps: RPPS.martinParis,
      nom: "MARTIN",
      prenom: "Zoé",
      profession: MEDECIN,
      mailboxes: [{ address: "zoe.martin@medecin.mssante.fr" }],
      exercices: [
        {
          finess: FINESS.paris,
          mailboxes: [
            { address: "zoe.martin.second@cabinet-paris.mssante.fr", rank: 2 },
            { address: "zoe.martin@cabinet-paris.mssante.fr", rank: 1, zeroPaper: true },
            { address: "zoe.rouge@cabinet-paris.mssante.fr", listeRouge: true },
          ],
        },
        { finess: FINESS.hopital, mailboxes: [{ address: "zoe.martin@hopital.mssante.fr" }] },
      ],
    },
    {
      rpps: RPPS.martinLyon,
      nom: "Martin",
      prenom: "Anne",
      profession: MEDECIN,
      mailboxes: [{ address: "anne.martin@medecin.mssante.fr", type: "CAB" }],
      exercices: [{ finess: FINESS.lyon }],
    },
    {
      rpps: RPPS.martinPharmacien,
      nom: "MARTIN-PETIT",
      prenom: "Paul",
      profession: PHARMACIEN,
      exercices: [{ finess: FINESS.lyon, mailboxes: [{ address: "paul.mp@officine.mssante.fr" }] }],
    },
    {
      rpps: RPPS.deuxCabinets,
      nom: "DEUX",
      prenom: "Luc",
      profession: MEDECIN,
      exercices: [
        { finess: FINESS.paris, mailboxes: [{ address: "luc.deux@cabinet-paris.mssante.fr" }] },
        { finess: FINESS.lyon, mailboxes: [{ address: "luc.deux@cabinet-lyon.mssante.fr" }] },
      ],
    },
    {
      rpps: RPPS.sansBal,
      nom: "SANS",
      prenom: "Ève",
      profession: MEDECIN,
      exercices: [{ finess: FINESS.hopital }],
    },
    {
      rpps: RPPS.nullePart,
      nom: "D'ABOVILLE",
      prenom: "Inès",
      profession: MEDECIN,
      mailboxes: [{ address: "ines@medecin.mssante.fr" }],
    },
  ],
  structures: [
    { finess: FINESS.paris, nom: "CABINET DE PARIS", codePostal: "75013", commune: "PARIS" },
    { finess: FINESS.lyon, nom: "CABINET DE LYON", codePostal: "69003", commune: "LYON CEDEX 03" },
    {
      finess: FINESS.hopital,
      nom: "HOPITAL DES ESSAIS",
      codePostal: "42000",
      commune: "ST ETIENNE",
      courriel: "contact@hopital.example",
      mailboxes: [
        { address: "cardio@hopital.mssante.fr", service: "Cardiologie" },
        { address: "pneumo@hopital.mssante.fr", service: "Pneumologie" },
        { address: "dpi@hopital.mssante.fr", type: "APP" },
      ],
    },
  ],
};
