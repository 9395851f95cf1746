import mammoth from 'mammoth'
import { LossLedger, type ReadDocument } from '../../core/formats/conversion.ts'
import { fromWordHtml, type WordFacts } from '../../core/formats/docx/read/from-word-html.ts'
import { WORD_STYLE_MAP } from '../../core/formats/docx/read/style-map.ts'
import { excerpt } from '../../core/formats/excerpt.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { writeZip } from '../../core/zip/write-zip.ts'
import { type EntryRule, readZip } from '../zip/read-zip.ts'
import { pictureShelf } from './picture-shelf.ts'
import { alignCells, type WordNode } from './word-tree.ts'

/** An essay read from a DOCX, with the bytes of its pictures. */
export interface ReadDocx extends ReadDocument {
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

const MB = 1024 * 1024
const LIMITS = { file: 300 * MB, entries: 4_096, total: 400 * MB }
const SAFE = { safe: 'The file is unchanged, and nothing was imported.' }

/**
 * Reads a DOCX (ECMA-376): the strict zip reader takes it apart, mammoth reads what is left, and core's importer makes an essay of it. Named styles, notes,
 * tables, pictures with their descriptions, captions and credits are read; suggestions are taken as accepted; comments, text boxes, headers and whatever
 * else an essay has no place for is in `losses`. Nothing outside the file is touched. Runs in a worker (read-in-worker.ts). Problems: `not-recognised`,
 * `damaged`, `too-large`.
 */
export async function readDocx(bytes: Uint8Array, id: string): Promise<Result<ReadDocx>> {
  const zip = readZip(bytes, ruleFor, LIMITS)
  if (!zip.ok)
    return fail(zip.problem.code, zip.problem.message, {
      ...SAFE,
      next: 'Open it in Word or LibreOffice, and save it again as DOCX.',
    })
  const parts = zip.value
  const main = parts.get('word/document.xml')
  if (main === undefined || !parts.has('[Content_Types].xml'))
    return fail('not-recognised', 'This is not a Word document: it has no word/document.xml.', SAFE)
  for (const [name, content] of parts)
    if (isXml(name) && declaresEntities(content))
      return fail('damaged', `The document declares entities in ${name}, which Word never does.`, SAFE)
  const ledger = new LossLedger()
  const found = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>()
  const shelf = pictureShelf((address) => found.get(address) ?? null)
  let html: string
  try {
    // Written anew, so that mammoth's own reader sees the same archive that was judged.
    const clean = writeZip([...parts].map(([name, content]) => ({ name, bytes: content, deflate: false })))
    const converted = await mammoth.convertToHtml(
      { buffer: Buffer.from(clean.buffer, clean.byteOffset, clean.byteLength) },
      {
        styleMap: [...WORD_STYLE_MAP],
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async (image) => {
          const address = `word-picture-${found.size + 1}`
          found.set(address, {
            name: nameOf(image.contentType, found.size + 1),
            bytes: new Uint8Array(await image.readAsBuffer()),
          })
          return { src: address }
        }),
        transformDocument: (tree: WordNode) => {
          countComments(tree, ledger)
          return alignCells(tree)
        },
      },
    )
    html = converted.value
    countMessages(converted.messages, ledger)
  } catch (error) {
    return fail('damaged', 'The document could not be read: its parts do not fit together.', {
      ...SAFE,
      next: `Open it in Word or LibreOffice, save it again as DOCX, and import that. (${excerpt(error instanceof Error ? error.message : String(error))})`,
    })
  }
  countLeftOut(parts, ledger)
  const read = fromWordHtml(html, factsOf(parts.get('docProps/core.xml')), { id, picture: shelf.source })
  if (!read.ok) return read
  return ok({
    essay: read.value.essay,
    losses: [...ledger.list(), ...read.value.losses, ...shelf.losses()],
    pictures: shelf.pictures,
  })
}

/** Text parts and pictures are read; macros, fonts, embedded files and printer settings are left where they are. */
function ruleFor(name: string): EntryRule {
  if (/^word\/media\/[^/]+$/.test(name)) return { kind: 'keep', mostBytes: 64 * MB }
  if (name === '[Content_Types].xml' || /^(?:_rels\/\.rels|docProps\/core\.xml)$/.test(name))
    return { kind: 'keep', mostBytes: 4 * MB }
  if (/^word\/(?:_rels\/)?[^/]+\.(?:xml|rels)$/.test(name)) return { kind: 'keep', mostBytes: 128 * MB }
  return { kind: 'ignore' }
}

