import { basename, extname, join } from 'node:path'
import { ok } from '../../core/result.ts'
import { moveAcross } from '../essays/file-moves.ts'
import { ownerOf } from '../essays/owner-file.ts'
import type { Io } from '../io.ts'
import type { Symptom } from './symptom.ts'

/** Essays that wait in `aside/` because the essays folder could not take them; one that is open stays where it is. Rejects with the system's errors. */
export async function checkWaiting(
  io: Io,
  folder: string,
  essaysFolder: string,
  now: number,
): Promise<readonly Symptom[]> {
  const symptoms: Symptom[] = []
  for (const name of [...(await io.readdir(folder))].sort()) {
    const path = join(folder, name)
    if (name.startsWith('.') || extname(name).toLowerCase() !== '.essay') continue
    const isOpen = (await ownerOf(io, path, now)) !== null
    symptoms.push({
      kind: 'essay',
      place: `aside/${name}`,
      message: isOpen
        ? 'It is open, and stands in Galley’s own folder because the essays folder could not take it.'
        : 'It waits in Galley’s own folder, because the essays folder could not take it.',
      cure: isOpen
        ? null
        : {
            what: 'move it into the essays folder',
            async apply() {
              const moved = await moveAcross(io, path, essaysFolder)
              return moved.ok ? ok(`moved it to ${basename(moved.value)}`) : moved
            },
          },
    })
  }
  return symptoms
}
