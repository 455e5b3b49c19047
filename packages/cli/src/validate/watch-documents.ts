import { watch } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";

/** Editors write a file several times in a row. */
const QUIET_MS = 150;

/** Folder to watch for an argument: itself, that of a file, or the fixed beginning of a pattern. */
async function folderOf(name: string): Promise<string> {
  try {
    return (await stat(name)).isDirectory() ? name : path.dirname(name);
  } catch {
    return path.dirname(name.split(/[*?[{]/)[0] ?? ".") || ".";
  }
}

/**
 * Calls back when something changes where arguments point to, until the signal is aborted.
 *
 * @param names - Files, folders, patterns.
 * @param signal - Ends the watch.
 * @param onChange - Called after changes; the next call waits for the end of this one.
 */
export async function watchDocuments(
  names: readonly string[],
  signal: AbortSignal,
  onChange: () => Promise<void>,
): Promise<void> {
  const folders = [...new Set(await Promise.all(names.map(folderOf)))];
  await new Promise<void>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(onChange).catch(reject);
      }, QUIET_MS);
    };
    const watchers = folders.map((folder) => watch(folder, { recursive: true }, later).on("error", reject));
    const stop = (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      void running.then(resolve);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
