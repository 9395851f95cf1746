import { basename, join } from 'node:path'
import { fail, ok, type Result } from '../../core/result.ts'
import { writeZip, type ZipEntry } from '../../core/zip/write-zip.ts'
import { onDisk } from '../disk-problem.ts'
import { readWhole } from '../file-stamp.ts'
import { type Io, nodeIo } from '../io.ts'

const MB = 1024 * 1024
const MOST = { bytes: 256 * MB, entries: 4_096 }
const OF_THE_BUNDLE = /^(?:text\.[a-z]{1,16}|info\.json|essay\.json)$/i
const UNCHANGED = 'Nothing was changed.'

/**
 * The folder of a TextBundle (textbundle.org/spec) as the bytes of the TextPack that it would be packed: its text, its info.json, the essay.json of
 * one that Galley wrote, and the files in `assets/`; so that one reader reads both. Links are not followed, and nothing else is looked at. Problems:
 * `not-recognised` (no text in it), `too-large`, and those of reading files.
 */
export async function packTextBundle(folder: string, io: Io = nodeIo): Promise<Result<Uint8Array>> {
  const subject = basename(folder)
  return onDisk(subject, UNCHANGED, async () => {
    const names = (await io.readdir(folder)).filter((name) => OF_THE_BUNDLE.test(name))
    if (!names.some((name) => /^text\./i.test(name)))
      return fail('not-recognised', `${subject} is no TextBundle: it holds no text.`, {
        subject,
        safe: UNCHANGED,
        next: 'A TextBundle is a folder with a file text.md, and its pictures in a folder assets.',
      })
    const paths = [...names, ...(await filesIn(folder, 'assets', io))].sort()
    if (paths.length > MOST.entries) return tooLarge(subject, `more than ${MOST.entries.toLocaleString('en')} files`)
    const entries: ZipEntry[] = []
    let left = MOST.bytes
    for (const path of paths) {
      const { kind, size } = await io.lstat(join(folder, path))
      if (kind !== 'file') continue
      if (size > left) return tooLarge(subject, `more than ${MOST.bytes / MB} MB`)
      const read = await readWhole(join(folder, path), left, io)
      if (!read.ok) return read
      left -= read.value.bytes.length
      entries.push({ name: path, bytes: read.value.bytes, deflate: false })
    }
    return ok(writeZip(entries))
  })
}

/** Paths of what lies in a folder of the bundle, where that is a folder. */
async function filesIn(bundle: string, name: string, io: Io): Promise<readonly string[]> {
  const names = await io.readdir(bundle)
  if (!names.includes(name) || (await io.lstat(join(bundle, name))).kind !== 'folder') return []
  return (await io.readdir(join(bundle, name))).filter((one) => !one.startsWith('.')).map((one) => `${name}/${one}`)
}

function tooLarge(subject: string, what: string): Result<never> {
  return fail('too-large', `${subject} is too large: it holds ${what}.`, { subject, safe: UNCHANGED })
}
