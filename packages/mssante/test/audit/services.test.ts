import { Rpps } from "@ldl/domain";
import { expect, it } from "vitest";
import { auditDirectory } from "../../src/audit/audit-directory.ts";
import type { MailboxDirectory } from "../../src/directory/directory.ts";
import { createStoredDirectory } from "../../src/directory/store/create-stored-directory.ts";
import { createTokenCache } from "../../src/tokens/token-cache.ts";
import { LGC } from "../support/message-input.ts";
import { openPglite } from "../support/test-sending.ts";
import { expectAbsent, testTrail } from "../support/test-trail.ts";

it("tells what was looked for in a directory, without names", async () => {
  const { audit, events } = testTrail();
  const database = await openPglite();
  const directory = createStoredDirectory({ database, audit });
  await directory.search({ rpps: Rpps.parse("10002422979"), city: "DOMPREMY" });
  await directory.search({ name: "VIAL", givenName: "Paul" });
  await directory.lookupAddress(LGC);
  await database.close();
  expect(events.map(({ request, response, outcome }) => [request, response?.text, outcome])).toEqual([
    [{ verb: "SEARCH", target: "rpps=10002422979 city" }, "0 mailboxes", "success"],
    [{ verb: "SEARCH", target: "name givenName" }, "0 mailboxes", "success"],
    [{ verb: "LOOKUP", target: "***@cabinet-test.mssante.fr" }, "0 mailboxes", "success"],
  ]);
  expectAbsent(events, ["VIAL", "Paul", "DOMPREMY", "medecin@"]);
});

it("tells that a search failed", async () => {
  const { audit, actions } = testTrail();
  const broken: MailboxDirectory = {
    search: () => Promise.reject(new Error("VIAL")),
    lookupAddress: () => Promise.resolve([]),
  };
  const directory = auditDirectory(broken, audit, { protocol: "http", host: "annuaire.example" });
  await expect(directory.search({ name: "VIAL" })).rejects.toThrow("VIAL");
  expect(actions()).toEqual(["directorySearch failure"]);
});

it("tells each renewal of a token, without it", async () => {
  const { audit, events, actions } = testTrail();
  let count = 0;
  const renew = () => {
    count += 1;
    return count === 2
      ? Promise.reject(new Error("jeton-2"))
      : Promise.resolve({ accessToken: `jeton-${count}`, expiresIn: 60 });
  };
  const tokens = createTokenCache(renew, { audit, host: "psc.example" });
  expect(await Promise.all([tokens.getToken(), tokens.getToken()])).toEqual(["jeton-1", "jeton-1"]);
  await expect(tokens.getToken({ force: true })).rejects.toThrow();
  expect(actions()).toEqual(["tokenRefresh", "tokenRefresh failure"]);
  expectAbsent(events, ["jeton-1", "jeton-2"]);
});
