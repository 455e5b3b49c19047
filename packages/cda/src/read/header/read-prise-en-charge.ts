import type { Instant } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { PriseEnCharge } from "../../header/contexte.ts";
import { hl7Child, hl7Children, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import { readHeaderCode, requireHeaderCode } from "../datatypes/read-code.ts";
import { readAddress } from "../datatypes/read-contact.ts";
import { readInstant, readTimeSpan } from "../datatypes/read-time.ts";
import type { ReadContext } from "../read-context.ts";
import { readContextIds } from "./read-contexte.ts";
import { readProfessionnel } from "./read-professionnel.ts";

const ParticipantType = PriseEnCharge.shape.participants.unwrap().unwrap().element.shape.type;

function readPeriod(encounter: XmlElement, context: ReadContext): { readonly debut?: Instant; readonly fin?: Instant } {
  const time = hl7Child(encounter, "effectiveTime");
  const debut = readInstant(hl7Child(time, "low"), context) ?? readInstant(time, context);
  const fin = readInstant(hl7Child(time, "high"), context);
  return { ...present({ debut }), ...present({ fin }) };
}

function readParticipants(encounter: XmlElement, context: ReadContext): Pick<PriseEnCharge, "participants"> {
  const participants = hl7Children(encounter, "encounterParticipant").flatMap((element) => {
    const type = ParticipantType.safeParse(attributeOf(element, "typeCode"));
    if (!type.success) {
      context.report("LDL-R-CODE", element);
      return [];
    }
    const span = readTimeSpan(hl7Child(element, "time"), context);
    const debut = span.low ?? span.value;
    return [
      {
        type: type.data,
        ...present({ debut }),
        ...present({ fin: span.high }),
        professionnel: readProfessionnel(hl7Child(element, "assignedEntity"), element, context),
      },
    ];
  });
  return present({ participants: some(participants) });
}

function readPlace(encounter: XmlElement | undefined, at: XmlElement, context: ReadContext): PriseEnCharge["lieu"] {
  const facility = hl7Path(encounter, "location", "healthCareFacility");
  const place = hl7Child(facility, "location");
  const nom = lineOf(hl7Child(place, "name"));
  const address = hl7Child(place, "addr");
  const adresse = address === undefined ? undefined : readAddress(address, context);
  return {
    secteur: requireHeaderCode(hl7Child(facility, "code"), facility ?? at, "code", context),
    ...present({ nom, adresse }),
  };
}

/**
 * Reads the stay or visit during which the document was made.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The stay; the activity sector has empty parts when it is absent.
 * @internal
 */
export function readPriseEnCharge(document: XmlElement, context: ReadContext): PriseEnCharge {
  const encounter = hl7Path(document, "componentOf", "encompassingEncounter");
  const lieu = readPlace(encounter, encounter ?? document, context);
  if (encounter === undefined) return { lieu };
  const type = readHeaderCode(hl7Child(encounter, "code"), context);
  const modaliteSortie = readHeaderCode(hl7Child(encounter, "dischargeDispositionCode"), context);
  const responsible = hl7Child(encounter, "responsibleParty");
  return {
    ...readContextIds(encounter, context),
    ...present({ type }),
    ...readPeriod(encounter, context),
    ...present({ modaliteSortie }),
    ...(responsible === undefined
      ? {}
      : { responsable: readProfessionnel(hl7Child(responsible, "assignedEntity"), responsible, context) }),
    ...readParticipants(encounter, context),
    lieu,
  };
}
