/** What a DPI keeps of a stay and of its letter, in its own words; every stay is made up. */
export interface HospitalStay {
  readonly number: string;
  readonly ward: "médecine" | "chirurgie ambulatoire" | "SMR";
  readonly discharge: string;
  readonly letter?: {
    readonly id: string;
    readonly signed: string;
    readonly mailed?: { readonly at: string; readonly to: string; readonly bounced?: string };
  };
}

/** Eight stays of May 2018. */
export const STAYS: readonly HospitalStay[] = [1, 2, 3, 4, 5, 6, 7, 8].map((n): HospitalStay => {
  const day = `2018-05-${String(n * 3).padStart(2, "0")}`;
  const at = `${day}T15:40:00+02:00`;
  const mailed = { at, to: `medecin${n}@exemple.mssante.fr` };
  const letter = { id: `2.25.${1_000 + n}`, signed: `${day}T15:30:00+02:00` };
  return {
    number: `2018-${1_000 + n}`,
    ward: n === 8 ? "SMR" : n % 2 === 0 ? "chirurgie ambulatoire" : "médecine",
    discharge: `${day}T11:00:00+02:00`,
    // One stay has no letter yet, one letter is not sent, one comes back.
    ...(n === 1
      ? {}
      : {
          letter:
            n === 2
              ? letter
              : { ...letter, mailed: n === 3 ? { ...mailed, bounced: `${day}T15:45:00+02:00` } : mailed },
        }),
  };
});
