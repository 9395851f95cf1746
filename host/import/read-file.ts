import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import type { Essay } from '../../core/essay/essay.ts'
import { LONGEST_LINE } from '../../core/essay/limits.ts'
import { titleFromHeading } from '../../core/essay/title-from-heading.ts'
import type { ReadMany } from '../../core/formats/blog/read-many.ts'
import type { Loss, ReadDocument, Taken } from '../../core/formats/conversion.ts'
import { fromGhost } from '../../core/formats/ghost/read-ghost.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { fromText, type TextReadOptions } from '../../core/formats/text/read-text.ts'
import { fromWxr } from '../../core/formats/wxr/read-wxr.ts'
import { withoutFigureNumbers } from '../../core/publication/figure-numbers.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type PictureBytes, unpackEssay } from '../essay-file.ts'
import { decodeText } from './decode-text.ts'
import { type FindPicture, pictureShelf } from './picture-shelf.ts'
import { readArchive } from './read-archive.ts'
import { readDocx } from './read-docx.ts'
import { readTextPack } from './read-text-pack.ts'

/** The formats that are read. */
export type ReadFormat = 'essay' | 'markdown' | 'html' | 'text' | 'docx' | BlogFormat

/** Exports of a whole blog, of which each post becomes an essay: WordPress (WXR), Ghost's JSON, and the zips of Ghost, Medium and Substack. */
type BlogFormat = 'wxr' | 'ghost' | 'archive'

/** An essay read from any format, with what could not be kept. */
export interface ReadFile {
  readonly format: ReadFormat
  readonly essay: Essay
  /** Bytes of the pictures by their SHA-256. */
  readonly pictures: PictureBytes
  readonly losses: readonly Loss[]
  /** What was recognised by its wording and left the text for a field. */
  readonly taken?: readonly Taken[]
}

/** Choices of the person who imports. */
export type HowToRead = Pick<TextReadOptions, 'asItStands'>

const FORMATS: Readonly<Record<string, ReadFormat>> = {
  '.essay': 'essay',
  '.textpack': 'essay',
  '.textbundle': 'essay',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'text',
  '.docx': 'docx',
  '.xml': 'wxr',
  '.json': 'ghost',
  '.zip': 'archive',
}
const MOST_TEXT = 64 * 1024 * 1024
/** A blog of many years; its pictures are not in it. */
const MOST_EXPORT = 128 * 1024 * 1024

/** The format that a file name promises, or null. */
export function formatOfName(name: string): ReadFormat | null {
  return FORMATS[extname(name).toLowerCase()] ?? null
}

function isBlog(format: ReadFormat): format is BlogFormat {
  return format === 'wxr' || format === 'ghost' || format === 'archive'
}

/**
 * Reads the bytes of a file as essays: the posts of a blog's export in its order, of any other file the one that it holds. Problems: those of `readFile`.
 */
export async function readFiles(
  name: string,
  bytes: Uint8Array,
  find: FindPicture,
  how: HowToRead = {},
): Promise<Result<readonly ReadFile[]>> {
  const format = formatOfName(name)
  if (format !== null && isBlog(format)) return readBlog(format, name, bytes, find, how)
  const read = await readFile(name, bytes, find, how)
  return read.ok ? ok([read.value]) : read
}

/**
 * Reads the bytes of a file as an essay (read-in-worker.ts reads it in another one), by the extension of its name. Pictures that the text names are asked of `find`; nothing is fetched. Problems:
 * `not-recognised` (extension, encoding, not an essay), `damaged`, `too-large`, `newer-version`, `invalid-essay`; the
 * message names the file.
 */
