import { createHmac, randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import type { ClinicalDocument } from "@ldl/cda";
import { sqlFromPglite } from "@ldl/domain";
import { computeIndicators, createEventStore, type ExchangeEventInput, type IndicatorReport } from "@ldl/indicators";

const ENTITY = "750803447";

/** What the record says of the stay and of the letter; the mail client says the rest. */
export function recordEvents(letter: ClinicalDocument, now: string): readonly ExchangeEventInput[] {
  const { id, setId, version, priseEnCharge } = letter.header;
  const stay = priseEnCharge.ids?.[0];
  const stayKey = createHmac("sha256", "secret of the demo")
    .update(`${stay?.racine}|${stay?.valeur}`)
    .digest("base64url");
  const common = { entityId: ENTITY, stayKey };
  return [
    { type: "stay.discharged", eventId: randomUUID(), occurredAt: now, ...common, field: "MCO", mode: "HC" },
    {
      type: "document.produced",
      eventId: randomUUID(),
      occurredAt: now,
      ...common,
      documentId: id.racine,
      lineageKey: setId.racine,
      version,
      docType: letter.kind,
      cdaLevel: letter.level,
      conformant: true,
      conformanceModel: "LDL-SES_2022.01",
      producer: "DPI",
    },
  ];
}

/** MS-1 and MS-2 of the quarter, for an establishment of four stays a year. */
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
            id: ENTITY,
            label: "Hôpital de démonstration",
            activity: { source: "déclaratif", year: 2014, staysAnnual: 4 },
          },
        ],
      },
    });
  } finally {
    await database.close();
  }
}
