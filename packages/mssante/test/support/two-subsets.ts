import { buffer } from "node:stream/consumers";
import { fromBufferPromise } from "yauzl";
import { ZipFile } from "yazl";

/** Archive of two subsets: what lies in the second archive goes into SUBSET02. */
export async function twoSubsets(first: Uint8Array, second: Uint8Array): Promise<Uint8Array> {
  const joined = new ZipFile();
  for (const [archive, subset] of [
    [first, "SUBSET01"],
    [second, "SUBSET02"],
  ] as const) {
    const zip = await fromBufferPromise(Buffer.from(archive));
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.replace("SUBSET01", subset);
      if (subset === "SUBSET01" || name !== entry.fileName)
        joined.addBuffer(await buffer(await zip.openReadStreamPromise(entry)), name);
    }
  }
  joined.end();
  return await buffer(joined.outputStream);
}
