import { crc32 } from 'node:zlib'
import type { Asset } from '../core/essay/essay.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { sha256Of } from './file-stamp.ts'
import { checkPicture } from './picture/check-picture.ts'

/** What was found out about a picture's bytes once. */
interface Known {
  readonly hash: string
  readonly crc: number
  /** Whether they are a picture of the kind by which they were looked at. */
  readonly mime: Asset['mime']
  readonly isPicture: boolean
}

/** By the very array: whoever has a picture's bytes never writes into them. */
const known = new WeakMap<Uint8Array, Known>()

/**
 * The CRC-32 of a picture's bytes that are to go into a file. Hash, head and checksum of the same array are looked at once and not at every save, so that a save of a
 * text beside 200 MB of pictures does not hash them again. Problem: `damaged` where the bytes are not what the essay says of them: its reader would
 * refuse the file.
 */
export function crcOfPicture(asset: Asset, bytes: Uint8Array): Result<number> {
  let facts = known.get(bytes)
  if (facts === undefined || facts.mime !== asset.mime) {
    const isPicture = checkPicture(bytes, asset.mime).ok
    facts = { hash: sha256Of(bytes), crc: crc32(bytes), mime: asset.mime, isPicture }
    known.set(bytes, facts)
  }
  if (facts.hash === asset.hash && facts.isPicture && bytes.length === asset.bytes) return ok(facts.crc)
  return fail('damaged', `The picture “${asset.name || asset.hash.slice(0, 12)}” is not the one that was put in.`, {
    subject: asset.name,
    safe: 'Nothing was written.',
    next: 'Put the picture in again, or save a copy without it.',
  })
}
