// In a process of its own, without a loader: the most memory that reading a report takes.
import { readFileSync } from "node:fs";
import process from "node:process";
import { readCrBio } from "@ldl/crbm";

const xml = readFileSync(process.argv[2]);
const before = process.resourceUsage().maxRSS / 1024;
const { results } = readCrBio(xml);
const after = process.resourceUsage().maxRSS / 1024;
console.log(
  `peak while reading it: ${after.toFixed(0)} MiB, ${before.toFixed(0)} MiB before, ${results.length} results`,
);
