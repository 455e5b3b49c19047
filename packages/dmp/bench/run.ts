import { benchLots } from "./lots.ts";
import { benchVihf } from "./vihf.ts";

for (const bench of [benchVihf, benchLots]) {
  const { name, ours, peer, ratio, gate } = await bench();
  const verdict = ratio >= gate ? "tenu" : "non tenu";
  console.log(
    `${name} : ${ours.toFixed(0)} / ${peer.toFixed(0)} par seconde de CPU = ${ratio.toFixed(2)} (seuil ${gate}, ${verdict})`,
  );
}
