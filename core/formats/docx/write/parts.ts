import type { NotesPlace } from '../../../publication/notes-place.ts'
import type { DocxWriting, Relationship } from './docx-writing.ts'
import { XML_HEAD, xmlAttribute, xmlText } from './xml.ts'

/** The parts of a DOCX beside text and styles (ECMA-376 parts 1 and 2). Nothing in them depends on the time or the machine. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Namespaces of a part with text. */
export const TEXT_NAMESPACES = `xmlns:w="${MAIN}" xmlns:r="${OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`

const MIME: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** Parts that `word/document.xml` refers to by fixed ids. */
export interface FixedParts {
  /** The part that holds the notes; null where there are none. */
  readonly notes: NotesPlace | null
  readonly headers: readonly string[]
}

/** `[Content_Types].xml`. */
export function contentTypes(fixed: FixedParts, extensions: Iterable<string>): string {
  const override = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`
  const pictures = [...new Set(extensions)]
    .sort()
    .map((one) => `<Default Extension="${one}" ContentType="${MIME[one]}"/>`)
  return `${XML_HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${pictures.join('')}${override('word/document.xml', `${WORD}.document.main+xml`)}${override('word/styles.xml', `${WORD}.styles+xml`)}${override('word/numbering.xml', `${WORD}.numbering+xml`)}${override('word/settings.xml', `${WORD}.settings+xml`)}${fixed.notes ? override(`word/${fixed.notes}.xml`, `${WORD}.${fixed.notes}+xml`) : ''}${fixed.headers.map((name) => override(`word/${name}.xml`, `${WORD}.${name.startsWith('header') ? 'header' : 'footer'}+xml`)).join('')}${override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`
}

/** `_rels/.rels`. */
export function packageRelationships(): string {
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
}

/** `word/_rels/document.xml.rels`; headers and footers have their own name as id. */
export function documentRelationships(fixed: FixedParts, own: readonly Relationship[]): string {
  const parts = ['styles', 'numbering', 'settings', ...(fixed.notes ? [fixed.notes] : [])]
  const known = parts.map((name) => `<Relationship Id="${name}" Type="${OFFICE}/${name}" Target="${name}.xml"/>`)
  const headers = fixed.headers.map(
    (name) =>
      `<Relationship Id="${name}" Type="${OFFICE}/${name.startsWith('header') ? 'header' : 'footer'}" Target="${name}.xml"/>`,
  )
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${known.join('')}${headers.join('')}${own.map(relationship).join('')}</Relationships>`
}

/** The relationships of a part that has only pictures and links. */
export function partRelationships(own: readonly Relationship[]): string {
  return `${XML_HEAD}<Relationships xmlns="${PACKAGE}/relationships">${own.map(relationship).join('')}</Relationships>`
}

function relationship({ id, kind, target }: Relationship): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${xmlAttribute(target)}"${kind === 'hyperlink' ? ' TargetMode="External"' : ''}/>`
}

/** `docProps/core.xml`: no time, so that equal essays give equal files, and no name that was not given. */
export function coreProperties(facts: {
  readonly title: string
  readonly creator: string
  readonly language: string
  readonly subject: string
  readonly keywords: string
  /** The day of publication, or ''. */
  readonly date: string
  /** The day of the last revision, or ''. */
  readonly updated: string
}): string {
  const tag = (name: string, value: string) => (value === '' ? '' : `<${name}>${xmlText(value)}</${name}>`)
  const day = (name: string, value: string) =>
    tag(`dcterms:${name}`, value === '' ? '' : `${value}T00:00:00Z`).replace('>', ' xsi:type="dcterms:W3CDTF">')
  return `${XML_HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${tag('dc:title', facts.title)}${tag('dc:subject', facts.subject)}${tag('dc:creator', facts.creator)}${tag('cp:keywords', facts.keywords)}${tag('dc:language', facts.language)}${day('created', facts.date)}${day('modified', facts.updated)}</cp:coreProperties>`
}

/** `word/settings.xml`. */
export function settingsPart(notes: FixedParts['notes']): string {
  return `${XML_HEAD}<w:settings xmlns:w="${MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>${notes === null ? '' : NOTE_SETTINGS[notes]}<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`
}

/** The lines above the notes; endnotes count in Roman numerals unless told. */
const NOTE_SETTINGS = {
  footnotes: '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
  endnotes: '<w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>',
} as const

const BULLETS = ['•', '–', '•', '–', '•', '–', '•', '–', '•']
const NUMBERS = [
  'decimal',
  'lowerLetter',
  'lowerRoman',
  'decimal',
  'lowerLetter',
  'lowerRoman',
  'decimal',
  'lowerLetter',
  'lowerRoman',
]

/** `word/numbering.xml`: number 1 is bullets, 2 stands for tasks (their box is text), all others count. */
export function numberingPart(ordered: DocxWriting['ordered']): string {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="tab"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>`
  const abstract = (id: number, levels: readonly string[]) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}</w:abstractNum>`
  const numbers = ordered.map(({ level: at, start }, index) => {
    const override = `<w:lvlOverride w:ilvl="${at}"><w:startOverride w:val="${start}"/></w:lvlOverride>`
    return `<w:num w:numId="${index + 3}"><w:abstractNumId w:val="2"/>${override}</w:num>`
  })
  return `${XML_HEAD}<w:numbering xmlns:w="${MAIN}">${abstract(
    0,
    BULLETS.map((sign, at) => level(at, 'bullet', sign)),
  )}${abstract(
    1,
    BULLETS.map((_, at) => level(at, 'bullet', '')),
  )}${abstract(
    2,
    NUMBERS.map((format, at) => level(at, format, `%${at + 1}.`)),
  )}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>${numbers.join('')}</w:numbering>`
}
