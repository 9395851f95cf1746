import { authorsOf } from '../../../essay/credits.ts'
import type { Essay } from '../../../essay/essay.ts'
import { type NodeJson, walk } from '../../../essay/json.ts'
import { writeZip, type ZipEntry } from '../../../zip/write-zip.ts'
import type { Loss } from '../../conversion.ts'
import { excerpt } from '../../excerpt.ts'
import { acceptReview } from '../../markdown/write/accept-review.ts'
import { writeBlock, writeBlocks } from './block-table.ts'
import type { DocxOptions } from './docx-options.ts'
import { AT_TOP, DocxWriting } from './docx-writing.ts'
import { writeBack, writeFront } from './front-and-back.ts'
import { plainRun } from './inline.ts'
import {
  contentTypes,
  coreProperties,
  documentRelationships,
  numberingPart,
  packageRelationships,
  partRelationships,
  settingsPart,
  TEXT_NAMESPACES,
} from './parts.ts'
import { stylesPart } from './styles.ts'
import { XML_HEAD } from './xml.ts'

export type { DocxOptions } from './docx-options.ts'

/** A DOCX file with what it could not say. */
export interface WrittenDocx {
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}

/**
 * Writes an essay as DOCX: plain WordprocessingML (ECMA-376, transitional) with named styles, real footnotes, pictures with their
 * descriptions, captions and credits as paragraphs. Nothing in the file depends on the time or the machine: the same essay and options give the same
 * bytes. Suggestions are written as accepted, comments left out; both, and what DOCX cannot say, are in `losses`. The essay must fit the schema; a
 * node without a handler throws.
 */
export function toDocx(essay: Essay, options: DocxOptions): WrittenDocx {
  const writing = new DocxWriting(essay, options)
  countReview(essay, writing)
  const blocks = acceptReview(essay.body).content ?? []
  let body = writeFront(writing)
  for (const block of blocks) {
    writing.at(block)
    body += writeBlock(block, writing, AT_TOP)
  }
  body += writeBack(writing)
  const notes = writing.inPart('footnotes', () => writeNotes(writing))
  for (const orphan of writing.orphans())
    writing.loss('unused-note', 'A note that nothing refers to was left out.', excerpt(textOfNote(orphan)))
  countDetails(essay, writing)
  return { bytes: pack(body, notes, writing), losses: writing.losses.list() }
}

function pack(text: string, noteText: string, writing: DocxWriting): Uint8Array {
  const { essay, options, page } = writing
  const kept = options.notes ?? 'footnotes'
  const [body, notes] = kept === 'endnotes' ? [asEndnotes(text), asEndnotes(noteText)] : [text, noteText]
  const { metadata } = essay
  const manuscript = options.kind === 'manuscript'
  const fixed = { notes: notes === '' ? null : kept, headers: [manuscript ? 'header1' : 'footer1'] }
  const section = `<w:sectPr>${manuscript ? '<w:headerReference w:type="default" r:id="header1"/>' : '<w:footerReference w:type="default" r:id="footer1"/>'}<w:pgSz w:w="${page.width}" w:h="${page.height}"/><w:pgMar w:top="${page.margin}" w:right="${page.margin}" w:bottom="${page.margin}" w:left="${page.margin}" w:header="720" w:footer="720" w:gutter="0"/>${manuscript ? '<w:titlePg/>' : ''}</w:sectPr>`
  const files: [string, string][] = [
    [
      '[Content_Types].xml',
      contentTypes(
        fixed,
        [...writing.media.values()].map(({ name }) => name.slice(name.lastIndexOf('.') + 1)),
      ),
    ],
    ['_rels/.rels', packageRelationships()],
    ['docProps/core.xml', coreProperties(factsOf(writing))],
    ['word/document.xml', `${XML_HEAD}<w:document ${TEXT_NAMESPACES}><w:body>${body}${section}</w:body></w:document>`],
    ['word/_rels/document.xml.rels', documentRelationships(fixed, writing.relationshipsOf('document'))],
    ['word/styles.xml', stylesPart(options.kind, metadata.language)],
    ['word/numbering.xml', numberingPart(writing.ordered)],
    ['word/settings.xml', settingsPart(fixed.notes)],
    manuscript ? ['word/header1.xml', headerPart(writing)] : ['word/footer1.xml', footerPart()],
  ]
  if (fixed.notes) files.push([`word/${kept}.xml`, notes])
  if (writing.relationshipsOf('footnotes').length > 0)
    files.push([`word/_rels/${kept}.xml.rels`, partRelationships(writing.relationshipsOf('footnotes'))])
  const entries: ZipEntry[] = files.map(([name, text]) => ({ name, bytes: text, deflate: true }))
  for (const { name, bytes, asset } of writing.media.values())
    entries.push({ name: `word/media/${name}`, bytes, deflate: asset.mime === 'image/svg+xml' })
  return writeZip(entries)
}

