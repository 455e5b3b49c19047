import { describe, expect, it } from "vitest";
import { discoverServers, type SrvRecord } from "./discover-servers.ts";

const record = (name: string, port: number, priority = 0, weight = 0): SrvRecord => ({ name, port, priority, weight });

function resolver(records: Readonly<Record<string, readonly SrvRecord[]>>) {
  return (name: string): Promise<readonly SrvRecord[]> => {
    const found = records[name];
    return found === undefined
      ? Promise.reject(Object.assign(new Error("queried"), { code: "ENOTFOUND" }))
      : Promise.resolve(found);
  };
}

describe("discoverServers", () => {
  it.each<[string, Readonly<Record<string, readonly SrvRecord[]>>, object]>([
    ["nothing", {}, {}],
    [
      "STARTTLS before implicit TLS, then priority, then weight",
      {
        "_submission._tcp.d.fr": [record("c.d.fr", 587, 2), record("b.d.fr", 588, 1, 1), record("a.d.fr.", 589, 1, 9)],
        "_submissions._tcp.d.fr": [record("x.d.fr", 465)],
        "_imaps._tcp.d.fr": [record("imap.d.fr", 993)],
      },
      {
        smtp: { host: "a.d.fr", port: 589, mode: "starttls" },
        imap: { host: "imap.d.fr", port: 993, mode: "implicit" },
      },
    ],
    [
      "a service that is said not to exist",
      { "_submission._tcp.d.fr": [record(".", 0)], "_imap._tcp.d.fr": [record("", 0)] },
      {},
    ],
  ])("%s", async (_name, records, expected) => {
    expect(await discoverServers("d.fr", { resolveSrv: resolver(records) })).toEqual(expected);
  });

  it("passes a failing DNS on, and asks for other names when told", async () => {
    const failing = () => Promise.reject(Object.assign(new Error("x"), { code: "ESERVFAIL" }));
    await expect(discoverServers("d.fr", { resolveSrv: failing })).rejects.toMatchObject({ code: "ESERVFAIL" });
    const names = { smtp: [["_mss._tcp", "implicit"]], imap: [] } as const;
    const resolveSrv = resolver({ "_mss._tcp.d.fr": [record("s.d.fr", 465)] });
    expect(await discoverServers("d.fr", { names, resolveSrv })).toEqual({
      smtp: { host: "s.d.fr", port: 465, mode: "implicit" },
    });
  });
});
