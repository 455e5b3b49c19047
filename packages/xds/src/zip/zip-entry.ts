/** A file of an archive, as its central header describes it. */
export interface ZipEntry {
  /** Path as written. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Type of file of Unix, 0 when it is not said. */
  readonly fileType: number;
  /** Where its local header starts. */
  readonly offset: number;
}

/** A file whose data was found. */
export interface LocatedEntry extends ZipEntry {
  /** Where its data starts. */
  readonly dataOffset: number;
}