const isXml = (name: string): boolean => /\.(?:xml|rels)$/.test(name)

/** A document type with entities of its own is how a small file becomes a large one. */
function declaresEntities(content: Uint8Array): boolean {
  const head = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  return head.includes('<!DOCTYPE') || head.includes('<!ENTITY') || head.includes('<\0!\0D\0O\0C\0T')
}

function nameOf(mime: string, number: number): string {
  return `picture-${number}.${mime
    .replace(/^image\//, '')
    .replace('svg+xml', 'svg')
    .replace('jpeg', 'jpg')}`
}

function countComments(tree: WordNode, ledger: LossLedger): void {
  for (const comment of tree.comments ?? []) {
    const who = comment.authorName ?? 'someone'
    ledger.add('comment', `A comment by ${who} was left out.`, excerpt(wordsOf(comment.body ?? [])))
  }
}

function wordsOf(nodes: readonly WordNode[]): string {
  return nodes.map((node) => (node.type === 'text' ? (node.value ?? '') : wordsOf(node.children ?? []))).join('')
}

/** Mammoth's warnings. A style without a rule keeps its text and loses its look, which is no loss of an essay's. */
function countMessages(messages: readonly { readonly message: string }[], ledger: LossLedger): void {
  for (const { message } of messages) {
    const ignored = /^An unrecognised element was ignored: (\S+)/.exec(message)?.[1]
    if (ignored !== undefined)
      ledger.add('word-element', 'Something that essays have no place for was left out.', ignored)
    else if (!/^Unrecognised (?:paragraph|run|table) style/.test(message))
      ledger.add('word-message', 'The reader of Word documents remarked on something.', excerpt(message))
  }
}

const LEFT_OUT: readonly (readonly [pattern: RegExp, kind: string, message: string])[] = [
  [/<w:(?:ins|moveTo) /g, 'suggestion', 'A suggested insertion was taken in.'],
  [/<w:(?:del|moveFrom) /g, 'suggestion', 'A suggested deletion was carried out.'],
  [/<m:oMath[ >]/g, 'formula', 'A formula was left out.'],
  [/<c:chart /g, 'chart', 'A chart was left out.'],
  [/<w:(?:smallCaps|caps)\/>/g, 'small-caps', 'Small capitals became ordinary letters.'],
]

/** What mammoth passes over without a word. */
function countLeftOut(parts: ReadonlyMap<string, Uint8Array>, ledger: LossLedger): void {
  const text = Buffer.from(parts.get('word/document.xml') ?? []).toString('utf8')
  for (const [pattern, kind, message] of LEFT_OUT)
    for (const match of text.matchAll(pattern)) ledger.add(kind, message, excerpt(wordsNear(text, match.index)))
  for (const [name, content] of parts) {
    if (!/^word\/(?:header|footer)\d*\.xml$/.test(name)) continue
    const words = wordsNear(Buffer.from(content).toString('utf8'), 0).trim()
    if (/\p{L}/u.test(words))
      ledger.add('header', 'What stands at the head or foot of every page was left out.', excerpt(words))
  }
}

function wordsNear(xml: string, from: number): string {
  return [...xml.slice(from, from + 4_000).matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)</g)]
    .map((match) => match[1])
    .join('')
}

function factsOf(part: Uint8Array | undefined): WordFacts {
  const xml = part === undefined ? '' : Buffer.from(part).toString('utf8')
  const value = (name: string) =>
    (new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1] ?? '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&')
      .trim()
  const list = (text: string, sign: RegExp) =>
    text
      .split(sign)
      .map((one) => one.trim())
      .filter((one) => one !== '')
  const language = value('dc:language')
  return {
    creators: list(value('dc:creator'), /;/),
    date: wholeDay(value('dcterms:created')),
    updated: wholeDay(value('dcterms:modified')),
    language: /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language) ? language : '',
    tags: list(value('cp:keywords'), /[,;]/).slice(0, 100),
  }
}

/** A day without a time of day, as Galley writes them; word processors write moments. */
function wholeDay(time: string): string {
  return /^\d{4}-\d{2}-\d{2}(?=T00:00:00Z$)/.exec(time)?.[0] ?? ''
}
