import { createHmac, randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import type { ClinicalDocument } from "@ldl/cda";
import { sqlFromPglite } from "@ldl/domain";
import { computeIndicators, createEventStore, type ExchangeEventInput, type IndicatorReport } from "@ldl/indicators";

const HOSPITAL = "750803447";

const LABORATORY = "750803454";

const keyOf = (text: string): string => createHmac("sha256", "secret of the demo").update(text).digest("base64url");

function produced(document: ClinicalDocument, conformant: boolean, now: string) {
  const { id, setId, version } = document.header;
  return {
    type: "document.produced",
    eventId: randomUUID(),
    occurredAt: now,
    documentId: id.racine,
    lineageKey: setId.racine,
    version,
    cdaLevel: document.level,
    docType: document.kind,
    conformant,
  } as const;
}

/** What the hospital's record says of the stay and of the letter; the mail client says the rest. */
export function hospitalEvents(
  letter: ClinicalDocument,
  conformant: boolean,
  now: string,
): readonly ExchangeEventInput[] {
  const stay = letter.header.priseEnCharge.ids?.[0];
  const common = { entityId: HOSPITAL, stayKey: keyOf(`${stay?.racine}|${stay?.valeur}`) };
  return [
    { type: "stay.discharged", eventId: randomUUID(), occurredAt: now, ...common, field: "MCO", mode: "HC" },
    { ...produced(letter, conformant, now), ...common, conformanceModel: "LDL-SES_2022.01", producer: "DPI" },
  ];
}

/** What the laboratory's software says of the report. */
export function laboratoryEvents(
  report: ClinicalDocument,
  conformant: boolean,
  now: string,
): readonly ExchangeEventInput[] {
  const common = { entityId: LABORATORY, conformanceModel: "CR-BIO_2024.01", final: true } as const;
  return [{ ...produced(report, conformant, now), ...common, producer: "SGL" }];
}

/** The indicators of the quarter, for one establishment and one laboratory of small activity. */
export async function count(events: readonly ExchangeEventInput[], period: string): Promise<IndicatorReport> {
  const database = sqlFromPglite(await PGlite.create());
  try {
    const store = await createEventStore({ database });
    await store.record(events);
    return await computeIndicators(store, {
      period,
      project: {
        id: "demo",
        title: "Démonstration",
        establishments: [
          {
            id: HOSPITAL,
            label: "Hôpital de démonstration",
            activity: { source: "déclaratif", year: 2014, staysAnnual: 4 },
          },
        ],
        laboratories: [
          {
            id: LABORATORY,
            label: "Laboratoire de biologie des Tilleuls",
            activity: { source: "déclaratif", year: 2014, bAnnual: 1200 },
          },
        ],
      },
    });
  } finally {
    await database.close();
  }
}
