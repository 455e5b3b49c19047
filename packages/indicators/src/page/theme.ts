/** Colours of the pages: every text colour has a contrast of at least 4.5 on white and on `ground` (WCAG 2 AA). */
export const THEME = {
  ink: "#1b2530",
  muted: "#4b5763",
  accent: "#1f5fa8",
  second: "#9a4a00",
  met: "#1e6b3a",
  notMet: "#a32020",
  ground: "#f3f6f9",
  rule: "#b8c2cc",
  grid: "#dfe5ea",
  paper: "#ffffff",
} as const;
