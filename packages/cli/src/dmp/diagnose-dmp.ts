import { checkDmpCertificates } from "@ldl/dmp";
import type { Invocation } from "../command.ts";
import { type Check, type Finding, failed, nameCheck, ok, runChecks, warning } from "../finding.ts";
import { openDmpCertificates } from "./dmp-config.ts";

/** Each certificate by what it is for. */
const USES = [
  ["tls", "certificat"],
  ["signature", "cachet"],
] as const;

/** Checks the certificates of the DMP, each for what it is used for, and the name of its server. Nothing is sent. */
export async function diagnoseDmp(invocation: Invocation): Promise<readonly Finding[]> {
  const { io } = invocation;
  const { baseUrl, ...certificates } = await openDmpCertificates(invocation);
  const issues = checkDmpCertificates(certificates, { now: () => io.now() });
  const checks: [string, Check][] = [];
  for (const [path, check] of USES) {
    const own = issues.filter((issue) => issue.path === path);
    if (own.length === 0) checks.push([check, () => Promise.resolve(ok("convient"))]);
    for (const { severity, message, rule } of own) {
      const tell = severity === "error" ? failed : warning;
      checks.push([check, () => Promise.resolve(tell(`${message} (${rule})`))]);
    }
  }
  return runChecks([...checks, ["DNS", nameCheck(new URL(baseUrl).hostname)]], io);
}
