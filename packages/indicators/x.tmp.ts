import { readFileSync, writeFileSync } from "node:fs";
import { renderXlsx } from "./src/index.ts";

writeFileSync("/tmp/ind-exp/r.xlsx", renderXlsx(JSON.parse(readFileSync("/tmp/ind-exp/report.json", "utf8"))));
