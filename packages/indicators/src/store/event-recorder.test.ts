import { ExchangeEvent, LdlError } from "@ldl/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stay } from "../../test/support/events.ts";
import { emptyStore, openMemoryStore } from "../../test/support/open-store.ts";
import { createEventRecorder, type EventStore } from "../index.ts";

let store: EventStore;
beforeAll(async () => {
  store = await openMemoryStore();
});
beforeEach(() => emptyStore(store));
afterAll(() => store.database.close());

const event = (n: number): ExchangeEvent => ExchangeEvent.parse(stay(`s${n}`));
const stored = async (): Promise<number> =>
  Number((await store.database.query<{ n: number }>("SELECT count(*) AS n FROM ind_event")).rows[0]?.n);

describe("createEventRecorder", () => {
  it("records what was told, together, once flushed", async () => {
    let calls = 0;
    const counting: EventStore = { ...store, record: (events) => store.record(events).finally(() => (calls += 1)) };
    const recorder = createEventRecorder(counting, { onError: (error) => expect.unreachable(String(error)) });
    for (let n = 0; n < 50; n += 1) recorder.onEvent(event(n));
    expect(await recorder.flush()).toBe(true);
    expect([await stored(), calls]).toEqual([50, 1]);
    expect(await recorder.flush()).toBe(true);
  });

  it("keeps events while the database fails, and records them later", async () => {
    let broken = true;
    const errors: unknown[] = [];
    const failing: EventStore = {
      ...store,
      record: (events) => (broken ? Promise.reject(new Error("down")) : store.record(events)),
    };
    const recorder = createEventRecorder(failing, { onError: (error, events) => errors.push([error, events.length]) });
    recorder.onEvent(event(1));
    expect(await recorder.flush()).toBe(false);
    broken = false;
    recorder.onEvent(event(2));
    expect(await recorder.flush()).toBe(true);
    expect([await stored(), errors.length]).toEqual([2, 1]);
  });

  it("drops events that the store refuses, after telling of them", async () => {
    const errors: unknown[] = [];
    const recorder = createEventRecorder(store, { onError: (error) => errors.push(error) });
    recorder.onEvent({ ...event(1), entityId: "a\0b" } as ExchangeEvent);
    expect(await recorder.flush()).toBe(true);
    recorder.onEvent(event(2));
    await recorder[Symbol.asyncDispose]();
    expect([await stored(), errors.length]).toEqual([1, 1]);
    expect(errors[0]).toBeInstanceOf(LdlError);
  });
});