export async function readFile(
  name: string,
  bytes: Uint8Array,
  find: FindPicture,
  how: HowToRead = {},
): Promise<Result<ReadFile>> {
  const format = formatOfName(name)
  if (extname(name).toLowerCase() === '.odt')
    return fail('not-recognised', `“${name}” is an OpenDocument text, which Galley does not read.`, {
      subject: name,
      safe: 'The file is unchanged.',
      next: 'Open it in LibreOffice, choose File, Save As, Word (.docx), and import that.',
    })
  if (format === null)
    return fail('not-recognised', `“${name}” is of a kind that Galley does not read.`, {
      subject: name,
      safe: 'The file is unchanged.',
      next: 'It reads .essay, .textpack, .docx, .md, .html, .txt, and the exports of WordPress (.xml), Ghost (.json, .zip), Medium and Substack (.zip).',
    })
  if (isBlog(format)) return onlyOne(name, await readFiles(name, bytes, find, how))
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
  const options = { id: randomUUID(), picture: shelf.source, ...how }
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
    // Plain text has captions with their numbers whether the essay asks for them or not.
    essay:
      format === 'text' ? titleFromHeading(read.value.essay) : withoutFigureNumbers(titleFromHeading(read.value.essay)),
    pictures: shelf.pictures,
    losses: [...read.value.losses, ...notShown],
    taken: read.value.taken ?? [],
  })
}

/** The one essay of a file from which one is wanted. Problem: `not-recognised` where it holds several. */
export function onlyOne(name: string, read: Result<readonly ReadFile[]>): Result<ReadFile> {
  if (!read.ok) return read
  const [first, ...more] = read.value
  if (first !== undefined && more.length === 0) return ok(first)
  return fail('not-recognised', `“${name}” holds ${read.value.length} essays.`, {
    subject: name,
    safe: 'Nothing was changed.',
    next: 'Import it into a folder first: galley import FILE --out FOLDER/',
  })
}

function readBlog(
  format: BlogFormat,
  name: string,
  bytes: Uint8Array,
  find: FindPicture,
  how: HowToRead,
): Result<readonly ReadFile[]> {
  if (format === 'archive') {
    const read = readArchive(bytes, how)
    return read.ok
      ? ok(filesOf(format, read.value.documents, read.value.pictures, read.value.losses))
      : named(name, read)
  }
  if (bytes.length > MOST_EXPORT)
    return fail('too-large', `“${name}” is larger than ${MOST_EXPORT / 1024 / 1024} MB.`, { subject: name })
  const text = decodeText(bytes, name)
  if (!text.ok) return text
  const shelf = pictureShelf(find)
  const options = { ...how, newId: randomUUID, picture: shelf.source }
  const read = format === 'wxr' ? fromWxr(text.value, options) : fromGhost(text.value, options)
  // The HTML reader counts pictures that are not there itself.
  const losses = shelf.losses().filter(({ kind }) => kind !== 'picture-missing')
  return read.ok ? ok(filesOf(format, read.value, shelf.pictures, losses)) : named(name, read)
}

/** Each essay with the pictures that it shows; losses of the whole file are told with the first. */
function filesOf(
  format: BlogFormat,
  documents: ReadMany,
  pictures: PictureBytes,
  losses: readonly Loss[],
): readonly ReadFile[] {
  return documents.map(({ essay, losses: own, taken = [] }, index) => ({
    taken,
    format,
    essay: withoutFigureNumbers(titleFromHeading(essay)),
    pictures: new Map(
      essay.assets.flatMap(({ hash }) => (pictures.has(hash) ? [[hash, pictures.get(hash) as Uint8Array]] : [])),
    ),
    losses: index === 0 ? [...losses, ...own] : own,
  }))
}

/** An `.essay`, or a TextPack that another program wrote. */
async function readPacked(name: string, bytes: Uint8Array): Promise<Result<ReadFile>> {
  const unpacked = unpackEssay(bytes)
  if (unpacked.ok) {
    const { essay, pictures, textChangedElsewhere } = unpacked.value
    return ok({ format: 'essay', essay, pictures, losses: textChangedElsewhere ? [TEXT_CHANGED] : [] })
  }
  const pack = /^\.text(?:pack|bundle)$/i.test(extname(name)) ? readTextPack(bytes) : unpacked
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
  format: Exclude<ReadFormat, 'essay' | 'docx' | BlogFormat>,
  text: string,
  options: TextReadOptions,
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
