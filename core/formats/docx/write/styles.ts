import type { DocxOptions } from './docx-options.ts'
import { RUN_STYLE_NAMES, STYLE_NAMES, type StyleId } from './names.ts'
import { XML_HEAD, xmlText } from './xml.ts'

/** How a paragraph style looks; what is not given is that of the style it stands on. */
interface Look {
  readonly base?: StyleId
  readonly next?: StyleId
  /** Children of `w:pPr` in their order. */
  readonly paragraph?: string
  /** Children of `w:rPr` in their order. */
  readonly run?: string
}

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const spacing = (before: number, after: number, line?: number) =>
  `<w:spacing w:before="${before}" w:after="${after}"${line === undefined ? '' : ` w:line="${line}" w:lineRule="auto"`}/>`
const indent = (left: number, right = 0, first = 0) =>
  `<w:ind w:left="${left}" w:right="${right}" w:firstLine="${first}"/>`
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
const border = (side: string, space: number) =>
  `<w:${side} w:val="single" w:sz="6" w:space="${space}" w:color="A9A297"/>`
const KEEP_NEXT = '<w:keepNext/>'
const KEEP_LINES = '<w:keepLines/>'
const CENTER = '<w:jc w:val="center"/>'
const LEFT = '<w:jc w:val="start"/>'
const BOLD = '<w:b/><w:bCs/>'
const ITALIC = '<w:i/><w:iCs/>'
const GREY = '<w:color w:val="5F5A52"/>'
const MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
const AUTO = '<w:color w:val="auto"/>'

const READING: Readonly<Record<StyleId, Look>> = {
  Normal: {},
  Title: {
    next: 'Subtitle',
    paragraph: KEEP_NEXT + KEEP_LINES + spacing(0, 120, 252) + LEFT,
    run: BOLD + size(48),
  },
  Subtitle: {
    next: 'Author',
    paragraph: KEEP_NEXT + KEEP_LINES + spacing(0, 240, 288) + LEFT,
    run: ITALIC + GREY + size(27),
  },
  Author: { next: 'Date', paragraph: spacing(0, 20) + LEFT, run: size(22) },
  Date: { next: 'Normal', paragraph: spacing(0, 480) + LEFT, run: GREY + size(20) },
  Heading1: heading(480, 160, 30),
  Heading2: heading(400, 120, 25),
  Heading3: heading(320, 80, 22),
  Heading4: heading(280, 60, 22, ITALIC),
  Heading5: heading(240, 40, 22, ITALIC),
  Heading6: heading(240, 40, 21, ITALIC),
  Quote: { paragraph: spacing(60, 160) + indent(567, 567) },
  QuoteSource: {
    base: 'Quote',
    next: 'Normal',
    paragraph: `${spacing(0, 240)}<w:jc w:val="end"/>`,
    run: GREY + size(20),
  },
  PullQuote: {
    paragraph:
      KEEP_LINES +
      `<w:pBdr>${border('top', 10)}${border('bottom', 10)}</w:pBdr>` +
      spacing(320, 320, 300) +
      indent(720, 720) +
      CENTER,
    run: ITALIC + size(29),
  },
  PullQuoteSource: { next: 'Normal', paragraph: spacing(0, 320) + CENTER, run: GREY + size(20) },
  ListParagraph: { paragraph: spacing(0, 80) + indent(360) },
  ListContinue: { paragraph: spacing(0, 80) + indent(360) },
  ListContinue2: { base: 'ListContinue', paragraph: indent(720) },
  ListContinue3: { base: 'ListContinue', paragraph: indent(1080) },
  ListContinue4: { base: 'ListContinue', paragraph: indent(1440) },
  ListContinue5: { base: 'ListContinue', paragraph: indent(1800) },
  SourceCode: {
    paragraph: `<w:shd w:val="clear" w:color="auto" w:fill="F5F2EC"/>${spacing(120, 200, 264)}${indent(170, 170)}${LEFT}`,
    run: MONO + size(19),
  },
  Verse: { paragraph: KEEP_LINES + spacing(120, 240, 300) + indent(720) + LEFT },
  SceneBreak: { next: 'Normal', paragraph: spacing(320, 320) + CENTER, run: GREY },
  Figure: { next: 'Caption', paragraph: KEEP_NEXT + spacing(320, 100, 240) + CENTER },
  CoverPicture: { base: 'Figure', next: 'Caption' },
  GalleryPicture: { base: 'Figure', next: 'Caption', paragraph: spacing(200, 80, 240) },
  Caption: { next: 'Normal', paragraph: KEEP_LINES + spacing(0, 40, 264) + indent(284, 284) + CENTER, run: size(19) },
  Credit: { base: 'Caption', next: 'Normal', paragraph: spacing(0, 280, 264), run: GREY + size(17) },
  GalleryCaption: { base: 'Caption', next: 'Normal', paragraph: spacing(120, 320, 264) },
  PromptLabel: {
    next: 'PromptQuestion',
    paragraph: KEEP_NEXT + bar() + spacing(360, 40) + indent(227),
    run: `<w:caps/>${GREY}<w:spacing w:val="16"/>${size(17)}`,
  },
  PromptQuestion: { paragraph: bar() + spacing(0, 120) + indent(227) },
  PromptActivity: { base: 'PromptQuestion' },
  PromptNote: { base: 'PromptQuestion' },
  AfterTable: { next: 'Normal', paragraph: spacing(0, 160, 120), run: size(8) },
  TableText: { paragraph: spacing(50, 50, 259) + LEFT, run: size(20) },
  TableHeading: { base: 'TableText', paragraph: KEEP_NEXT, run: BOLD },
  Contact: { paragraph: spacing(0, 0, 240) },
  Biography: { paragraph: spacing(120, 120), run: size(20) },
  ClosingQuestion: { base: 'PromptQuestion' },
  Credits: { paragraph: spacing(0, 60), run: GREY + size(19) },
  Header: { paragraph: spacing(0, 0, 240), run: GREY + size(18) },
  Footer: { paragraph: spacing(0, 0, 240) + CENTER, run: GREY + size(18) },
  FootnoteText: { paragraph: spacing(0, 60, 252), run: size(18) },
}

