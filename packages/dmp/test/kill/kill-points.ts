/** Where a process that feeds the DMP is killed, in the order of the steps. */
export const KILL_POINTS = [
  "enqueued",
  "leased",
  "signed",
  "before the mark of dispatch",
  "after the mark of dispatch",
  "first bytes sent",
  "last bytes sent",
  "answer begun",
  "answer read",
  "outcome written",
] as const;

/** One of {@link KILL_POINTS}. */
export type KillPoint = (typeof KILL_POINTS)[number];
