import { constants, inflateRawSync } from 'node:zlib'

const LOCAL = [0x50, 0x4b, 0x03, 0x04]
const LOCAL_LENGTH = 30
const FLAG_ENCRYPTED = 1
const TEXT = /^(?:[^/]{1,255}\.textbundle\/)?text\.md$/
const MOST = 48 * 1024 * 1024

/**
 * The words of the `text.md` in a damaged `.essay`, as far as they can be unpacked: for reading alone, when the strict reader refused the file. The
 * entry's own header is enough, because an essay begins with its text; directory and checksum are not asked. null: no such text.
 */
export function salvageText(file: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  for (let at = bytes.indexOf(Buffer.from(LOCAL)); at >= 0; at = bytes.indexOf(Buffer.from(LOCAL), at + 4)) {
    if (at + LOCAL_LENGTH > bytes.length) return null
    const nameEnd = at + LOCAL_LENGTH + bytes.readUInt16LE(at + 26)
    if (!TEXT.test(bytes.toString('utf8', at + LOCAL_LENGTH, nameEnd))) continue
    const isEncrypted = (bytes.readUInt16LE(at + 6) & FLAG_ENCRYPTED) !== 0
    const data = bytes.subarray(nameEnd + bytes.readUInt16LE(at + 28))
    const packed = data.subarray(0, bytes.readUInt32LE(at + 18) || data.length)
    const text = isEncrypted ? null : unpacked(packed, bytes.readUInt16LE(at + 8))
    if (text !== null) return wholeLetters(text)
  }
  return null
}

function unpacked(packed: Uint8Array, method: number): Uint8Array | null {
  if (method === 0) return packed.length <= MOST ? packed : null
  if (method !== 8) return null
  try {
    // A cut stream gives what came before the cut.
    return inflateRawSync(packed, { maxOutputLength: MOST, finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return null
  }
}

/** Without the letter that a cut went through; null where it is no text. */
function wholeLetters(bytes: Uint8Array): Uint8Array | null {
  const text = new TextDecoder().decode(bytes).replace(/\uFFFD+$/, '')
  return text.trim() === '' || text.includes('\uFFFD') ? null : new TextEncoder().encode(text)
}
