import { authorsOf } from '../../essay/credits.ts'
import type { Essay } from '../../essay/essay.ts'
import { type NodeJson, stringAttr, textOf } from '../../essay/json.ts'
import { assetHash } from '../../essay/url.ts'
import type { PictureShelf } from '../../publication/picture-shelf.ts'
import type { Wording } from '../../publication/wording.ts'
import type { LossLedger } from '../conversion.ts'
import { creditLine } from '../credit-line.ts'
import { excerpt } from '../excerpt.ts'
import { figureParts } from '../html/write/figures.ts'
import { fragmentFlavour } from '../html/write/fragment-flavour.ts'
import { writeInline } from '../html/write/inline.ts'
import { plainParagraphs } from '../html/write/page/people.ts'
import { type Flavour, type NodeHandler, Writing } from '../html/write/writing.ts'
import { creditLines } from '../people-lines.ts'
import { toText } from '../text/write-text.ts'
import { nearestLevel, type PastePlace } from './paste-places.ts'

type Shelf = Pick<PictureShelf, 'add' | 'address' | 'pathOf'>

/** Writes an essay for a paste: as HTML without pictures, and as plain text. The shelf takes the pictures that the text asks for. */
export function toPaste(
  essay: Essay,
  place: PastePlace,
  shelf: Shelf,
  wording: Wording,
  losses: LossLedger,
): { readonly html: string; readonly text: string } {
  const writing = new Writing(essay, pasteFlavour(essay, place, shelf, losses), shelf.address, { wording })
  const { metadata } = essay
  const authors = authorsOf(essay).map(({ name }) => name)
  const line = (text: string) => `<p>${writing.text(text)}</p>`
  const blocks = [
    metadata.title === '' ? '' : `<h1>${writing.text(metadata.title)}</h1>`,
    metadata.standfirst === '' ? '' : line(metadata.standfirst),
    authors.length > 1 ? line(wording.fill(wording.words.by, { authors: wording.list(authors) })) : '',
    coverLine(essay, writing, shelf),
    writing.node(essay.body),
    plainParagraphs(metadata.closingQuestion).replaceAll('</p><p>', '</p>\n<p>'),
    ...creditLines(essay, wording).map(line),
  ]
  for (const loss of writing.losses.list()) losses.addAll(loss)
  if (metadata.tags.length + metadata.category.length > 0)
    losses.add(
      'tags',
      `Tags and category are chosen in ${place.name} itself.`,
      [metadata.category, ...metadata.tags].filter(Boolean).join(', '),
    )
  if (metadata.canonicalUrl !== '')
    losses.add('canonical', `The first address is set in ${place.name}’s settings of the story.`, metadata.canonicalUrl)
  return { html: `${blocks.filter((html) => html !== '').join('\n')}\n`, text: toText(essay).text }
}

