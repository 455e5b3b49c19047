/**
 * Bounds of what {@link readXdm} reads; going over one is a finding.
 *
 * @public
 */
export interface XdmLimits {
  /** Size of the archive, in bytes. Default: 41 943 040 (40 MiB). */
  readonly maxArchiveBytes: number;
  /** Files and folders in the archive. Default: 200. */
  readonly maxEntries: number;
  /** Size of one file once decompressed, in bytes. Default: 52 428 800 (50 MiB). */
  readonly maxEntryBytes: number;
  /** Size of all files once decompressed, in bytes. Default: 157 286 400 (150 MiB). */
  readonly maxTotalBytes: number;
  /** Size of a METADATA.XML, in bytes. Default: 5 242 880 (5 MiB). */
  readonly maxMetadataBytes: number;
  /** Decompressed to compressed size of one file. Default: 100. */
  readonly maxRatio: number;
  /** Characters of a path in the archive. Default: 128. */
  readonly maxNameLength: number;
  /** Time given to the reading, in milliseconds, looked at between two files. Default: 10 000. */
  readonly maxDurationMs: number;
}

/** The limits used when none are given. @public */
export const DEFAULT_XDM_LIMITS: XdmLimits = {
  maxArchiveBytes: 40 * 1024 * 1024,
  maxEntries: 200,
  maxEntryBytes: 50 * 1024 * 1024,
  maxTotalBytes: 150 * 1024 * 1024,
  maxMetadataBytes: 5 * 1024 * 1024,
  maxRatio: 100,
  maxNameLength: 128,
  maxDurationMs: 10_000,
};
