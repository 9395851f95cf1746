const SPACE = 0x20
/** Longest packet that is edited; a longer one that names GPS is blanked as a whole. */
const LONGEST = 1024 * 1024
const ATTRIBUTE = /\s[\w.-]+:(gps[\w.-]*)\s*=\s*(?:"[^"]*"|'[^']*')/gi
const ELEMENT = /<([\w.-]+:(gps[\w.-]*))(?:\s[^<>]*)?>/gi
const COORDINATES = /gps(?:lat|lon|pos|coord|area|dest)/i
/** Properties of GPS that say nothing about a place. */
const HARMLESS = /^gps(?:version(?:id)?|mapdatum)$/i

/**
 * Takes places out of an XMP packet (ISO 16684-1) in place: every attribute and element whose name begins with GPS, whatever
 * its prefix (`exif:GPSLatitude`, DJI's `GpsLongtitude`), becomes spaces, so that the packet keeps its length. A packet that
 * cannot be edited safely becomes spaces as a whole. Answers whether it named a place.
 */
export function blankXmpLocation(packet: Uint8Array): boolean {
  // One character a byte: offsets are byte offsets, and the names looked for are ASCII.
  const text = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength).toString('latin1')
  if (/g\0p\0s\0|\0g\0p\0s/i.test(text)) {
    packet.fill(SPACE)
    return true
  }
  if (!/gps/i.test(text)) return false
  if (packet.length > LONGEST) {
    packet.fill(SPACE)
    return true
  }
  let found = false
  const blank = (start: number, end: number, name: string) => {
    packet.fill(SPACE, start, end)
    if (!HARMLESS.test(name)) found = true
  }
  for (const match of text.matchAll(ATTRIBUTE)) blank(match.index, match.index + match[0].length, match[1] as string)
  let done = 0
  for (const match of text.matchAll(ELEMENT)) {
    if (match.index < done) continue
    let end = match.index + match[0].length
    if (!match[0].endsWith('/>')) {
      const closing = text.indexOf(`</${match[1]}`, end)
      const bracket = closing < 0 ? -1 : text.indexOf('>', closing)
      if (bracket < 0) {
        packet.fill(SPACE)
        return true
      }
      end = bracket + 1
    }
    blank(match.index, end, match[2] as string)
    done = end
  }
  if (COORDINATES.test(Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength).toString('latin1'))) {
    packet.fill(SPACE)
    return true
  }
  return found
}