/** The same notes as endnotes: every element of theirs has its twin (ECMA-376, 17.11). Words of the essay hold no `<`. */
function asEndnotes(xml: string): string {
  return xml.replace(/(<\/?w:)footnote/g, '$1endnote')
}

function factsOf({ essay, options }: DocxWriting) {
  const { metadata } = essay
  return {
    title: metadata.title,
    creator: options.anonymous
      ? ''
      : authorsOf(essay)
          .map(({ name }) => name)
          .join('; '),
    language: metadata.language,
    subject: metadata.standfirst,
    keywords: metadata.tags.join(', '),
    date: metadata.date,
    updated: metadata.updated ?? '',
  }
}

const PAGE_NUMBER =
  '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

/** `Surname / KEYWORD / page`, without the surname in a blind submission. */
function headerPart(writing: DocxWriting): string {
  const { essay, options } = writing
  const [author] = options.anonymous ? [] : authorsOf(essay)
  const surname =
    author === undefined
      ? ''
      : author.sortName.includes(',')
        ? (author.sortName.split(',')[0] ?? '')
        : (author.name.split(/\s+/).at(-1) ?? '')
  const words = [surname, keywordOf(essay.metadata.title)].filter((word) => word !== '').join(' / ')
  return `${XML_HEAD}<w:hdr ${TEXT_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${plainRun(words === '' ? '' : `${words} / `, writing)}${PAGE_NUMBER}</w:p></w:hdr>`
}

/** The first word of a title that says something, in capitals. */
function keywordOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}’'-]+/gu) ?? []
  return (words.find((word) => word.length > 3) ?? words[0] ?? '').toLocaleUpperCase('en')
}

function footerPart(): string {
  return `${XML_HEAD}<w:ftr ${TEXT_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${PAGE_NUMBER}</w:p></w:ftr>`
}

/** `word/footnotes.xml`, or '' where there is no note. Notes that a note refers to first are in it in brackets. */
function writeNotes(writing: DocxWriting): string {
  const mark =
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
  const notes = writing.numberedNotes().map((node, index) => {
    writing.at(node)
    const xml = writeBlocks(acceptReview(node).content, writing, { ...AT_TOP, style: 'FootnoteText' })
    // The number stands at the beginning of the first paragraph; a note begins with one.
    const at = /^<w:p>(?:<w:pPr>.*?<\/w:pPr>)?/s.exec(xml)?.[0].length ?? 0
    return `<w:footnote w:id="${index + 1}">${xml.slice(0, at)}${mark}${xml.slice(at)}</w:footnote>`
  })
  if (notes.length === 0) return ''
  const rule = (id: number, type: string, inside: string) =>
    `<w:footnote w:type="${type}" w:id="${id}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:${inside}/></w:r></w:p></w:footnote>`
  return `${XML_HEAD}<w:footnotes ${TEXT_NAMESPACES}>${rule(-1, 'separator', 'separator')}${rule(0, 'continuationSeparator', 'continuationSeparator')}${notes.join('')}</w:footnotes>`
}

function textOfNote(node: NodeJson): string {
  let text = ''
  walk(node, (child) => {
    text += child.text ?? ''
  })
  return text
}

function countReview(essay: Essay, writing: DocxWriting): void {
  walk(essay.body, (node) => {
    for (const mark of node.marks ?? []) {
      if (mark.type === 'comment')
        writing.loss('comment', 'A review comment was left out.', node.text, String(mark.attrs?.threadId))
      else if (mark.type === 'insertion')
        writing.loss('suggestion', 'A suggested insertion was taken in.', node.text, `+${String(mark.attrs?.id)}`)
      else if (mark.type === 'deletion')
        writing.loss('suggestion', 'A suggested deletion was carried out.', node.text, `-${String(mark.attrs?.id)}`)
    }
  })
}

/** Details that a DOCX has no place for. */
function countDetails({ metadata, people, credits }: Essay, writing: DocxWriting): void {
  for (const [what, value] of [
    ['category', metadata.category],
    ['excerpt', metadata.excerpt],
    ['address part', metadata.slug ?? ''],
    ['first address', metadata.canonicalUrl],
  ] as const)
    if (value !== '') writing.losses.add('metadata', `The ${what} has no place in a DOCX file.`, excerpt(value) || what)
  if (writing.options.anonymous) return
  const authors = new Set(authorsOf({ people, credits }))
  for (const person of people) {
    if (person.portrait !== '')
      writing.losses.add('portrait', 'A portrait was left out.', excerpt(person.name) || 'people')
    if (person.bio !== '' && !authors.has(person))
      writing.losses.add(
        'biography',
        'A biography of someone who is not an author was left out.',
        excerpt(person.name) || 'people',
      )
  }
}
