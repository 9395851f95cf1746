import { strToU8, type Zippable, zipSync } from 'fflate'

/** One entry of a zip file to be written. A name ending in `/` is a folder and has no bytes. */
export interface ZipEntry {
  readonly name: string
  /** What it holds; text is written as UTF-8. */
  readonly bytes: Uint8Array | string
  /** Whether deflating is worth the time; pictures are packed already. */
  readonly deflate: boolean
}

/** Bit 4 of the DOS attributes: a folder. */
const FOLDER = 0x10

/**
 * Writes a zip file: entries in the given order, all dated 1 January 1980, so that equal input gives equal bytes on every
 * machine and in every time zone. Names must differ.
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  // The format stores local time; this is the first moment that it can say, wherever the machine stands.
  const mtime = new Date(1980, 0, 1, 0, 0, 0)
  const files: Zippable = {}
  for (const { name, bytes, deflate } of entries)
    files[name] = [
      typeof bytes === 'string' ? strToU8(bytes) : bytes,
      { level: deflate ? 6 : 0, mtime, attrs: name.endsWith('/') ? FOLDER : 0 },
    ]
  return zipSync(files)
}
