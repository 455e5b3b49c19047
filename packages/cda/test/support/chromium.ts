import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Chromium, where Debian puts it. */
export const CHROMIUM = PLACES.find((place) => existsSync(place));
if (CHROMIUM === undefined) console.log("skipped: Chromium is not installed, pages are not looked at in a browser");

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-pipe",
];

type Message = Readonly<Record<string, unknown>>;

/** What a page did while it was open. */
export interface PageVisit {
  /** Everything the console, the browser log and unhandled errors said. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for, the page itself excepted; `data:` addresses are not asked of anybody. */
  readonly requests: readonly string[];
  /** Dialogs that opened. */
  readonly dialogs: number;
  /** What each question gave. */
  readonly answers: readonly unknown[];
}

/** A browser that is driven by its debugging pipe. */
export class Browser {
  private readonly process: ChildProcess;
  private readonly profile: string;
  private readonly answers = new Map<number, (message: Message) => void>();
  private readonly listeners = new Set<(message: Message) => void>();
  private rest = "";
  private count = 0;

  constructor(command: string) {
    this.profile = mkdtempSync(path.join(os.tmpdir(), "ldl-chromium-"));
    this.process = spawn(command, [...FLAGS, `--user-data-dir=${this.profile}`], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.output.on("data", (chunk: Buffer) => {
      this.receive(chunk.toString("utf8"));
    });
  }

  /** Opens a page, asks it questions in JavaScript, and tells what happened. */
  async visit(file: string, questions: readonly string[] = []): Promise<PageVisit> {
    const { targetId } = (await this.send("Target.createTarget", { url: "about:blank" })) as { targetId: string };
    const { sessionId } = (await this.send("Target.attachToTarget", { targetId, flatten: true })) as {
      sessionId: string;
    };
    const seen = { complaints: [] as string[], requests: [] as string[], dialogs: 0 };
    const url = pathToFileURL(file).href;
    const loaded = new Promise<void>((resolve) => {
      const listener = (message: Message): void => {
        if (message["sessionId"] === sessionId && this.note(message, url, seen)) resolve();
      };
      this.listeners.add(listener);
    });
    for (const domain of ["Runtime", "Log", "Network", "Page"]) await this.send(`${domain}.enable`, {}, sessionId);
    await this.send("Page.navigate", { url }, sessionId);
    await loaded;
    const answers: unknown[] = [];
    for (const expression of questions) {
      const { result } = (await this.send("Runtime.evaluate", { expression, returnByValue: true }, sessionId)) as {
        result: { value?: unknown };
      };
      answers.push(result.value);
    }
    await this.send("Target.closeTarget", { targetId });
    return { ...seen, answers };
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    await this.send("Browser.close", {}).catch(() => this.process.kill());
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private note(
    { method, params }: Message,
    url: string,
    seen: { complaints: string[]; requests: string[]; dialogs: number },
  ): boolean {
    if (method === "Runtime.consoleAPICalled" || method === "Log.entryAdded" || method === "Runtime.exceptionThrown")
      seen.complaints.push(JSON.stringify(params));
    if (method === "Page.javascriptDialogOpening") seen.dialogs++;
    if (method === "Network.requestWillBeSent") {
      const asked = (params as { request: { url: string } }).request.url;
      if (asked !== url && !asked.startsWith("data:")) seen.requests.push(asked);
    }
    return method === "Page.loadEventFired";
  }

  private send(method: string, params: Message, sessionId?: string): Promise<unknown> {
    const id = ++this.count;
    const input = this.process.stdio[3] as Writable;
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      this.answers.set(id, (message) => {
        if (message["error"] === undefined) resolve(message["result"]);
        else reject(new Error(`${method}: ${JSON.stringify(message["error"])}`));
      });
    });
  }

  private get output(): Readable {
    return this.process.stdio[4] as Readable;
  }

  private receive(text: string): void {
    const messages = (this.rest + text).split("\0");
    this.rest = messages.pop() ?? "";
    for (const text of messages) {
      const message = JSON.parse(text) as Message;
      const id = message["id"];
      if (typeof id === "number") {
        this.answers.get(id)?.(message);
        this.answers.delete(id);
      } else for (const listener of this.listeners) listener(message);
    }
  }
}
