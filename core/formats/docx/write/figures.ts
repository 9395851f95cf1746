import { type NodeJson, numberAttr, stringAttr, textOf } from '../../../essay/json.ts'
import type { Around, DocxWriting } from './docx-writing.ts'
import { figureBookmark, plainRun, writeInline } from './inline.ts'
import { paragraphOf } from './paragraphs.ts'
import { pictureRun } from './pictures.ts'
import { rightsRuns } from './rights.ts'

/** A figure: the picture, its caption with the figure's number as plain words, its credit; each a paragraph of its own. */
export function writeFigure(node: NodeJson, writing: DocxWriting, around: Around): string {
  return figureParagraphs(node, writing.nextFigure(), 'Figure', writing, around)
}

/** The cover, which has no number. */
export function writeCover(node: NodeJson, writing: DocxWriting, around: Around): string {
  return figureParagraphs(node, null, 'CoverPicture', writing, around)
}

/** A gallery: its figures one below the other, then the caption of all. */
export function writeGallery(node: NodeJson, writing: DocxWriting, around: Around): string {
  writing.loss('gallery', 'The pictures of a gallery stand one below the other.', textOf(node))
  let xml = ''
  for (const child of node.content ?? []) {
    if (child.type !== 'figure') continue
    xml += figureParagraphs(child, writing.nextFigure(), 'GalleryPicture', writing, around)
  }
  const caption = node.content?.find((child) => child.type === 'figcaption')?.content ?? []
  return xml + paragraphOf(writeInline(caption, writing), bare(around), 'GalleryCaption')
}

function figureParagraphs(
  node: NodeJson,
  number: number | null,
  style: 'Figure' | 'CoverPicture' | 'GalleryPicture',
  writing: DocxWriting,
  around: Around,
): string {
  const part = (type: string) => node.content?.find((child) => child.type === type)?.content ?? []
  const layout = stringAttr(node, 'layout')
  const decorative = node.attrs?.decorative === true
  const alt = stringAttr(node, 'alt')
  if (decorative && alt !== '')
    writing.loss('decorative', 'The description of a picture that is only an ornament was left out.', alt)
  const run = pictureRun(
    {
      src: stringAttr(node, 'src'),
      alt,
      decorative,
      width: numberAttr(node, 'width', null),
      height: numberAttr(node, 'height', null),
      href: stringAttr(node, 'href'),
      title: '',
      share: style === 'GalleryPicture' ? 0.7 : layout === 'left' || layout === 'right' ? 0.5 : 1,
    },
    writing,
  )
  const place = bare(around)
  const absent = [writing.wording.words.pictureAbsent, alt].filter((words) => words !== '').join(': ')
  const caption = part('figcaption')
  const captionRuns = writeInline(caption, writing)
  const credit = writeInline(part('figcredit'), writing)
  const rights = rightsRuns(node, writing)
  const name = number === null ? '' : writing.wording.fill(writing.wording.words.figure, { number: String(number) })
  const named = name === '' ? '' : plainRun(captionRuns === '' ? `${name}.` : `${name}. `, writing, 'FigureNumber')
  return (
    paragraphOf(
      marked(
        number === null ? '' : stringAttr(node, 'id'),
        number ?? 0,
        run === '' ? plainRun(`[${absent}]`, writing) : run,
      ),
      place,
      style,
    ) +
    (named + captionRuns === '' ? '' : paragraphOf(named + captionRuns, place, 'Caption')) +
    (credit + rights === '' ? '' : paragraphOf(credit + rights, place, 'Credit'))
  )
}

/** Runs within the bookmark to which references lead. Its number must be no other bookmark's; those of notes are their small numbers. */
function marked(id: string, number: number, runs: string): string {
  if (id === '') return runs
  const bookmark = `w:id="${1_000_000 + number}"`
  return `<w:bookmarkStart ${bookmark} w:name="${figureBookmark(id)}"/>${runs}<w:bookmarkEnd ${bookmark}/>`
}

/** A figure stands in its own right wherever it is. */
function bare(around: Around): Around {
  return { ...around, style: null, sign: null, align: null }
}
