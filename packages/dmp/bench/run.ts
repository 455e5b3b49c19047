import process from "node:process";
import { benchLots } from "./lots.ts";
import { benchVihf } from "./vihf.ts";

let failed = false;
for (const bench of [benchVihf, benchLots]) {
  const { name, ours, peer, ratio, gate } = await bench();
  const verdict = ratio >= gate ? "tenu" : "non tenu";
  failed ||= ratio < gate;
  console.log(
    `${name} : ${ours.toFixed(0)} / ${peer.toFixed(0)} par seconde de CPU = ${ratio.toFixed(2)} (seuil ${gate}, ${verdict})`,
  );
}
process.exitCode = failed ? 1 : 0;