function pasteFlavour(essay: Essay, place: PastePlace, shelf: Shelf, losses: LossLedger): Flavour {
  const figure: NodeHandler = (node, writing) => {
    const parts = figureParts(node)
    const number = writing.nextFigure()
    const name = writing.wording.fill(writing.wording.words.figure, { number: String(number) })
    const file = fileOf(essay, parts.src, shelf)
    const alt = parts.decorative || parts.alt === '' ? '' : ` — alt: ${parts.alt}`
    losses.add('picture', place.pictures, excerpt(parts.alt) || name)
    const caption = writeInline(parts.caption, writing).html
    const credit = writeInline(creditLine(parts, writing.wording.words).content, writing).html
    if (credit !== '' && caption !== '')
      losses.add(
        'figure-caption',
        `Credit, source and licence stand at the end of the caption; ${place.name} has one line for all.`,
        excerpt(parts.alt) || name,
      )
    const below = writing.wording.captionLine(caption, credit)
    const sign = `[${name}${file === '' ? '' : `, ${file}`}${alt}]`
    return `<p>${writing.text(sign)}${below === '' ? '' : `<br>${below}`}</p>`
  }
  return {
    ...fragmentFlavour,
    nodes: {
      ...fragmentFlavour.nodes,
      figure,
      image: (node, writing) => {
        losses.add('picture', place.pictures, stringAttr(node, 'alt') || 'image')
        const file = fileOf(essay, stringAttr(node, 'src'), shelf)
        return writing.text(`[${[stringAttr(node, 'alt'), file].filter((one) => one !== '').join(', ')}]`)
      },
      heading: (node, writing) => {
        const level = Number(node.attrs?.level ?? 2)
        const near = nearestLevel(level, place.headings)
        if (near === level) return fragmentFlavour.nodes.heading(node, writing)
        writing.loss('heading', `${place.name} has fewer levels of headings; a heading got the nearest one.`)
        return fragmentFlavour.nodes.heading({ ...node, attrs: { ...node.attrs, level: near } }, writing)
      },
      table: (node, writing) => {
        if (place.tables) return fragmentFlavour.nodes.table(node, writing)
        writing.loss('table', `${place.name} has no tables; each row became a paragraph, its cells parted by bars.`)
        return (node.content ?? []).map((row) => `<p>${rowOf(row, writing)}</p>`).join('\n')
      },
      footnoteRef: (node, writing) => {
        const reference = writing.reference(stringAttr(node, 'id'))
        if (!reference) return ''
        writing.loss(
          'note-link',
          `Notes are numbers in brackets and a list at the end; ${place.name} keeps no links inside a paste.`,
        )
        return `[${reference.number}]`
      },
      footnotes: (_, writing) => {
        const items = writing.notes(
          (note) =>
            (note.content ?? [])
              .map((one) =>
                one.type === 'paragraph' ? writeInline(one.content, writing).html : writing.text(textOf(one)),
              )
              .join('<br>'),
          (html, _note, number) => `\n<p>[${number}] ${html}</p>`,
        )
        return `<h2>${writing.text(writing.wording.words.notes)}</h2>${items}`
      },
    },
    marks: {
      ...fragmentFlavour.marks,
      ...Object.fromEntries(
        Object.entries(place.lostMarks).map(([mark, what]) => [
          mark,
          (_attrs: unknown, writing: Writing) => {
            writing.loss(mark, `${what} has no place in ${place.name}.`)
            return null
          },
        ]),
      ),
    },
  }
}

function rowOf(row: NodeJson, writing: Writing): string {
  return (row.content ?? [])
    .map((cell) => {
      const words = (cell.content ?? [])
        .map((one) => (one.type === 'paragraph' ? writeInline(one.content, writing).html : writing.text(textOf(one))))
        .join(' ')
      return cell.type === 'tableHeader' ? `<strong>${words}</strong>` : words
    })
    .join(' | ')
}

function coverLine(essay: Essay, writing: Writing, shelf: Shelf): string {
  const { cover } = essay.metadata
  if (!cover || cover.src === '') return ''
  const file = fileOf(essay, cover.src, shelf)
  const alt = cover.decorative || cover.alt === '' ? '' : ` — alt: ${cover.alt}`
  const caption = writeInline(cover.caption, writing).html
  const credit = writeInline(creditLine(cover, writing.wording.words).content, writing).html
  const below = [caption, credit].filter((html) => html !== '').join(' ')
  writing.loss('cover', 'The cover is put in by hand, above the text.', cover.alt || 'cover')
  return `<p>${writing.text(`[${file}${alt}]`)}${below === '' ? '' : `<br>${below}`}</p>`
}

/** The name of the file that holds a picture, and the picture is taken along; '' where the essay does not hold it. */
function fileOf(essay: Essay, src: string, shelf: Shelf): string {
  const hash = assetHash(src)
  const asset = hash === null ? undefined : essay.assets.find((one) => one.hash === hash)
  if (!asset) return ''
  shelf.add(src)
  const path = shelf.pathOf(asset)
  return path.slice(path.lastIndexOf('/') + 1)
}
