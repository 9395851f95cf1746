import { basename, resolve } from 'node:path'
import { fail, type Result } from '../core/result.ts'
import { importPath, type ReadFile } from '../host/files.ts'
import { showing, shown, type Terminal } from './terminal.ts'

/** Reads a file of any format that Galley knows, a relative path taken from the terminal's folder. Problems: those of `importPath`. */
export async function readInput(path: string, terminal: Terminal): Promise<Result<ReadFile>> {
  const read = await showing(terminal, `Reading ${path}`, () => importPath(resolve(terminal.folder, path)))
  if (read.ok || read.problem.code !== 'gone') return read
  // The host speaks of a file that it had before; here somebody typed a name.
  return fail('gone', `There is no file ${shown(path)}.`, {
    safe: 'Nothing was changed.',
    next: 'Check the name.',
    subject: basename(path),
  })
}
