/**
 * Letters built and read per second of CPU, beside a peer: its step that only serialises a tree it already has, and its
 * conversion of the same bytes. It measures the built package: run it by `npm run bench -- cda`, which builds first.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type LettreDeLiaisonEntreeInput,
  type LettreDeLiaisonSortieInput,
  readDocument,
  readLettreDeLiaison,
} from "@ldl/cda";
import { compareWorks, measureWork, type OwnWorks, WORKS } from "./measure.ts";

const DATA = path.join(import.meta.dirname, "../../../examples/data");
const SAMPLES = ["ldl-ses.min", "ldl-ses.max", "ldl-ees.min", "ldl-ees.max"] as const;

function worksOn(sample: string): OwnWorks {
  const text = readFileSync(path.join(DATA, `${sample}.json`), "utf8");
  return {
    build: sample.startsWith("ldl-ses")
      ? () => buildLettreDeLiaisonSortie(JSON.parse(text) as LettreDeLiaisonSortieInput).xml
      : () => buildLettreDeLiaisonEntree(JSON.parse(text) as LettreDeLiaisonEntreeInput).xml,
    read: (xml) => readLettreDeLiaison(readDocument(xml)),
  };
}

const [name, sample = ""] = process.argv.slice(2);
const work = WORKS.find((known) => known === name);
if (work !== undefined) await measureWork(work, worksOn(sample));
else for (const each of SAMPLES) compareWorks(fileURLToPath(import.meta.url), each, worksOn(each).build().length);
