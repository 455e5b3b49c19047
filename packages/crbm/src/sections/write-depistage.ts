import {
  type CdaWriter,
  codeAttributes,
  formatTime,
  writeCode,
  writeEntryHead,
  writeParagraph,
  writeReference,
  writeReferencedCode,
  writeSection,
  writeTable,
  writeTemplateIds,
  writeTimeOrNull,
} from "@ldl/cda";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { SECTIONS } from "../codes/sections.ts";
import { ENTRY_TEMPLATES } from "../codes/templates.ts";
import type { RaisonExamen, Vaccination } from "../model/contexte-depistage.ts";

const RAISON_ID = { contexte: "raison-contexte", motif: "raison-motif" } as const;

function writeContexte(writer: CdaWriter, { contexte }: RaisonExamen): void {
  const { xml } = writer;
  xml.start("entry").start("observation", { classCode: "OBS", moodCode: "EVN" });
  writeEntryHead(writer, ENTRY_TEMPLATES.observation);
  writeCode(xml, "code", ENTRY_CODES.raisonExamen);
  writeReference(writer, "text", RAISON_ID.contexte);
  xml.element("statusCode", { code: "completed" });
  xml.element("effectiveTime", { nullFlavor: "NI" });
  xml.element("value", { "xsi:type": "CD", ...codeAttributes(contexte) });
  xml.end().end();
}

function writeMotif(writer: CdaWriter, { motif }: RaisonExamen): void {
  const { xml } = writer;
  xml.start("entry").start("observation", { classCode: "OBS", moodCode: "EVN" });
  writeEntryHead(writer, ENTRY_TEMPLATES.probleme);
  writeCode(xml, "code", ENTRY_CODES.probleme);
  writeReference(writer, "text", RAISON_ID.motif);
  xml.element("statusCode", { code: "completed" });
  xml.start("effectiveTime");
  writeTimeOrNull(xml, "low", motif.depuis, "UNK");
  xml.end();
  writeReferencedCode(writer, { element: "value", type: "CD", code: motif.code, id: RAISON_ID.motif });
  xml.end().end();
}

/**
 * Writes why a screening test was made (FR-Raison-de-la-recommandation).
 *
 * @param writer - Writer inside `structuredBody`.
 * @param raison - Context and what is screened for.
 */
export function writeRaisonExamen(writer: CdaWriter, raison: RaisonExamen | undefined): void {
  if (raison === undefined) return;
  const titre = raison.titre ?? SECTIONS.raisonExamen.titre;
  writeSection(
    { writer, entries: true },
    { ...SECTIONS.raisonExamen, titre },
    {
      narrative: () => {
        writeParagraph(writer, raison.contexte.libelle, RAISON_ID.contexte);
        writeParagraph(writer, raison.motif.code.libelle, RAISON_ID.motif);
        if (raison.motif.depuis !== undefined) writeParagraph(writer, `Depuis : ${formatTime(raison.motif.depuis)}`);
      },
      entries: () => {
        writeContexte(writer, raison);
        writeMotif(writer, raison);
      },
    },
  );
}

function vaccinId(index: number): string {
  return `vaccin-${index + 1}`;
}

function writeVaccination(writer: CdaWriter, { vaccin, atc, realisee, date }: Vaccination, id: string): void {
  const { xml } = writer;
  xml.start("entry").start("substanceAdministration", {
    classCode: "SBADM",
    moodCode: "EVN",
    negationInd: String(!realisee),
  });
  writeEntryHead(writer, ENTRY_TEMPLATES.vaccination);
  writeCode(xml, "code", ENTRY_CODES.vaccination);
  writeReference(writer, "text", id);
  xml.element("statusCode", { code: "completed" });
  writeTimeOrNull(xml, "effectiveTime", date, realisee ? "UNK" : "NA");
  xml.start("consumable", { typeCode: "CSM" }).start("manufacturedProduct");
  writeTemplateIds(xml, ENTRY_TEMPLATES.produit);
  xml.start("manufacturedMaterial");
  writeReferencedCode(writer, {
    element: "code",
    code: undefined,
    id,
    translations: atc === undefined ? [] : [atc],
  });
  xml.element("name", undefined, vaccin);
  xml.end().end().end();
  xml.end().end();
}

/**
 * Writes the vaccinations that matter for the results (FR-Vaccinations).
 *
 * @param writer - Writer inside `structuredBody`.
 * @param vaccinations - Vaccinations.
 */
export function writeVaccinations(writer: CdaWriter, vaccinations: readonly Vaccination[] | undefined): void {
  if (vaccinations === undefined) return;
  writeSection({ writer, entries: true }, SECTIONS.vaccinations, {
    narrative: () => {
      writeTable(writer, {
        colonnes: [
          { titre: "Vaccin", cellule: ({ vaccin }, index) => ({ texte: vaccin, id: vaccinId(index) }) },
          { titre: "Réalisé", cellule: ({ realisee }) => (realisee ? "Oui" : "Non") },
          { titre: "Date", cellule: ({ date }) => (date === undefined ? undefined : formatTime(date)) },
        ],
        lignes: vaccinations,
      });
    },
    entries: () => {
      vaccinations.forEach((vaccination, index) => {
        writeVaccination(writer, vaccination, vaccinId(index));
      });
    },
  });
}
