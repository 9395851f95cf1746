import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ReadMany, ReadManyOptions } from '../../core/formats/blog/read-many.ts'
import { type Loss, LossLedger, type ReadDocument } from '../../core/formats/conversion.ts'
import { fromGhost } from '../../core/formats/ghost/read-ghost.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { fromSubstack } from '../../core/formats/substack/read-substack.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type EntryRule, readZip } from '../zip/read-zip.ts'
import { decodeText } from './decode-text.ts'
import { type FindPicture, pictureShelf } from './picture-shelf.ts'

/** What an export of a blog holds, with the bytes of the pictures that it brought along. */
export interface ReadArchive {
  readonly documents: ReadMany
  readonly pictures: ReadonlyMap<string, Uint8Array>
  /** Of the pictures, for the whole file. */
  readonly losses: readonly Loss[]
}

const MB = 1024 * 1024
const LIMITS = { file: 300 * MB, entries: 20_000, total: 256 * MB }
const LEFT_BY_SYSTEMS = /^__MACOSX\/|(^|\/)\._[^/]*$|(^|\/)\.DS_Store$/
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg)$/i

/**
 * Reads the zip that Medium, Substack or Ghost exports, told apart by what it holds: `posts.csv` (Substack), a JSON file with posts (Ghost), pages in `posts/` (Medium). A
 * wrapper folder does not matter; nothing is written by a name of it. Problems: `not-recognised`, `damaged`, `too-large`, and those of the readers.
 */
export function readArchive(bytes: Uint8Array, how: Pick<ReadManyOptions, 'asItStands'> = {}): Result<ReadArchive> {
  const zip = readZip(bytes, ruleFor, LIMITS)
  if (!zip.ok) return zip
  const entries = zip.value
  const shelf = pictureShelf(pictureIn(entries))
  const options: ReadManyOptions = { ...how, newId: randomUUID, picture: shelf.source }
  const read = documentsOf(entries, options)
  return read.ok ? ok({ documents: read.value, pictures: shelf.pictures, losses: shelf.losses() }) : read
}

function documentsOf(entries: ReadonlyMap<string, Uint8Array>, options: ReadManyOptions): Result<ReadMany> {
  const names = [...entries.keys()].sort()
  const csv = names.find((name) => /(?:^|\/)posts\.csv$/i.test(name))
  if (csv !== undefined) return substack(entries, csv, options)
  const pages = names.filter((name) => /(?:^|\/)posts\/[^/]+\.html?$/i.test(name))
  if (pages.length > 0) return medium(entries, pages, options)
  for (const name of names.filter((one) => /\.json$/i.test(one))) {
    const text = decodeText(entries.get(name) as Uint8Array, name)
    if (text.ok && /"posts"\s*:/.test(text.value)) return fromGhost(text.value, options)
  }
  return fail('not-recognised', 'This zip is not an export of Medium, Substack or Ghost that Galley knows.', {
    safe: 'The file is unchanged.',
    next: 'Unpack it, and import the texts in it together with their pictures.',
  })
}

function substack(entries: ReadonlyMap<string, Uint8Array>, csv: string, options: ReadManyOptions): Result<ReadMany> {
  const folder = csv.slice(0, csv.length - 'posts.csv'.length)
  const list = decodeText(entries.get(csv) as Uint8Array, csv)
  if (!list.ok) return list
  const htmlOf = (id: string): string | null => {
    const entry = entries.get(`${folder}posts/${id}.html`)
    const text = entry ? decodeText(entry, `${id}.html`) : null
    return text?.ok ? text.value : null
  }
  return fromSubstack(list.value, htmlOf, options)
}

function medium(
  entries: ReadonlyMap<string, Uint8Array>,
  pages: readonly string[],
  options: ReadManyOptions,
): Result<ReadMany> {
  const ledger = new LossLedger()
  const documents: ReadDocument[] = []
  for (const page of pages) {
    const text = decodeText(entries.get(page) as Uint8Array, basename(page))
    if (!text.ok) return text
    const read = fromHtml(text.value, { ...options, kind: 'document', id: options.newId() })
    if (!read.ok) return fail(read.problem.code, `“${basename(page)}”: ${read.problem.message}`, read.problem)
    const { essay, ...more } = read.value
    const status = basename(page).startsWith('draft_') ? 'draft' : 'published'
    documents.push({ essay: { ...essay, metadata: { ...essay.metadata, status } }, ...more })
  }
  const [first, ...rest] = documents
  if (first === undefined)
    return fail('not-recognised', 'This export of Medium holds no post.', { safe: 'The file is unchanged.' })
  const others = [...entries.keys()].filter((name) => /\.html?$/i.test(name) && !pages.includes(name))
  for (const name of others)
    ledger.add(
      'not-a-post',
      'A page of the export that is no post (profile, lists, claps …) was left out.',
      basename(name),
    )
  return ok([{ ...first, losses: [...ledger.list(), ...first.losses] }, ...rest])
}

function pictureIn(entries: ReadonlyMap<string, Uint8Array>): FindPicture {
  const byPath = new Map([...entries].filter(([name]) => PICTURE.test(name)))
  return (address) => {
    if (address === '' || /^(?:[a-z][a-z0-9+.-]*:|[/\\]|#)/i.test(address)) return null
    let path = address.replace(/[?#].*$/s, '').replace(/^(?:\.{1,2}\/)+/, '')
    try {
      path = decodeURIComponent(path)
    } catch {
      // As written, then.
    }
    const name = byPath.has(path) ? path : [...byPath.keys()].find((one) => one.endsWith(`/${path}`))
    const bytes = name === undefined ? undefined : byPath.get(name)
    return name === undefined || bytes === undefined ? null : { name: basename(name), bytes }
  }
}

function ruleFor(name: string): EntryRule {
  if (LEFT_BY_SYSTEMS.test(name)) return { kind: 'ignore' }
  if (PICTURE.test(name)) return { kind: 'keep', mostBytes: 64 * MB }
  if (/\.(?:html?|json)$/i.test(name) || /(?:^|\/)posts\.csv$/i.test(name)) return { kind: 'keep', mostBytes: 64 * MB }
  return { kind: 'ignore' }
}
