import { basename } from 'node:path'
import type { NamedBytes, RefusedFile } from '../../contract/host.ts'
import { MOST_BYTES } from '../../contract/limits.ts'
import { readStamped } from '../file-stamp.ts'
import type { Io } from '../io.ts'

/** What a native dialog offers for each kind of file that the window takes. */
export const CHOSEN = {
  import: {
    title: 'Import files',
    kind: 'Texts, pictures and exports',
    extensions: [
      ...['essay', 'textpack', 'docx', 'md', 'markdown', 'html', 'htm', 'txt', 'xml', 'json', 'zip'],
      ...['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg'],
    ],
  },
  picture: {
    title: 'Choose pictures',
    kind: 'Pictures',
    extensions: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg'],
  },
} as const

/** Reads the files that the person chose. One that cannot be read does not hinder the others. */
export async function readChosen(
  paths: readonly string[],
  io: Io,
): Promise<{ readonly files: readonly NamedBytes[]; readonly refused: readonly RefusedFile[] }> {
  const files: NamedBytes[] = []
  const refused: RefusedFile[] = []
  for (const path of paths) {
    const name = basename(path)
    const read = await readStamped(path, MOST_BYTES, io)
    if (read.ok) files.push({ name, bytes: read.value.bytes })
    else refused.push({ sourceName: name, message: read.problem.message })
  }
  return { files, refused }
}
