/** The CSV file that a SIL exports: `;` between cells, one event a line, columns named as in the event model. */
const COLUMNS =
  "eventId;type;occurredAt;entityId;documentId;lineageKey;docType;cdaLevel;conformant;producer;purpose;transmissionId;messageId;channel;origin;recipientKey;recipientKind;code";

const LBM = "990000077";
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Twelve made-up reports of April 2018: ten of level 3, nine of them sent, one of which comes back. */
export function silExport(): string {
  const rows: string[][] = [];
  let rank = 0;
  const add = (type: string, at: string, cells: readonly string[], rest: readonly string[]): void => {
    rank += 1;
    rows.push([uuid(rank), type, at, ...cells, ...rest]);
  };
  const none = (count: number): string[] => Array<string>(count).fill("");
  for (let n = 1; n <= 12; n += 1) {
    const day = `2018-04-${String(n + 1).padStart(2, "0")}`;
    const id = `2.25.${500 + n}`;
    const level = n <= 10 ? "3" : "1";
    add(
      "document.produced",
      `${day}T16:00:00+02:00`,
      [LBM, id, id, "CR-BIO", level, "true", "SGL", "prescriber"],
      none(7),
    );
    if (n > 9) continue;
    const sending = [`t${n}`, `<${n}@exemple.invalid>`, "MSSANTE", "SGL", `r${n % 4}`, "PER", ""];
    add("transmission.submitted", `${day}T16:01:00+02:00`, ["", id, ...none(6)], sending);
    add("transmission.accepted", `${day}T16:01:05+02:00`, none(8), [`t${n}`, ...none(6)]);
    if (n === 9) add("transmission.failed", `${day}T16:05:00+02:00`, none(8), [`t${n}`, ...none(5), "5.1.1"]);
  }
  // A line with a mistake: it is told and left out.
  rows.push([uuid(999), "document.produced", "hier", ...none(15)]);
  return `${[COLUMNS, ...rows.map((cells) => cells.join(";"))].join("\r\n")}\r\n`;
}

/** FINESS of the laboratory. */
export const LABORATORY = LBM;
