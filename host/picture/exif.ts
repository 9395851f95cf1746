import { viewOf } from './clean-picture.ts'

/** What stood in a block of EXIF. */
export interface ExifFindings {
  /** 1 to 8; 1 where none is given. */
  readonly orientation: number
  /** Whether it named a place. */
  readonly hadLocation: boolean
}

const ORIENTATION = 0x0112
const GPS_POINTER = 0x8825
/** The version of the GPS block says nothing about a place. */
const GPS_VERSION = 0x0000
const ENTRY = 12
/** Bytes of one value by TIFF type. */
const TYPE_SIZES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const MOST_DIRECTORIES = 4

/**
 * Takes the GPS directory out of a TIFF block (EXIF 2.32, CIPA DC-008) in place: its values and entries are set to zero and the entry that
 * points to it is removed. The block keeps its length and every other tag. Bytes that are no TIFF are left alone.
 */
export function blankExifLocation(tiff: Uint8Array): ExifFindings {
  const little = littleEndian(tiff)
  if (little === null) return { orientation: 1, hadLocation: false }
  let hadLocation = false
  for (const start of directories(tiff, little)) if (removeGps(tiff, little, start)) hadLocation = true
  // Read last: a malformed block may let the two overlap, and viewers will see what is left.
  return { orientation: orientationOf(tiff, little), hadLocation }
}

/** The orientation in a TIFF block, 1 where there is none. */
export function exifOrientation(tiff: Uint8Array): number {
  const little = littleEndian(tiff)
  return little === null ? 1 : orientationOf(tiff, little)
}

function littleEndian(tiff: Uint8Array): boolean | null {
  if (tiff.length < 8) return null
  const mark = String.fromCharCode(...tiff.subarray(0, 4))
  return mark === 'II*\0' ? true : mark === 'MM\0*' ? false : null
}

function directories(tiff: Uint8Array, little: boolean): readonly number[] {
  const view = viewOf(tiff)
  const starts: number[] = []
  let start = view.getUint32(4, little)
  while (start >= 8 && start + 2 <= tiff.length && starts.length < MOST_DIRECTORIES && !starts.includes(start)) {
    starts.push(start)
    const next = start + 2 + view.getUint16(start, little) * ENTRY
    start = next + 4 <= tiff.length ? view.getUint32(next, little) : 0
  }
  return starts
}

function entriesAt(tiff: Uint8Array, little: boolean, start: number): readonly number[] {
  const count = viewOf(tiff).getUint16(start, little)
  const entries: number[] = []
  for (let at = start + 2; entries.length < count && at + ENTRY <= tiff.length; at += ENTRY) entries.push(at)
  return entries
}

function orientationOf(tiff: Uint8Array, little: boolean): number {
  const view = viewOf(tiff)
  const first = directories(tiff, little)[0]
  if (first === undefined) return 1
  for (const at of entriesAt(tiff, little, first)) {
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

function removeGps(tiff: Uint8Array, little: boolean, start: number): boolean {
  const view = viewOf(tiff)
  let hadLocation = false
  const entries = entriesAt(tiff, little, start)
  for (const at of [...entries].reverse()) {
    if (view.getUint16(at, little) !== GPS_POINTER) continue
    if (blankDirectory(tiff, little, view.getUint32(at + 8, little))) hadLocation = true
    // The entries behind it and the pointer to the next directory move up by one entry.
    const count = view.getUint16(start, little)
    if (count === 0) break
    const end = Math.min(start + 2 + count * ENTRY + 4, tiff.length)
    tiff.copyWithin(at, at + ENTRY, end)
    tiff.fill(0, Math.max(at, end - ENTRY), end)
    view.setUint16(start, count - 1, little)
  }
  return hadLocation
}

function blankDirectory(tiff: Uint8Array, little: boolean, start: number): boolean {
  if (start < 8 || start + 2 > tiff.length) return false
  const view = viewOf(tiff)
  let hadLocation = false
  const entries = entriesAt(tiff, little, start)
  const values: [number, number][] = []
  for (const at of entries) {
    if (view.getUint16(at, little) !== GPS_VERSION) hadLocation = true
    const size = (TYPE_SIZES[view.getUint16(at + 2, little)] ?? 0) * view.getUint32(at + 4, little)
    if (size > 4) values.push([view.getUint32(at + 8, little), size])
  }
  for (const [at, size] of values) if (at >= 8) tiff.fill(0, at, Math.min(at + size, tiff.length))
  for (const at of entries) tiff.fill(0, at, at + ENTRY)
  view.setUint16(start, 0, little)
  return hadLocation
}
