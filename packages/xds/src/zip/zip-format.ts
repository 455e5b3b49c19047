/**
 * Signatures and sizes of the records of a ZIP file.
 *
 * @remarks PKWARE APPNOTE 6.3, §4.3.
 */
export const LOCAL_HEADER = { signature: 0x04034b50, size: 30 } as const;
export const CENTRAL_HEADER = { signature: 0x02014b50, size: 46 } as const;
export const END_RECORD = { signature: 0x06054b50, size: 22 } as const;
export const ZIP64_LOCATOR = { signature: 0x07064b50, size: 20 } as const;

/** Compression methods. */
export const STORED = 0;
export const DEFLATED = 8;

/** General purpose flags: encryption of any kind, sizes given after the data, name in UTF-8. */
export const ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000;
export const DESCRIPTOR_FLAG = 0x0008;
export const UTF8_FLAG = 0x0800;

/** Values that send the reader to a ZIP64 record. */
export const MAX_16 = 0xffff;
export const MAX_32 = 0xffffffff;
