/** Run by several processes at once: opens the same schema with the same cache, again and again, and checks what it finds. */
import { parseXml } from "@ldl/xml";
import { compileSchematron } from "../../src/index.ts";

const [baseFolder = "", cacheFolder = ""] = process.argv.slice(2);
for (let time = 0; time < 40; time++) {
  const rules = compileSchematron({ entry: "rules.sch", baseFolder, cacheFolder });
  const { findings } = rules.run(parseXml("<a/>"));
  if (findings.length !== 1) process.exit(1);
}
