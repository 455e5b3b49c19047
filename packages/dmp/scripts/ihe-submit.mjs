// Submits, replaces, finds and retrieves letters against any strict XDS.b server (ITI-41, ITI-18, ITI-43), without VIHF.
//
//   node --import tsx packages/dmp/scripts/ihe-submit.mjs --repository URL --registry URL [--retrieve URL]
//     [--ca FILE --certificate FILE --key FILE] [--ins MATRICULE] [--repository-oid OID]
//
// Without --ca, plain HTTP is used: for a server on the same machine only. Exit code 0 when every step did what it should.
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { createDmpClient, createDmpTransport, createKeySigner } from "../src/index.ts";
import { cdaLetter } from "../test/support/cda-letter.ts";
import { clientOptions, contextOf, lotOf } from "../test/support/lot-input.ts";

const option = { type: "string" };
const { values } = parseArgs({
  options: {
    repository: option,
    registry: option,
    retrieve: option,
    ca: option,
    certificate: option,
    key: option,
    ins: option,
    "repository-oid": option,
  },
});
const { repository, registry, retrieve = repository, ca, certificate, key, ins = "279035121518989" } = values;
if (repository === undefined || registry === undefined) {
  console.error("--repository and --registry are needed");
  process.exit(2);
}

const read = (file) => readFileSync(file, "utf8");
const transport = createDmpTransport(
  ca === undefined
    ? { allowPlainHttp: true }
    : { tls: { ca: read(ca), certificate: read(certificate), key: read(key), maxVersion: "TLSv1.3" } },
);
/** Nothing is signed in this dialect. */
const signer =
  certificate === undefined
    ? { certificate: "", sign: () => Promise.reject(new Error("nothing is signed here")) }
    : createKeySigner({ certificate: read(certificate), key: read(key) });

const clientOf = (repositoryUrl) =>
  createDmpClient({
    ...clientOptions(),
    baseUrl: registry,
    endpoints: { registry, repository: repositoryUrl },
    dialect: "ihe-strict",
    transport,
    signer,
    ...(values["repository-oid"] === undefined ? {} : { repositoryUniqueId: values["repository-oid"] }),
  });
const feeder = clientOf(repository);
const reader = clientOf(retrieve);
const context = { ...contextOf(), patient: { matricule: ins, environnement: "test" } };
const newId = () => `2.25.${BigInt(`0x${randomUUID().replaceAll("-", "")}`)}`;

function check(step, isRight) {
  console.log(`${isRight ? "ok" : "FAILED"} ${step}`);
  if (!isRight) process.exitCode = 1;
}

try {
  const [first, second] = [newId(), newId()];
  const letter = cdaLetter({ id: first, ins });
  const sent = await feeder.submit({ ...lotOf(), documents: [{ document: letter }] }, context);
  check("submit", sent.documentIds[0] === first);
  const old = await reader.findEntryUuid(first, context);
  check("find the entry of the document", old !== null);
  const next = { document: cdaLetter({ id: second, replaces: first, ins }), replaces: old };
  const replaced = await feeder.submit({ ...lotOf(), documents: [next] }, context);
  check("replace", replaced.documentIds[0] === second);
  const { entries } = await reader.findDocuments({}, context);
  const ids = entries.map(({ uniqueId }) => uniqueId);
  check("find the current document, and not the replaced one", ids.includes(second) && !ids.includes(first));
  const entry = entries.find(({ uniqueId }) => uniqueId === second);
  const [document] = await reader.retrieve([{ ...entry, uniqueId: second }], context);
  const isSame = document?.status === "retrieved" && Buffer.from(document.bytes).equals(next.document);
  check("retrieve the same bytes", isSame && document.integrity !== "mismatch");
} catch (error) {
  console.error(error instanceof Error ? `${error.message}\n${JSON.stringify(error.details ?? {}, null, 1)}` : error);
  process.exitCode = 1;
} finally {
  await transport.close();
}
