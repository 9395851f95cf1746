import { basename, resolve } from 'node:path'
import { fail, type Result } from '../core/result.ts'
import { importAllOfPath, importPath, type ReadFile } from '../host/files.ts'
import { showing, shown, type Terminal } from './terminal.ts'

/** Reads a file of any format that Galley knows, a relative path taken from the terminal's folder. Problems: those of `importPath`. */
export function readInput(path: string, terminal: Terminal): Promise<Result<ReadFile>> {
  return reading(path, terminal, importPath)
}

/** Reads all essays of a file: the posts of a blog's export, or the one of any other file. Problems: those of `importAllOfPath`. */
export function readInputs(path: string, terminal: Terminal): Promise<Result<readonly ReadFile[]>> {
  return reading(path, terminal, importAllOfPath)
}

async function reading<T>(
  path: string,
  terminal: Terminal,
  by: (path: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  const read = await showing(terminal, `Reading ${path}`, () => by(resolve(terminal.folder, path)))
  if (read.ok || read.problem.code !== 'gone') return read
  // The host speaks of a file that it had before; here somebody typed a name.
  return fail('gone', `There is no file ${shown(path)}.`, {
    safe: 'Nothing was changed.',
    next: 'Check the name.',
    subject: basename(path),
  })
}
