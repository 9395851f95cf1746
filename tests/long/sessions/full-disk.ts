import type { Io } from '../../../host/io.ts'

/** A disk that can be full: then each write stops half way and says so, and goes on doing so until there is room again. */
export function fullDisk(io: Io): { readonly io: Io; setFull(full: boolean): void } {
  let full = false
  const noRoom = () => Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
  return {
    setFull(next) {
      full = next
    },
    io: {
      ...io,
      async open(path, flags, mode) {
        const handle = await io.open(path, flags, mode)
        return {
          ...handle,
          async writeFile(bytes) {
            if (!full) return handle.writeFile(bytes)
            await handle.writeFile(bytes.subarray(0, bytes.length >> 1))
            throw noRoom()
          },
        }
      },
      async mkdir(path) {
        if (full && (await io.stat(path).catch(() => null)) === null) throw noRoom()
        await io.mkdir(path)
      },
    },
  }
}
