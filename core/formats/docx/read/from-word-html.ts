import type { Essay, Person } from '../../../essay/essay.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { EMPTY_METADATA, newEssay } from '../../../essay/new-essay.ts'
import { essayFromJson } from '../../../essay/read-essay.ts'
import { ok, type Result } from '../../../result.ts'
import type { ReadDocument, ReadOptions } from '../../conversion.ts'
import { coverOfFigure } from '../../cover-of-figure.ts'
import { hastToBody } from '../../html/read/hast-to-body.ts'
import { importContext } from '../../html/read/import-context.ts'
import { limitedLine, limitedText } from '../../html/read/limited-text.ts'
import { parseHtml } from '../../html/read/parse-html.ts'
import { wordPass } from './word-pass.ts'

/** What the file's properties say (docProps/core.xml), '' and none where they say nothing. */
export interface WordFacts {
  readonly creators: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** The day of the last revision, likewise. */
  readonly updated: string
  readonly language: string
  readonly tags: readonly string[]
}

/**
 * Reads the HTML that mammoth makes of a DOCX under `WORD_STYLE_MAP`. Spaces count as written, a picture alone in its paragraph is a figure, and what
 * stands in the styles of title, standfirst, byline, closing question and biography goes to its field. Names in the file's properties are
 * taken for authors only where the text has a byline: word processors write whoever owns the machine. Problem: `too-large`.
 */
export function fromWordHtml(html: string, facts: WordFacts, options: ReadOptions): Result<ReadDocument> {
  const parsed = parseHtml(html, 'fragment')
  if (!parsed.ok) return parsed
  const { root, badCharacters, badPlace } = parsed.value
  const context = importContext(options.picture, { own: true })
  for (let count = 0; count < badCharacters; count++)
    context.losses.add('control-character', 'A character that no text may hold was taken out.', badPlace)
  const front = wordPass(root)
  const body = hastToBody(root.children, context)
  const [first, ...rest] = body.content ?? []
  const cover = front.cover && first?.type === 'figure' ? first : null
  const blocks = cover === null ? (body.content ?? []) : rest
  const staff = front.hasByline ? staffOf(facts.creators, front.biography) : { people: [], credits: [] }
  const title = limitedLine(front.title, 'title', context.losses)
  const read = essayFromJson(
    newEssay(options.id, {
      metadata: {
        ...EMPTY_METADATA,
        title,
        standfirst: limitedText(front.standfirst, 'standfirst', context.losses),
        closingQuestion: limitedText(front.closingQuestion, 'closing question', context.losses),
        tags: facts.tags,
        date: front.hasDate ? facts.date : '',
        ...(front.hasDate && facts.updated !== '' ? { updated: facts.updated } : {}),
        language: facts.language || EMPTY_METADATA.language,
        cover: cover && coverOfFigure(cover),
      },
      ...staff,
      body: { type: 'doc', content: blocks.some((block) => block.type !== 'footnotes') ? blocks : [EMPTY, ...blocks] },
      assets: [...context.assets.values()].slice(0, 4_096),
    }),
  )
  if (!read.ok) return read
  if (front.biography !== '' && staff.people.length !== 1)
    context.losses.add(
      'biography',
      'A biography was left out, because it is not known whose it is.',
      front.biography.slice(0, 80),
    )
  return ok({ essay: read.value, losses: context.losses.list() })
}

const EMPTY: NodeJson = { type: 'paragraph', attrs: { lang: '', dir: null } }

function staffOf(names: readonly string[], biography: string): Pick<Essay, 'people' | 'credits'> {
  const people = names.slice(0, 50).map(
    (name, index): Person => ({
      id: `author-${index + 1}`,
      name,
      sortName: '',
      url: '',
      bio: names.length === 1 ? biography : '',
      portrait: '',
    }),
  )
  return {
    people,
    credits: people.map(({ id }, index) => ({
      person: id,
      role: index === 0 ? 'author' : 'co-author',
      label: '',
      visible: true,
    })),
  }
}
