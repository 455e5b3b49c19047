import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestPki, type DmpServer, startDmp, type TestPki } from "../../src/index.ts";
import { association, newOid, registryPackage, submitObjects } from "./support/ebrim.ts";
import { existsBody } from "./support/exists.ts";
import { queryBody, retrieveBody } from "./support/registry-requests.ts";
import { buildEnvelope, plain, post, said } from "./support/soap.ts";
import {
  ACTIONS,
  buildSubmission,
  hospital,
  physician,
  type Sender,
  secretary,
  send,
  submit,
  vihfOf,
} from "./support/submission.ts";
import { INS, PATIENT } from "./support/vihf.ts";

let pki: TestPki;
let dmp: DmpServer;

beforeAll(async () => {
  pki = await createTestPki();
  dmp = await startDmp({ pki, patients: [{ ins: INS }] });
  for (const holder of [pki.cps.psIdNat, pki.sender.structIdNat, pki.receiver.structIdNat]) {
    await dmp.store.authorize({ ins: INS, holder });
  }
});
afterAll(() => dmp.close());

const NURSE = [["60", "1.2.250.1.71.1.2.7"]] as const;
const NOBODY = [["AUTOMATE", "1.2.250.1.213.1.1.4.6"]] as const;
const AIR = { mode: "INDIRECTE_RENFORCEE" };

/** Columns of the matrix. */
const COLUMNS: Readonly<Record<string, (purpose: string) => Sender>> = {
  "PS non médecin": (purpose) => ({ ...physician(pki), vihf: { ...physician(pki).vihf, roles: NURSE, purpose } }),
  médecin: (purpose) => ({ ...physician(pki), vihf: { ...physician(pki).vihf, purpose } }),
  CPE: (purpose) => ({ ...secretary(pki), vihf: { ...secretary(pki).vihf, purpose } }),
  INDIRECTE: (purpose) => ({ ...hospital(pki), vihf: { purpose } }),
  "AIR PS": (purpose) => ({ ...hospital(pki), vihf: { ...AIR, purpose } }),
  "AIR non-PS": (purpose) => ({
    ...hospital(pki),
    vihf: { ...AIR, roles: NOBODY, nameId: "3990000002/0001", purpose },
  }),
};

const STATUS = "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved";

async function call(
  service: keyof DmpServer["endpoints"],
  action: string,
  body: string,
  sender: Sender,
): Promise<string> {
  const envelope = buildEnvelope({ action, body, security: vihfOf(sender) });
  return said(await post(dmp.endpoints[service], plain(envelope, action), sender));
}

/** Submits a document as the caller would if the matrix let it: with a sender who may feed and owns it alike. */
async function ownDocument(sender: Sender): Promise<string> {
  const { vihf = {} } = sender;
  const air = vihf.mode === AIR.mode;
  const feeder: Sender = air ? hospital(pki) : { ...sender, vihf: { ...vihf, purpose: "normal" } };
  const built = buildSubmission(feeder);
  expect(said(await send(dmp, feeder, built))).toBe("Success");
  return dmp.store.documents.find(({ uniqueId }) => uniqueId === built.uniqueId)?.id ?? "";
}

function statusBody(target: string, to: string): string {
  return submitObjects({
    set: registryPackage({ id: "SubmissionSet01", uniqueId: newOid() }),
    associations: [
      association("UpdateAvailabilityStatus", "SubmissionSet01", target, {
        OriginalStatus: STATUS,
        NewStatus: `urn:asip:ci-sis:2010:StatusType:${to}`,
      }),
    ],
  });
}

const FIND = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
const GET = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";
const find = { $XDSDocumentEntryPatientId: `'${PATIENT}'`, $XDSDocumentEntryStatus: `('${STATUS}')` };

/** Lines of the matrix. */
const LINES: Readonly<Record<string, (sender: Sender) => Promise<string>>> = {
  "TD0.2": (sender) => call("patients", ACTIONS.exists, existsBody(), sender),
  "TD0.3": (sender) =>
    call(
      "habilitations",
      ACTIONS.authorize,
      '<setAuthorization xmlns="urn:si-dmp-habilitations"><action>AJOUT</action></setAuthorization>',
      sender,
    ),
  "TD2.1": async (sender) => said(await submit(dmp, sender)),
  "TD3.1a": (sender) => call("registry", ACTIONS.query, queryBody(FIND, find), sender),
  "TD3.1b": (sender) =>
    call("registry", ACTIONS.query, queryBody(GET, { $XDSDocumentEntryUniqueId: "('1.2.3')" }, "ObjectRef"), sender),
  "TD3.2": (sender) => call("repository", ACTIONS.retrieve, retrieveBody("1.2.250.1.213.4.1.1.1.2", "1.2.3"), sender),
  "TD3.3c": async (sender) =>
    call("registry", ACTIONS.update, statusBody(await ownDocument(sender), "Deleted"), sender),
  "TD3.3d": async (sender) =>
    call("registry", ACTIONS.update, statusBody(await ownDocument(sender), "Archived"), sender),
};

/** Accesses allowed, by line and column: N normal, R régulation, B bris de glace. PDT-INF-526 v1.8, PDT-INF-606 v1.3. */
const MATRIX: Readonly<Record<string, readonly string[]>> = {
  "TD0.2": ["NRB", "NRB", "N", "NR", "NRB", "N"],
  "TD0.3": ["N", "N", "N", "", "N", "N"],
  "TD2.1": ["NRB", "NRB", "N", "NR", "", ""],
  "TD3.1a": ["NRB", "NRB", "", "", "NRB", ""],
  "TD3.1b": ["NRB", "NRB", "N", "NR", "NRB", "N"],
  "TD3.2": ["NRB", "NRB", "", "", "NRB", ""],
  "TD3.3c": ["NRB", "NRB", "N", "NR", "NRB", "N"],
  "TD3.3d": ["N", "NRB", "", "", "N", ""],
};
const ACCESSES = [
  ["N", "normal"],
  ["R", "centre_15"],
  ["B", "bris_de_glace"],
] as const;
const REFUSED = "soap:DMPAccessDeniedByRightsService";

describe.each(Object.keys(LINES))("%s", (line) => {
  it.each(Object.keys(COLUMNS).map((column, index) => [column, MATRIX[line]?.[index] ?? ""] as const))(
    "%s: %s",
    async (column, allowed) => {
      for (const [letter, purpose] of ACCESSES) {
        const sender = COLUMNS[column]?.(purpose);
        if (sender === undefined) throw new Error("a column expected");
        const answer = await LINES[line]?.(sender);
        expect([letter, answer === REFUSED]).toEqual([letter, !allowed.includes(letter)]);
      }
    },
  );
});
