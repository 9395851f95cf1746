import type { Credit, Person } from '../../../essay/essay.ts'
import { type BodyJson, type NodeJson, textOf } from '../../../essay/json.ts'
import { staffOf } from '../../blog/staff-of.ts'
import type { Taken } from '../../conversion.ts'
import { recogniseLines } from '../../page-lines/recognise-lines.ts'
import type { ImportContext } from './import-context.ts'

/** The body without its paragraphs of credits, and the people with what those said. */
export interface CreditedBody {
  readonly body: BodyJson
  readonly people: readonly Person[]
  readonly credits: readonly Credit[]
  /** Date of "Posted on …", or ''. */
  readonly date: string
  readonly taken: readonly Taken[]
}

/**
 * Takes "Posted on … by …", "Edited by …", other credits by the wording table and the author's biography out of the paragraphs of a page, where its markup did
 * not say what they are, and puts them with the people. Everything else stays as it is.
 */
export function creditParagraphs(
  body: BodyJson,
  people: readonly Person[],
  credits: readonly Credit[],
  context: ImportContext,
): CreditedBody {
  const blocks = body.content ?? []
  const authors = people.filter(({ id }) =>
    credits.some(({ person, role }) => person === id && (role === 'author' || role === 'co-author')),
  )
  const found = recogniseLines(
    blocks.map(wordsOf),
    authors.map(({ name }) => name),
  )
  const gone = [...(found?.fields ?? [])].filter(([index, field]) => mayGo(blocks, index, field, authors))
  if (!found || gone.length === 0) return { body, people, credits, date: '', taken: [] }
  const isGone = new Set(gone.map(([index]) => index))
  const kept = new Set(gone.map(([, field]) => field))
  const known = people.map((person) => ({
    ...person,
    bio:
      person.bio ||
      (kept.has('biography')
        ? (found.people.find(({ name, bio }) => name === person.name && bio !== '')?.bio ?? '')
        : ''),
  }))
  const staff = staffOf(
    [
      ...credits.flatMap(({ person, role, label }) => {
        const who = known.find(({ id }) => id === person)
        return who ? [{ name: who.name, role, label, url: who.url, bio: who.bio }] : []
      }),
      ...found.people
        .filter(
          ({ role, name }) => (role !== 'author' && role !== 'co-author') || !authors.some((one) => one.name === name),
        )
        .map((person) => ({ ...person, label: '', url: '' })),
    ],
    context.losses,
  )
  return {
    body: { ...body, content: blocks.filter((_, index) => !isGone.has(index)) },
    people: staff.people.map((person) => ({
      ...person,
      ...(known.find(({ name }) => name === person.name) ?? {}),
      id: person.id,
    })),
    credits: staff.credits,
    date: found.date,
    taken: gone.map(([index, field]) => ({ field, text: textOf(blocks[index] as NodeJson) })),
  }
}

function mayGo(blocks: readonly NodeJson[], index: number, field: Taken['field'], authors: readonly Person[]): boolean {
  if (field === 'byline' || field === 'credits') return true
  // The label above a biography goes with it.
  return field === 'biography' || (field === 'label' && authors.length > 0 && index < blocks.length - 1)
}

/** The words of a paragraph of words, a heading's too; null for what a field cannot hold. */
function wordsOf(node: NodeJson): string | null {
  if (node.type !== 'paragraph' && node.type !== 'heading') return null
  const isPlain = (node.content ?? []).every(({ type }) => type === 'text')
  return isPlain ? textOf(node) : null
}
