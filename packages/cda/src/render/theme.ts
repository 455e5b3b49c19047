/**
 * Colours of the rendered documents, the same on screen and on paper.
 *
 * Each text colour reaches a contrast of 4.5 with each background it is used on (WCAG 2.1, level AA).
 */
export const THEME = {
  /** Text. */
  ink: "#1b2733",
  /** Secondary text: labels, subtitles. */
  muted: "#4a5a6a",
  /** Titles, links. */
  accent: "#0b4a82",
  /** Page. */
  paper: "#ffffff",
  /** Cards, heads of tables. */
  panel: "#f1f5f9",
  /** Lines. */
  line: "#c4cfda",
  /** Warnings. */
  warningInk: "#5f3b00",
  warningPaper: "#fff3d1",
  warningLine: "#b7791f",
  /** Information. */
  infoInk: "#0b3d66",
  infoPaper: "#e6f1fb",
  infoLine: "#2f6fad",
  /** Values that call for attention. */
  alertInk: "#8a1f11",
  alertPaper: "#fdecea",
  /** Values in order. */
  calmInk: "#14532d",
  calmPaper: "#e8f5ec",
} as const;

/** Text on background pairs that the renderings use: what a test of contrast must cover. */
export const CONTRAST_PAIRS = [
  [THEME.ink, THEME.paper],
  [THEME.ink, THEME.panel],
  [THEME.muted, THEME.paper],
  [THEME.muted, THEME.panel],
  [THEME.accent, THEME.paper],
  [THEME.accent, THEME.panel],
  [THEME.warningInk, THEME.warningPaper],
  [THEME.infoInk, THEME.infoPaper],
  [THEME.alertInk, THEME.alertPaper],
  [THEME.calmInk, THEME.calmPaper],
] as const;
