import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

/** A file of a test archive: every field of its headers can be made wrong. */
export interface TestFile {
  readonly name: string | Buffer;
  readonly content: string | Uint8Array;
  readonly method?: number;
  /** Compressed bytes to write in place of the right ones. */
  readonly data?: Uint8Array;
  readonly flags?: number;
  readonly size?: number;
  readonly crc?: number;
  /** Upper half of the external attributes: mode of Unix. */
  readonly mode?: number;
  /** Name in the local header, when it differs. */
  readonly localName?: string;
  /** Size and CRC after the data, as streaming writers do. */
  readonly descriptor?: boolean;
  /** Where the central header says the local one is. */
  readonly offset?: number;
}

/** What may be wrong in an archive as a whole. */
export interface TestArchive {
  readonly prefix?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly entries?: number;
  readonly disk?: number;
  readonly comment?: string;
}

interface Written {
  readonly local: Buffer;
  readonly central: (offset: number) => Buffer;
}

function writeFile(file: TestFile): Written {
  const content = Buffer.from(file.content);
  const method = file.method ?? 8;
  const data = Buffer.from(file.data ?? (method === 8 ? deflateRawSync(content) : content));
  const name = Buffer.from(file.name);
  const localName = file.localName === undefined ? name : Buffer.from(file.localName);
  const crc = file.crc ?? crc32(content);
  const size = file.size ?? content.length;
  const flags = (file.flags ?? 0) | (file.descriptor === true ? 8 : 0);
  const common = (values: readonly [number, number, number], nameLength: number) => {
    const bytes = Buffer.alloc(26);
    for (const [at, value] of [
      [0, 20],
      [2, flags],
      [4, method],
      [6, 0],
      [8, 0x5854],
      [22, nameLength],
      [24, 0],
    ] as const)
      bytes.writeUInt16LE(value, at);
    for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 10 + 4 * index);
    return bytes;
  };
  const late = file.descriptor === true;
  const descriptor = Buffer.alloc(late ? 16 : 0);
  const after = late ? [0x08074b50, crc, data.length, size] : [];
  for (const [index, value] of after.entries()) descriptor.writeUInt32LE(value, 4 * index);
  const local = Buffer.concat([
    Buffer.from("PK\x03\x04", "latin1"),
    common(late ? [0, 0, 0] : [crc, data.length, size], localName.length),
    localName,
    data,
    descriptor,
  ]);
  return {
    local,
    central: (offset) => {
      const tail = Buffer.alloc(14);
      tail.writeUInt16LE(file.mode ?? 0, 8);
      tail.writeUInt32LE(file.offset ?? offset, 10);
      return Buffer.concat([
        Buffer.from("PK\x01\x02\x14\x03", "latin1"),
        common([crc, data.length, size], name.length),
        tail,
        name,
      ]);
    },
  };
}

/** Writes an archive, sound or not. */
export function buildZip(files: readonly TestFile[], archive: TestArchive = {}): Uint8Array {
  const prefix = Buffer.from(archive.prefix ?? []);
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const { local, central } = writeFile(file);
    locals.push(local);
    centrals.push(central(offset));
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const comment = Buffer.from(archive.comment ?? "");
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(archive.disk ?? 0, 4);
  end.writeUInt16LE(archive.entries ?? files.length, 8);
  end.writeUInt16LE(archive.entries ?? files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([prefix, ...locals, central, end, comment, Buffer.from(archive.suffix ?? [])]);
}
