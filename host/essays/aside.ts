import { dirname, join } from 'node:path'
import type { Result } from '../../core/result.ts'
import { errnoOf, onDisk } from '../disk-problem.ts'
import type { DurablyWritten } from '../durable-write.ts'
import type { Io } from '../io.ts'
import { moveAcross, writeUnderFreeName } from './file-moves.ts'

/** New essays that the essays folder could not take: whole files in `aside/` of the data folder, until it can. */
export interface Aside {
  /** Whether a file stands there. */
  holds(path: string): boolean
  /** Writes a new file there. */
  write(name: string, bytes: Uint8Array): Promise<Result<DurablyWritten>>
  /** Moves what stands there into the essays folder, as far as that can take it. Answers the new paths by the old. Never rejects for a disk that fails. */
  settle(): Promise<ReadonlyMap<string, string>>
}

/** The files set aside below a folder, which is made when it is first needed. `relocate` moves one that is not open, in its turn. */
export function aside(
  io: Io,
  { folder, essaysFolder }: { readonly folder: string; readonly essaysFolder: string },
  relocate: (path: string, move: (path: string) => Promise<Result<string>>) => Promise<Result<string>>,
): Aside {
  let real = folder
  return {
    holds: (path) => dirname(path) === real,
    write: (name, bytes) =>
      onDisk(name, 'No essay was made, and nothing that you wrote is lost.', async () => {
        await io.mkdir(folder)
        real = await io.realpath(folder)
        return writeUnderFreeName(io, real, name, '.essay', bytes)
      }),
    async settle() {
      const moved = new Map<string, string>()
      try {
        const names = (await io.readdir(folder)).filter((name) => !name.startsWith('.') && name.endsWith('.essay'))
        real = await io.realpath(folder)
        const target = await io.realpath(essaysFolder)
        for (const name of names) {
          const path = join(real, name)
          const next = await relocate(path, (from) => moveAcross(io, from, target))
          if (next.ok && next.value !== path) moved.set(path, next.value)
        }
      } catch (error) {
        if (errnoOf(error) === '') throw error
      }
      return moved
    },
  }
}
