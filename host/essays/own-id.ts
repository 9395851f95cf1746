import { dirname, extname, join } from 'node:path'
import type { Essay } from '../../core/essay/essay.ts'
import { fileNameOf } from '../file-name.ts'
import type { Io } from '../io.ts'
import { mayBeThere } from '../is-there.ts'
import { isSameFile } from '../same-file.ts'
import { derivedId, loadEssay } from './load-essay.ts'
import type { Places } from './places.ts'
import { siblingBase } from './sibling-name.ts'

/**
 * The essay with the id that it has at this path (safety.md 3.2). A copied file brings the id of the one that it was copied from; journal and history of
 * the two would be mixed, so the copy gets an id of its own, the same each time until a save writes it. A file that was moved keeps its id. Which of
 * two files is the copy: the one that was opened later here, or whose name says so.
 */
export async function withOwnId(
  io: Io,
  places: Places,
  { path, sha256, essay }: { readonly path: string; readonly sha256: string; readonly essay: Essay },
): Promise<Essay> {
  let id = essay.id
  if (await isSibling(io, path, id)) id = derivedId(essay.id, sha256)
  // Equal copies would get equal ids, so that each asks on.
  for (let tries = 0; tries < 20; tries++) {
    const home = await places.homeOf(id)
    if (home === null || (await isSameFile(io, home, path)) || !(await stands(io, home, id === essay.id ? id : null)))
      break
    id = derivedId(id, sha256)
  }
  await places.noteHome(id, path)
  return id === essay.id ? essay : { ...essay, id }
}

async function isSibling(io: Io, path: string, id: string): Promise<boolean> {
  const base = siblingBase(fileNameOf(path))
  return base !== null && (await stands(io, join(dirname(path), base + extname(path)), id))
}

/** Whether there is a file, and where `id` is given, an essay of that id in it. */
async function stands(io: Io, path: string, id: string | null): Promise<boolean> {
  if (!(await mayBeThere(io, path))) return false
  if (id === null) return true
  const loaded = await loadEssay(io, path)
  return loaded.ok && loaded.value.essay.id === id
}
