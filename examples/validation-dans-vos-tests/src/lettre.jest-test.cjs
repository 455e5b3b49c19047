// For Jest: copy it as lettre.test.js. With the kit, start Jest with NODE_OPTIONS=--experimental-vm-modules: XML Schema is an ES module.
const { readFileSync } = require("node:fs");
const path = require("node:path");
const { assertConformant, buildLettreDeLiaisonSortie, openCisisKit } = require("@ldl/cda");

const exportLetter = () => {
  const record = path.join(__dirname, "../../data/ldl-ses.min.json");
  return buildLettreDeLiaisonSortie(JSON.parse(readFileSync(record, "utf8"))).xml;
};

describe("the letter that we export", () => {
  const folder = process.env.LDL_CISIS_KIT;
  if (folder === undefined) console.warn("SAUTÉ : LDL_CISIS_KIT ne nomme pas le kit officiel");

  it("keeps the rules of the SDK", () => {
    assertConformant(exportLetter());
  });

  (folder === undefined ? it.skip : it)("keeps the official rules", async () => {
    const kit = await openCisisKit(folder);
    assertConformant(exportLetter(), { kit, name: "lettre de sortie" });
    // Nothing to dispose of: Jest runs each file in a context of its own, without Symbol.dispose in Node 20.
  });
});
