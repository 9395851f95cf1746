import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import type { Asset } from '../../../core/essay/essay.ts'
import { assetSrc } from '../../../core/essay/url.ts'
import type { Loss } from '../../../core/formats/conversion.ts'
import { readPageEssay } from '../../../core/formats/html/read/read-page-essay.ts'
import { ok, type Result } from '../../../core/result.ts'
import { type Pasted, type PastedPicture, withPictures } from './pasted.ts'

const DATA_PICTURE = /^data:image\/[a-z+.-]+;base64,/i
/** Where a program keeps a picture whose pixels it does not put on the clipboard as HTML. */
const ELSEWHERE = /^(?:file|cid|blob|webkit-fake-url|x-apple-[\w-]+):/i

/**
 * Reads pasted HTML by the one importer (core/formats/html/read): the schema is the sanitiser, nothing runs, nothing is fetched, and
 * what is left out is counted. `plain` is the same text as the clipboard has it without marks, from which spaces at the edges of a
 * phrase are taken. Problem: `too-large`.
 */
export function readPasted(schema: Schema, html: string, plain = ''): Result<Pasted> {
  const pictures: PastedPicture[] = []
  const elsewhere = new Map<string, null>()
  const read = readPageEssay(html, 'fragment', (address) => {
    const isData = DATA_PICTURE.test(address)
    if (!isData && !ELSEWHERE.test(address)) return null
    const asset = standInAsset(pictures.length + elsewhere.size + 1)
    if (isData) pictures.push({ standIn: assetSrc(asset.hash), data: address })
    else elsewhere.set(assetSrc(asset.hash), null)
    return asset
  })
  if (!read.ok) return read
  const { page, context } = read.value
  const losses = context.losses.list()
  const { blocks, loose } = looseNotesAsText(schema.nodeFromJSON(page.body))
  const placed = belowTitle(withPictures(blocks, elsewhere))
  const told = [
    ...losses,
    ...(loose > 0 ? [loss('note-without-reference', LOOSE_NOTE, loose)] : []),
    ...(elsewhere.size > 0 ? [loss('picture-elsewhere', NO_PIXELS, elsewhere.size)] : []),
  ]
  return ok({ blocks: withEdgeSpaces(placed, plain), pictures, losses: told })
}

const LOOSE_NOTE = 'A note without its place in the text was pasted; its words stand at the end.'
const NO_PIXELS = 'A picture was not on the clipboard. Its place and its words are kept; put it in from its file.'

/** The first level belongs to the essay's title: where it is pasted, all headings go down by one. */
function belowTitle(blocks: Fragment): Fragment {
  let first = false
  blocks.descendants((node) => {
    first = first || (node.type.name === 'heading' && node.attrs.level === 1)
    return !node.isTextblock
  })
  const lower = (fragment: Fragment): Fragment =>
    Fragment.fromArray(
      fragment.content.map((node) => {
        if (node.type.name === 'heading')
          return node.type.create({ ...node.attrs, level: Math.min(6, Number(node.attrs.level) + 1) }, node.content)
        return node.isTextblock || node.isLeaf ? node : node.copy(lower(node.content))
      }),
    )
  return first ? lower(blocks) : blocks
}

/** Notes that nothing in the pasted text refers to would have no place in the essay: their text stands at the end. */
function looseNotesAsText(doc: Node): { readonly blocks: Fragment; readonly loose: number } {
  const foot = doc.lastChild
  if (foot?.type.name !== 'footnotes') return { blocks: doc.content, loose: 0 }
  const referred = new Set<string>()
  doc.descendants((node) => {
    if (node.type.name === 'footnoteRef') referred.add(String(node.attrs.id))
    return !node.isLeaf
  })
  const loose = foot.children.filter((note) => !referred.has(String(note.attrs.id)))
  if (loose.length === 0) return { blocks: doc.content, loose: 0 }
  const kept = foot.children.filter((note) => !loose.includes(note))
  const text = doc.children.slice(0, -1).filter((block) => block.content.size > 0 || block.isLeaf)
  const blocks = [...text, ...loose.flatMap((note) => note.children)]
  if (kept.length > 0) blocks.push(foot.copy(Fragment.fromArray(kept)))
  return { blocks: Fragment.fromArray(blocks), loose: loose.length }
}

function loss(kind: string, message: string, count: number): Loss {
  return { kind, message, count, place: '' }
}

/** HTML folds spaces at the edges; where a phrase was copied with the space beside it, the space belongs to it. */
function withEdgeSpaces(blocks: Fragment, plain: string): Fragment {
  const line = blocks.firstChild
  if (blocks.childCount !== 1 || line?.type.name !== 'paragraph' || /[\r\n]/.test(plain)) return blocks
  const { schema } = line.type
  let { content } = line
  const first = content.firstChild
  const last = content.lastChild
  if (/^[ \u00a0]/.test(plain) && first?.isText && !/^\s/.test(first.text ?? ''))
    content = Fragment.from(schema.text(' ', first.marks)).append(content)
  if (/[ \u00a0]$/.test(plain) && last?.isText && !/\s$/.test(last.text ?? ''))
    content = content.append(Fragment.from(schema.text(' ', last.marks)))
  return content === line.content ? blocks : blocks.replaceChild(0, line.copy(content))
}

function standInAsset(number: number): Asset {
  return {
    hash: number.toString(16).padStart(64, '0'),
    mime: 'image/png',
    bytes: 1,
    width: 1,
    height: 1,
    name: 'pasted-picture.png',
    locationRemoved: false,
  }
}
