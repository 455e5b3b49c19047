import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRIES, OBSERVATIONS } from "../codes/entry-templates.ts";
import { ABSENT_DEVICE } from "../codes/jdv/absent-device.ts";
import { CLADIMED_OID, codeIn, EMDN_OID, LPP_OID } from "../codes/systemes.ts";
import type { WrittenCode } from "../datatypes/write-code.ts";
import { writeIdentifier, writeLocalIdentifiers, writeTemplateIds } from "../datatypes/write-identifier.ts";
import { writeInterval } from "../datatypes/write-time.ts";
import type { DispositifMedical } from "../lettre-de-liaison/dispositif-medical.ts";
import { writeAbsence, writeReference, writeReferencedCode } from "./write-entry-parts.ts";
import { writeSimpleObservation } from "./write-simple-observation.ts";

/** What may be said of the coverage of a device, in the order of the model. */
export const DEVICE_FACTS = ["ald", "accidentTravail", "prevention", "nonRemboursable"] as const;

/** IDs of the narrative of a device, all made from one prefix. */
export function dispositifIds(prefix: string) {
  return {
    ligne: prefix,
    libelle: `${prefix}-libelle`,
    fait: (fact: (typeof DEVICE_FACTS)[number]) => `${prefix}-${fact}`,
  };
}

type Ids = ReturnType<typeof dispositifIds>;

function translationsOf({ cladimed, lpp }: DispositifMedical): readonly WrittenCode[] {
  return [
    ...(cladimed === undefined ? [] : [codeIn(CLADIMED_OID, cladimed.code, cladimed.libelle)]),
    ...(lpp === undefined ? [] : [codeIn(LPP_OID, lpp.code, lpp.libelle)]),
  ];
}

function startSupply({ xml }: CdaWriter): void {
  xml.start("entry").start("supply", { classCode: "SPLY", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRIES.dispositif);
}

function writeDevicePart(writer: CdaWriter, id: () => void, code: () => void): void {
  const { xml } = writer;
  xml.start("participant", { typeCode: "DEV" }).start("participantRole", { classCode: "MANU" });
  id();
  xml.start("playingDevice", { classCode: "DEV", determinerCode: "INSTANCE" });
  code();
  xml.end().end().end();
}

function writeFacts(writer: CdaWriter, device: DispositifMedical, ids: Ids): void {
  for (const fact of DEVICE_FACTS) {
    const value = device[fact];
    if (value === undefined) continue;
    writer.xml.start("entryRelationship", { typeCode: "COMP" });
    writeSimpleObservation(writer, {
      model: OBSERVATIONS[fact],
      id: ids.fait(fact),
      nullFlavor: "NA",
      valeur: { type: "BL", reponse: value ? "oui" : "non" },
    });
    writer.xml.end();
  }
}

/** Writes a medical device (FR-Dispositif-medical). */
export function writeDevice(writer: CdaWriter, device: DispositifMedical, ids: Ids): void {
  const { xml } = writer;
  startSupply(writer);
  if (device.idFourniture === undefined) xml.element("id", { root: writer.newId() });
  else writeLocalIdentifiers(xml, [device.idFourniture]);
  writeReference(writer, "text", ids.ligne);
  writeInterval(xml, "effectiveTime", device, { nullFlavor: "UNK", type: "IVL_TS" });
  writeDevicePart(
    writer,
    () => {
      if (device.udi !== undefined) writeIdentifier(xml, device.udi.racine, device.udi.valeur);
    },
    () => {
      writeReferencedCode(writer, {
        element: "code",
        code: device.emdn === undefined ? undefined : codeIn(EMDN_OID, device.emdn.code, device.emdn.libelle),
        id: ids.libelle,
        otherwise: { nullFlavor: "NAV" },
        translations: translationsOf(device),
      });
    },
  );
  writeFacts(writer, device, ids);
  xml.end().end();
}

/** Writes that there is no device, or that nothing is known of devices. */
export function writeNoDevice(writer: CdaWriter, etat: "aucun" | "inconnu", id: string): void {
  const { xml } = writer;
  startSupply(writer);
  xml.element("id", { nullFlavor: "NA" });
  writeReference(writer, "text", id);
  xml.element("effectiveTime", { nullFlavor: "NA" });
  const code = etat === "aucun" ? "no-known-devices" : "no-device-info";
  writeDevicePart(
    writer,
    () => undefined,
    () => {
      writeAbsence(writer, { element: "code", set: ABSENT_DEVICE, code, id });
    },
  );
  xml.end().end();
}
