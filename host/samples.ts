import { basename, extname, join } from 'node:path'
import { ok, type Result } from '../core/result.ts'
import { onDisk } from './disk-problem.ts'
import { durableWrite } from './durable-write.ts'
import { LARGEST_ESSAY_FILE } from './essay-file.ts'
import { writeUnderFreeName } from './essays/file-moves.ts'
import { readStamped } from './file-stamp.ts'
import type { Io } from './io.ts'
import { isThere } from './is-there.ts'

const MARKER = 'samples-placed'

/**
 * Puts the shipped sample essays into the essays folder on the first start ever, and only when it holds no essay. A marker in the data folder says
 * that this was done, so that a sample that was thrown away stays away. An installation without samples is none the worse.
 */
export async function placeSamples(
  io: Io,
  folders: { readonly essays: string; readonly data: string; readonly assets: string },
): Promise<Result<null>> {
  return onDisk('the sample essay', 'Your essays are unchanged.', async () => {
    const marker = join(folders.data, MARKER)
    if (await isThere(io, marker)) return ok(null)
    const own = (await io.readdir(folders.essays)).filter(isEssay)
    const source = join(folders.assets, 'samples')
    const samples = own.length > 0 || !(await isThere(io, source)) ? [] : (await io.readdir(source)).filter(isEssay)
    for (const name of samples) {
      const read = await readStamped(join(source, name), LARGEST_ESSAY_FILE, io)
      if (!read.ok) return read
      const title = titleOf(name)
      const written = await writeUnderFreeName(io, folders.essays, title, '.essay', read.value.bytes)
      if (!written.ok) return written
    }
    const marked = await durableWrite(marker, new TextEncoder().encode('1\n'), { mode: 'replace', io })
    return marked.ok ? ok(null) : marked
  })
}

/** `the-keeper-and-the-lamp.essay` becomes `The keeper and the lamp`. */
function titleOf(name: string): string {
  const words = basename(name, extname(name)).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function isEssay(name: string): boolean {
  return !name.startsWith('.') && name.endsWith('.essay')
}
