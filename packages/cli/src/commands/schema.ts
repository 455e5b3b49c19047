import { z } from "zod";
import { type Command, UsageError } from "../command.ts";

/** Each schema, loaded when asked for. */
const SCHEMAS: Readonly<Record<string, () => Promise<z.ZodType>>> = {
  "ldl-ses": async () => (await import("@ldl/cda")).LettreDeLiaisonSortie,
  "ldl-ees": async () => (await import("@ldl/cda")).LettreDeLiaisonEntree,
  "cr-bio": async () => (await import("@ldl/crbm")).LabReport,
  oru: async () => (await import("@ldl/crbm")).FromOruOptions,
  pdf: async () => (await import("@ldl/cda")).DocumentNonStructure,
  event: async () => (await import("@ldl/domain")).ExchangeEvent,
  project: async () => (await import("@ldl/indicators")).ProjectInfo,
};

/** `ldl schema`: JSON Schema of what the other verbs take. */
export const command: Command = {
  usage: [`schema ${Object.keys(SCHEMAS).join("|")}`],
  example: "ldl schema ldl-ses > ldl-ses.schema.json",
  options: {},
  async run({ positionals, io }) {
    const [name = "", ...others] = positionals;
    const load = SCHEMAS[name];
    if (load === undefined || others.length > 0)
      throw new UsageError(`un nom attendu parmi : ${Object.keys(SCHEMAS).join(", ")}`);
    const json = z.toJSONSchema(await load(), { io: "input", unrepresentable: "any", reused: "ref" });
    io.out(`${JSON.stringify(json, null, 2)}\n`);
    return 0;
  },
};
