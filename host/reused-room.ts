/** Bytes to write into; what was given before holds only until the next call. */
export type Room = (length: number) => Uint8Array

/** Rooms above so many bytes are taken anew each time, so that no essay holds them for as long as it is open. */
const LARGEST = 16 * 1024 * 1024

/** The same memory again and again, for bytes that are made, used and forgotten before the next ones are made. */
export function reusedRoom(): Room {
  let room: Uint8Array = new Uint8Array()
  return (length) => {
    if (length > LARGEST) return new Uint8Array(length)
    // A text grows by a few words from save to save.
    if (length > room.length) room = new Uint8Array(Math.min(LARGEST, Math.ceil(length * 1.25)))
    return room.subarray(0, length)
  }
}
