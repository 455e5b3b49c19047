import { parentPort, workerData } from "node:worker_threads";
import { checkOne } from "./check-one.ts";
import { openSetup, type ValidationSetup } from "./kit-options.ts";

/** A thread that checks the documents it is told, one after the other. */
const port = parentPort;
if (port === null) throw new Error("to be run as a worker thread");
// The one boundary of this thread: its data come from `startWorkers` alone.
const opened = await openSetup(workerData as ValidationSetup);
port.on("message", (file: string) => {
  void checkOne(file, opened.options).then((checked) => {
    port.postMessage(checked);
  });
});
port.postMessage("ready");
