import { access, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Association, ReceivedSubmissionSet } from "@ldl/xds";
import type { Spooled } from "../http/spool.ts";
import { Change, type StoredAuthorization, type StoredEntry, type StoredPatient } from "./stored-objects.ts";

const JOURNAL = "journal.jsonl";

/**
 * What the DMP keeps: a journal of changes, one line each, and one file for each document. Everything but the documents is
 * in memory; the journal is read at start, and a line that was cut by a crash never happened.
 */
export class DmpStore {
  readonly submissionSets: ReceivedSubmissionSet[] = [];
  readonly associations: Association[] = [];
  /** By entryUUID, oldest first. */
  readonly entries = new Map<string, StoredEntry>();
  private readonly patients = new Map<string, StoredPatient>();
  private readonly authorizations = new Map<string, StoredAuthorization>();
  private readonly dir: string;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** Opens the store of a folder, created when missing. */
  static async open(dir: string): Promise<DmpStore> {
    const store = new DmpStore(dir);
    await mkdir(path.join(dir, "documents"), { recursive: true, mode: 0o700 });
    await rm(store.incoming, { recursive: true, force: true });
    await mkdir(store.incoming, { mode: 0o700 });
    await store.replay();
    return store;
  }

  /** Folder of what is being received. */
  get incoming(): string {
    return path.join(this.dir, "incoming");
  }

  patient(ins: string): StoredPatient | undefined {
    return this.patients.get(ins);
  }

  authorization(ins: string, holder: string): StoredAuthorization | undefined {
    return this.authorizations.get(`${ins} ${holder}`);
  }

  /** Versions of the entries of a document. */
  entriesOf(uniqueId: string): readonly StoredEntry[] {
    return [...this.entries.values()].filter(({ entry }) => entry.uniqueId === uniqueId);
  }

  /** File of a document. */
  fileOf(sha1: string): string {
    return path.join(this.dir, "documents", sha1);
  }

  /** Keeps the bytes of a document; the same bytes are kept once. */
  async keep(content: Spooled): Promise<void> {
    const file = this.fileOf(content.sha1);
    const known = await access(file).then(
      () => true,
      () => false,
    );
    if (known) return;
    await content.keep(`${file}.new`);
    await rename(`${file}.new`, file);
  }

  /** Runs work that nothing else may interleave with: checks, then a change. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** Writes a change, then makes it visible. */
  async commit(change: Change): Promise<void> {
    const file = await open(path.join(this.dir, JOURNAL), "a", 0o600);
    try {
      await file.appendFile(`${JSON.stringify(change)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    this.apply(change);
  }

  private apply({ patients, authorizations, submissionSets, entries, associations, statuses }: Change): void {
    for (const patient of patients ?? []) this.patients.set(patient.ins, patient);
    for (const one of authorizations ?? []) this.authorizations.set(`${one.ins} ${one.holder}`, one);
    this.submissionSets.push(...(submissionSets ?? []));
    this.associations.push(...(associations ?? []));
    for (const stored of entries ?? []) this.entries.set(stored.entry.id, stored);
    for (const { id, status } of statuses ?? []) {
      const stored = this.entries.get(id);
      if (stored === undefined) continue;
      this.entries.set(id, { ...stored, entry: { ...stored.entry, availabilityStatus: status } });
    }
  }

  /** Reads the journal, and drops a last line that was not written to its end. */
  private async replay(): Promise<void> {
    const file = path.join(this.dir, JOURNAL);
    const text = await readFile(file, "utf8").catch(() => "");
    const complete = text.slice(0, text.lastIndexOf("\n") + 1);
    if (complete.length < text.length) await writeFile(file, complete, { mode: 0o600 });
    for (const line of complete.split("\n")) {
      if (line !== "") this.apply(Change.parse(JSON.parse(line)));
    }
  }
}
