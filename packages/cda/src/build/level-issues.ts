import type { LdlIssue } from "@ldl/domain";

/** Warns that a letter without entries is none for the CI-SIS. */
export function levelIssues(level: 2 | 3): readonly LdlIssue[] {
  if (level === 3) return [];
  return [
    {
      rule: "LDL-NIVEAU-2",
      path: "",
      message:
        "document de niveau 2 : il ne suit pas le modèle de la lettre de liaison, qui veut des entrées structurées",
      severity: "warning",
    },
  ];
}
