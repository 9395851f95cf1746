/**
 * Gives the memory of bytes that nobody will look at again back at once; they have no length afterwards. Megabytes that wait for the garbage collector
 * call it, and a whole program stands still for tens of milliseconds. Only for who made the bytes, where all of their memory is theirs: what is small
 * enough to share memory (Node cuts small buffers out of a pool) is left alone. A Node before 21, on which the terminal may run, leaves it to the collector.
 */
export function giveBack({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength >= 4 * Buffer.poolSize) buffer.transfer?.(0)
}