const plainHeading: Look = {
  next: 'Normal',
  paragraph: `${KEEP_NEXT}${KEEP_LINES}${spacing(0, 0, 480)}${indent(0)}`,
  run: BOLD,
}
const single: Look = { paragraph: spacing(0, 0, 240) + indent(0) }

/** shunn.net/format/story, modern: one size, double spaced, ragged right, no ornaments. Only what differs from READING in kind. */
const MANUSCRIPT: Readonly<Record<StyleId, Look>> = {
  ...READING,
  Title: { next: 'Author', paragraph: KEEP_NEXT + KEEP_LINES + spacing(4200, 0, 480) + indent(0) + CENTER },
  Subtitle: { next: 'Author', paragraph: KEEP_NEXT + spacing(0, 0, 480) + indent(0) + CENTER, run: ITALIC },
  Author: { next: 'Normal', paragraph: spacing(0, 480, 480) + indent(0) + CENTER },
  Date: { ...single },
  Heading1: plainHeading,
  Heading2: plainHeading,
  Heading3: { ...plainHeading, run: ITALIC },
  Heading4: { ...plainHeading, run: ITALIC },
  Heading5: { ...plainHeading, run: ITALIC },
  Heading6: { ...plainHeading, run: ITALIC },
  Quote: { paragraph: indent(720, 720) },
  QuoteSource: { base: 'Quote', next: 'Normal', paragraph: '<w:jc w:val="end"/>' },
  PullQuote: { paragraph: indent(720, 720), run: ITALIC },
  PullQuoteSource: { next: 'Normal', paragraph: `${indent(720, 720)}<w:jc w:val="end"/>` },
  ListParagraph: { paragraph: indent(360) },
  ListContinue: { paragraph: indent(360) },
  SourceCode: { paragraph: spacing(0, 240, 240) + indent(360), run: MONO + size(22) },
  Verse: { paragraph: KEEP_LINES + indent(720) },
  SceneBreak: { next: 'Normal', paragraph: indent(0) + CENTER },
  Figure: { next: 'Caption', paragraph: KEEP_NEXT + spacing(240, 120, 240) + indent(0) },
  GalleryPicture: { base: 'Figure', next: 'Caption' },
  Caption: { next: 'Normal', paragraph: KEEP_LINES + spacing(0, 0, 360) + indent(0) },
  Credit: { base: 'Caption', next: 'Normal', paragraph: spacing(0, 240, 360) },
  GalleryCaption: { base: 'Caption', next: 'Normal' },
  PromptLabel: { next: 'PromptQuestion', paragraph: KEEP_NEXT + indent(0), run: ITALIC },
  PromptQuestion: { paragraph: indent(720) },
  TableText: { paragraph: spacing(40, 40, 280) + indent(0) },
  Contact: single,
  Biography: { paragraph: indent(0) },
  Credits: { paragraph: indent(0) },
  Header: { paragraph: `${spacing(0, 0, 240) + indent(0)}<w:jc w:val="end"/>`, run: size(24) },
  Footer: { paragraph: spacing(0, 0, 240) + indent(0) + CENTER },
  FootnoteText: { paragraph: spacing(0, 0, 360) + indent(0), run: size(24) },
}

