import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import type { Essay } from '../../core/essay/essay.ts'
import { LONGEST_LINE } from '../../core/essay/limits.ts'
import { titleFromHeading } from '../../core/essay/title-from-heading.ts'
import type { Loss, ReadDocument } from '../../core/formats/conversion.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { fromText } from '../../core/formats/text/read-text.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type PictureBytes, unpackEssay } from '../essay-file.ts'
import { decodeText } from './decode-text.ts'
import { type FindPicture, pictureShelf } from './picture-shelf.ts'
import { readDocx } from './read-docx.ts'
import { readTextPack } from './read-text-pack.ts'

/** The formats that are read. */
export type ReadFormat = 'essay' | 'markdown' | 'html' | 'text' | 'docx'

/** An essay read from any format, with what could not be kept. */
export interface ReadFile {
  readonly format: ReadFormat
  readonly essay: Essay
  /** Bytes of the pictures by their SHA-256. */
  readonly pictures: PictureBytes
  readonly losses: readonly Loss[]
}

const FORMATS: Readonly<Record<string, ReadFormat>> = {
  '.essay': 'essay',
  '.textpack': 'essay',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'text',
  '.docx': 'docx',
}
const MOST_TEXT = 64 * 1024 * 1024

/** The format that a file name promises, or null. */
export function formatOfName(name: string): ReadFormat | null {
  return FORMATS[extname(name).toLowerCase()] ?? null
}

/**
 * Reads the bytes of a file as an essay, in this thread (read-in-worker.ts reads it in another one), by the extension of its name. Pictures that the text names are asked of `find`; nothing is fetched. Problems:
 * `not-recognised` (extension, encoding, not an essay), `damaged`, `too-large`, `newer-version`, `invalid-essay`; the
 * message names the file.
 */
export async function readFile(name: string, bytes: Uint8Array, find: FindPicture): Promise<Result<ReadFile>> {
  const format = formatOfName(name)
  if (format === null)
    return fail('not-recognised', `“${name}” is of a kind that Galley does not read.`, {
      subject: name,
      safe: 'The file is unchanged.',
      next: 'It reads .essay, .textpack, .docx, .md, .html and .txt.',
    })
  if (format === 'essay') return readPacked(name, bytes)
  if (format === 'docx') {
    const read = await readDocx(bytes, randomUUID())
    return read.ok ? ok({ format, ...read.value, essay: titleFromHeading(read.value.essay) }) : named(name, read)
  }
  if (bytes.length > MOST_TEXT)
    return fail('too-large', `“${name}” is larger than ${MOST_TEXT / 1024 / 1024} MB.`, { subject: name })
  const text = decodeText(bytes, name)
  if (!text.ok) return text
  const shelf = pictureShelf(find)
  const options = { id: randomUUID(), picture: shelf.source }
  const read = readAs(format, text.value, options)
  if (!read.ok) return named(name, read)
  if (read.value.losses.some(({ kind }) => kind === 'title-cut'))
    return fail('too-large', `“${name}” has a title of more than ${LONGEST_LINE.toLocaleString('en')} characters.`, {
      subject: name,
      safe: 'The file is unchanged, and nothing was imported.',
      next: 'Shorten the title in the file, or move its words into the text.',
    })
  // The HTML reader counts pictures that are not there itself.
  const notShown = shelf.losses().filter(({ kind }) => format !== 'html' || kind !== 'picture-missing')
  return ok({
    format,
    essay: titleFromHeading(read.value.essay),
    pictures: shelf.pictures,
    losses: [...read.value.losses, ...notShown],
  })
}

/** An `.essay`, or a TextPack that another program wrote. */
async function readPacked(name: string, bytes: Uint8Array): Promise<Result<ReadFile>> {
  const unpacked = unpackEssay(bytes)
  if (unpacked.ok) {
    const { essay, pictures, textChangedElsewhere } = unpacked.value
    return ok({ format: 'essay', essay, pictures, losses: textChangedElsewhere ? [TEXT_CHANGED] : [] })
  }
  const pack = extname(name).toLowerCase() === '.textpack' ? readTextPack(bytes) : unpacked
  if (!pack.ok) return named(name, pack)
  const read = await readFile(pack.value.name, pack.value.bytes, pack.value.find)
  return read.ok ? read : named(name, read)
}

/** essay.json is the truth of an `.essay`; an edit of its text.md is not merged yet, so it must not pass in silence. */
const TEXT_CHANGED: Loss = {
  kind: 'text-changed-elsewhere',
  message:
    'Another program edited text.md in this file. The essay that Galley wrote was read; those edits are not in it.',
  count: 1,
  place: 'text.md',
}

function readAs(
  format: Exclude<ReadFormat, 'essay' | 'docx'>,
  text: string,
  options: Parameters<typeof fromMarkdown>[1],
): Result<ReadDocument> {
  switch (format) {
    case 'markdown':
      return fromMarkdown(text, options)
    case 'html':
      return fromHtml(text, { ...options, kind: 'document' })
    case 'text':
      return fromText(text, options)
    default:
      throw new Error(`unknown format: ${format satisfies never}`)
  }
}

/** The readers know no file; the person does. */
function named(name: string, result: Result<unknown> & { readonly ok: false }): Result<never> {
  const { problem } = result
  if (problem.message.includes(name)) return result
  return fail(problem.code, `“${name}” was not read: ${problem.message}`, {
    ...(problem.safe === undefined ? {} : { safe: problem.safe }),
    ...(problem.next === undefined ? {} : { next: problem.next }),
    subject: name,
  })
}
