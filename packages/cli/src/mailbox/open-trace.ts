import { appendFileSync } from "node:fs";
import { type AuditTrail, createAuditTrail } from "@ldl/mssante";
import type { Io } from "../io.ts";
import type { LoadedConfig } from "./load-config.ts";

/** Opens the trace that a configuration names: a file, one event on each line, which only its owner may read. */
export function openTrace({ config, at }: LoadedConfig, io: Io): AuditTrail | undefined {
  const { trace } = config;
  if (trace === undefined) return undefined;
  const file = at(trace.file);
  return createAuditTrail({
    author: { kind: "application", id: trace.author ?? "ldl" },
    sink: (event) => appendFileSync(file, `${JSON.stringify(event)}\n`, { mode: 0o600 }),
    onFailure: () => io.err("attention : la trace ne peut pas être écrite\n"),
    now: () => io.now(),
  });
}
