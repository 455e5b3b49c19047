#!/usr/bin/env node
import { existsSync } from "node:fs";
import process from "node:process";
import { z } from "zod";
import { nodeIo } from "./io.ts";
import { main } from "./main.ts";

// What a schema says of wrong data, where it has no words of its own.
z.config(z.locales.fr());
// The thread is a program of its own, built beside this one.
const workerFile = new URL("./validate-worker.js", import.meta.url);
process.exitCode = await main(process.argv.slice(2), nodeIo(existsSync(workerFile) ? { workerFile } : {}));
// A database that could not be opened leaves a timer behind, which must not keep the command from ending.
process.stdout.write("", () => setTimeout(() => process.exit(), 1_000).unref());
