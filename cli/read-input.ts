import { resolve } from 'node:path'
import type { Result } from '../core/result.ts'
import { importPath, type ReadFile } from '../host/files.ts'
import { showing, type Terminal } from './terminal.ts'

/** Reads a file of any format that Galley knows, a relative path taken from the terminal's folder. Problems: those of `importPath`. */
export function readInput(path: string, terminal: Terminal): Promise<Result<ReadFile>> {
  return showing(terminal, `Reading ${path}`, () => importPath(resolve(terminal.folder, path)))
}
