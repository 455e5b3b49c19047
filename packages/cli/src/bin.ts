#!/usr/bin/env node
import process from "node:process";
import { z } from "zod";
import { nodeIo } from "./io.ts";
import { main } from "./main.ts";

// What a schema says of wrong data, where it has no words of its own.
z.config(z.locales.fr());
process.exitCode = await main(process.argv.slice(2), nodeIo());
