import { describe, expect, it } from "vitest";
import { mailDate } from "./mail-date.ts";

describe("mailDate", () => {
  it.each([
    ["2024-02-20T09:15:00Z", "Tue, 20 Feb 2024 10:15:00 +0100"],
    ["2024-07-01T22:30:59Z", "Tue, 02 Jul 2024 00:30:59 +0200"],
    ["2024-10-27T00:59:00Z", "Sun, 27 Oct 2024 02:59:00 +0200"],
    ["2024-10-27T01:00:00Z", "Sun, 27 Oct 2024 02:00:00 +0100"],
    ["2023-12-31T23:30:00Z", "Mon, 01 Jan 2024 00:30:00 +0100"],
  ])("writes %s in the time of Paris", (instant, expected) => {
    expect(mailDate(new Date(instant))).toBe(expected);
    expect(new Date(expected).toISOString()).toBe(new Date(instant).toISOString());
  });
});
