import type { Essay, Thread } from '../../essay/essay.ts'
import type { NodeJson } from '../../essay/json.ts'
import { EMPTY_BODY, EMPTY_METADATA } from '../../essay/new-essay.ts'
import { readersComments } from '../blog/readers-comments.ts'
import { staffOf } from '../blog/staff-of.ts'
import { LossLedger, type Taken } from '../conversion.ts'
import { recogniseLines } from '../page-lines/recognise-lines.ts'

/** The parts of an essay that was copied from a published page. */
export interface PageText {
  readonly parts: Pick<Essay, 'metadata' | 'people' | 'credits' | 'body'>
  /** The readers' comments, in one thread that no words of the text refer to. */
  readonly threads: readonly Thread[]
  readonly taken: readonly Taken[]
}

/** A paragraph of these words. */
export function plainParagraph(text: string): NodeJson {
  return {
    type: 'paragraph',
    attrs: { lang: '', dir: null },
    ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
  }
}

/**
 * The paragraphs of copied text. A browser copies a paragraph as one long line, so each line is one, unless the lines look as if a
 * program broke them at its margin; then empty lines part paragraphs.
 */
export function pageParagraphs(paragraphs: readonly (readonly string[])[]): readonly string[] {
  const isBroken =
    paragraphs.every((lines) => lines.every((line) => line.length <= 100)) &&
    paragraphs.some((lines) => lines.length >= 3 && lines.slice(0, -1).every((line) => line.length >= 45))
  return isBroken ? paragraphs.map((lines) => lines.join(' ')) : paragraphs.flat()
}

/** What these paragraphs are as a published page, or null where they do not say that they are one (recognise-lines.ts). No word is lost: what is not text is in a field or in `taken`. */
export function pageText(blocks: readonly string[]): PageText | null {
  const found = recogniseLines(blocks)
  if (found === null) return null
  const figures = new Map(found.figures.map((figure) => [figure.at, figure]))
  const content = blocks.flatMap((block, index): readonly NodeJson[] => {
    const figure = figures.get(index)
    if (figure) return [emptyFigure(figure.alt, figure.caption)]
    return found.fields.has(index) ? [] : [plainParagraph(block)]
  })
  const people = found.people.map((person) => ({ ...person, label: '', url: '' }))
  return {
    parts: {
      metadata: {
        ...EMPTY_METADATA,
        title: found.title,
        standfirst: found.standfirst,
        date: found.date,
        closingQuestion: found.closingQuestion,
        language: found.language || EMPTY_METADATA.language,
        status: found.date === '' ? 'draft' : 'published',
      },
      ...staffOf(people, new LossLedger()),
      body: content.length > 0 ? { type: 'doc', content } : EMPTY_BODY,
    },
    threads: readersComments(found.comments),
    taken: [...found.fields].map(([index, field]) => ({ field, text: blocks[index] ?? '' })),
  }
}

/** A figure that waits for its picture. */
function emptyFigure(alt: string, caption: string): NodeJson {
  return {
    type: 'figure',
    attrs: { src: '', alt },
    content: [{ type: 'figcaption', content: [{ type: 'text', text: caption }] }, { type: 'figcredit' }],
  }
}
