import { describe, expect, it } from "vitest";
import { storeFailure } from "./store-failure.ts";

const withCode = (code: string): Error => Object.assign(new Error("INSERT of secret-value failed"), { code });

describe("storeFailure", () => {
  it.each([
    ["disk full", withCode("53100"), true],
    ["server shut down", withCode("57P01"), true],
    ["serialization failure", withCode("40001"), true],
    ["connection reset", withCode("ECONNRESET"), true],
    ["broken pipe, whose system code has the length of a SQLSTATE", withCode("EPIPE"), true],
    ["no code at all", new Error("Connection terminated unexpectedly"), true],
    ["not even an error", "closed", true],
    ["missing table", withCode("42P01"), false],
    ["syntax", withCode("42601"), false],
    ["unique constraint", withCode("23505"), false],
  ])("%s: retryable %#", (_title, cause, retryable) => {
    expect(storeFailure("outbox.enqueue", cause).retryable).toBe(retryable);
  });

  it("names the operation and keeps the driver's words out of the message", () => {
    const error = storeFailure("outbox.enqueue", withCode("23505"));
    expect(error.details).toEqual({ operation: "outbox.enqueue" });
    expect(error.message).toContain("outbox.enqueue");
    expect(error.message).not.toContain("secret-value");
    expect(error.cause).toBeInstanceOf(Error);
  });
});
