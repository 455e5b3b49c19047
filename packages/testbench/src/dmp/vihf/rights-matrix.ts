/** What a caller may be allowed to do. TD2.1 by a CPE is called TD2.2. */
export type RightsTransaction =
  | "TD0.2"
  | "TD0.3"
  | "TD2.1"
  | "TD3.1 metadata"
  | "TD3.1 reference"
  | "TD3.2"
  | "TD3.3a mask"
  | "TD3.3a unmask"
  | "TD3.3b"
  | "TD3.3c"
  | "TD3.3d";

/** Who the caller is for the matrix. */
export type RightsColumn = "direct" | "directPhysician" | "directCpe" | "indirect" | "air" | "airOther";

/** Kinds of access: normal, regulation (`centre_15`), break the glass. */
export type AccessMode = "normal" | "centre_15" | "bris_de_glace";

/** Letters of the matrix: N, R, B. */
const LETTERS: Readonly<Record<AccessMode, string>> = { normal: "N", centre_15: "R", bris_de_glace: "B" };

/**
 * Accesses with which each column may carry a transaction out. The column of the attending physician differs from that of
 * physicians only by what it may see and unmask, which depends on the document.
 *
 * @remarks DMP rights matrices PDT-INF-526 v1.8 (direct, indirect) and PDT-INF-606 v1.3 (AIR).
 */
const MATRIX: Readonly<Record<RightsTransaction, Readonly<Record<RightsColumn, string>>>> = {
  "TD0.2": { direct: "NRB", directPhysician: "NRB", directCpe: "N", indirect: "NR", air: "NRB", airOther: "N" },
  "TD0.3": { direct: "N", directPhysician: "N", directCpe: "N", indirect: "", air: "N", airOther: "N" },
  "TD2.1": { direct: "NRB", directPhysician: "NRB", directCpe: "N", indirect: "NR", air: "", airOther: "" },
  "TD3.1 metadata": { direct: "NRB", directPhysician: "NRB", directCpe: "", indirect: "", air: "NRB", airOther: "" },
  "TD3.1 reference": {
    direct: "NRB",
    directPhysician: "NRB",
    directCpe: "N",
    indirect: "NR",
    air: "NRB",
    airOther: "N",
  },
  "TD3.2": { direct: "NRB", directPhysician: "NRB", directCpe: "", indirect: "", air: "NRB", airOther: "" },
  "TD3.3a mask": { direct: "N", directPhysician: "N", directCpe: "", indirect: "", air: "N", airOther: "" },
  "TD3.3a unmask": { direct: "N", directPhysician: "N", directCpe: "", indirect: "", air: "N", airOther: "" },
  "TD3.3b": { direct: "N", directPhysician: "N", directCpe: "", indirect: "", air: "N", airOther: "" },
  "TD3.3c": { direct: "NRB", directPhysician: "NRB", directCpe: "N", indirect: "NR", air: "NRB", airOther: "N" },
  "TD3.3d": { direct: "N", directPhysician: "NRB", directCpe: "", indirect: "", air: "N", airOther: "" },
};

/** Whether the matrix allows a transaction, whatever the document. */
export function isAllowed(transaction: RightsTransaction, column: RightsColumn, access: AccessMode): boolean {
  return MATRIX[transaction][column].includes(LETTERS[access]);
}
