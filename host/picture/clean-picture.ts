import type { PictureMime } from '../../core/essay/essay.ts'

/** Width and height in pixels as displayed, orientation applied. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** A picture as it may be kept. */
export interface CleanPicture extends PictureSize {
  readonly bytes: Uint8Array
  /** True when a place was found in its metadata and taken out. */
  readonly locationRemoved: boolean
}

/** What a reader of one format says against a file; `what` completes "The picture …". */
export interface PictureFault {
  readonly fault: 'damaged' | 'too-large' | 'not-recognised'
  readonly what: string
}

/**
 * The reader of one format. Both functions are pure and never throw on any bytes. `clean` works on its own copy and does not
 * re-encode: the picture's pixels are the same, bit by bit.
 */
export interface PictureFormat {
  readonly mime: PictureMime
  /** Reads the size from the head of the file. */
  readonly size: (bytes: Uint8Array) => PictureSize | PictureFault
  /** Checks the file's frame and takes the place out of its metadata. */
  readonly clean: (bytes: Uint8Array) => CleanPicture | PictureFault
}

/** Says that a file ends too early or contradicts itself. */
export function damaged(what = 'is damaged or cut short'): PictureFault {
  return { fault: 'damaged', what }
}

/** Tells a fault from an outcome. */
export function isFault<T extends object>(value: T | PictureFault): value is PictureFault {
  return 'fault' in value
}

/** The size after an EXIF orientation (1 to 8); 5 to 8 turn the picture by a quarter. */
export function turned(size: PictureSize, orientation: number): PictureSize {
  return orientation >= 5 && orientation <= 8 ? { width: size.height, height: size.width } : size
}

/** Whether ASCII text stands at an offset. */
export function hasAscii(bytes: Uint8Array, at: number, text: string): boolean {
  if (at < 0 || at + text.length > bytes.length) return false
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

/** A view for numbers; bounds must be checked before. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