function heading(before: number, after: number, halfPoints: number, weight = BOLD): Look {
  return {
    next: 'Normal',
    paragraph: KEEP_NEXT + KEEP_LINES + spacing(before, after, 264) + LEFT,
    run: weight + AUTO + size(halfPoints),
  }
}

function bar(): string {
  return '<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="A9A297"/></w:pBdr>'
}

const QUICK: ReadonlySet<string> = new Set([
  'Title',
  'Subtitle',
  'Quote',
  'Caption',
  'Heading1',
  'Heading2',
  'Heading3',
])

/** `word/styles.xml`. */
export function stylesPart(kind: DocxOptions['kind'], language: string): string {
  const looks = kind === 'manuscript' ? MANUSCRIPT : READING
  const font = kind === 'manuscript' ? 'Times New Roman' : 'Cambria'
  const lang = xmlText(language || 'en-GB')
  const body = kind === 'manuscript' ? spacing(0, 0, 480) + indent(0, 0, 720) + LEFT : spacing(0, 160, 300)
  const paragraphStyles = (Object.keys(STYLE_NAMES) as StyleId[]).map((id) => paragraphStyle(id, looks[id], body))
  return `${XML_HEAD}<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="Times New Roman"/>${size(kind === 'manuscript' ? 24 : 22)}<w:lang w:val="${lang}" w:eastAsia="${lang}" w:bidi="${lang}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>${paragraphStyles.join('')}${runStyles()}${tableStyle()}</w:styles>`
}

function paragraphStyle(id: StyleId, look: Look, body: string): string {
  const normal = id === 'Normal'
  const properties = normal ? `<w:widowControl/>${body}` : (look.paragraph ?? '')
  const level = /^Heading(\d)$/.exec(id)?.[1]
  const outline = level === undefined ? '' : `<w:outlineLvl w:val="${Number(level) - 1}"/>`
  return (
    `<w:style w:type="paragraph"${normal ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${STYLE_NAMES[id]}"/>` +
    (normal ? '' : `<w:basedOn w:val="${look.base ?? 'Normal'}"/>`) +
    `<w:next w:val="${look.next ?? id}"/>` +
    (normal || QUICK.has(id) ? '<w:qFormat/>' : '') +
    (properties + outline === '' ? '' : `<w:pPr>${properties}${outline}</w:pPr>`) +
    (look.run === undefined ? '' : `<w:rPr>${look.run}</w:rPr>`) +
    '</w:style>'
  )
}

function runStyles(): string {
  const looks: Readonly<Record<keyof typeof RUN_STYLE_NAMES, string>> = {
    Hyperlink: '<w:color w:val="1F4E79"/><w:u w:val="single"/>',
    FootnoteReference: '<w:vertAlign w:val="superscript"/>',
    VerbatimChar: MONO,
    FigureNumber: BOLD,
    PictureCreator: '',
    PictureLicence: '',
    PictureSource: '',
    Derived: '',
  }
  const one = (id: keyof typeof RUN_STYLE_NAMES) =>
    `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${RUN_STYLE_NAMES[id]}"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>${looks[id]}</w:rPr></w:style>`
  return `<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>${(Object.keys(looks) as (keyof typeof RUN_STYLE_NAMES)[]).map(one).join('')}`
}

/** Rules above, below and under the heading; nothing between columns. */
function tableStyle(): string {
  const rule = (side: string, weight: number) =>
    `<w:${side} w:val="single" w:sz="${weight}" w:space="0" w:color="5F5A52"/>`
  return `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="EssayTable"><w:name w:val="Essay Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${rule('top', 10)}${rule('bottom', 10)}<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D8D2C8"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>${rule('bottom', 6)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>`
}
