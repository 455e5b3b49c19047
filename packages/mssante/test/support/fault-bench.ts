import type { SqlDatabase } from "@ldl/domain";
import type { MssanteOperator, SmtpFaultAction, StartMssanteOperatorOptions } from "@ldl/testbench";
import type { MailServer, OperatorProfile } from "../../src/connection/operator-profile.ts";
import { senderProfile, startOperator } from "./operator.ts";
import { type TestSending, testSending } from "./test-sending.ts";

/** An operator that can be told to fail, and an outbox that sends to it. */
export interface FaultBench {
  readonly operator: MssanteOperator;
  readonly sending: TestSending;
}

/** How {@link withFaultBench} sets both up. */
export interface FaultBenchOptions {
  readonly operator?: Partial<StartMssanteOperatorOptions>;
  /** How TLS is begun. Default: `starttls`. */
  readonly mode?: MailServer["mode"];
  readonly profile?: (profile: OperatorProfile) => OperatorProfile | Promise<OperatorProfile>;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** An answer, from its words: `4.3.2 busy`. */
export function reply(code: number, words: string): SmtpFaultAction {
  const [status = "", ...text] = words.split(" ");
  return { kind: "reply", reply: { code, status, text: text.join(" ") } };
}

/** Works with a bench of its own, on tables of its own. */
export async function withFaultBench(
  database: SqlDatabase,
  work: (bench: FaultBench) => Promise<void>,
  options: FaultBenchOptions = {},
): Promise<void> {
  await using operator = await startOperator(options.operator);
  const profile = await senderProfile(operator, { implicit: options.mode === "implicit" });
  const sending = await testSending(database, (await options.profile?.(profile)) ?? profile);
  await using _outbox = sending.outbox;
  await work({ operator, sending });
}
