import type { Message, Role } from '../../essay/essay.ts'
import { WORDS } from '../../publication/wording-table.ts'
import type { Taken } from '../conversion.ts'
import { commentsOfLines } from './comments-of-lines.ts'
import { creditLineOf } from './credit-line-of.ts'

/** What a block of a page was taken for. */
export type LineField = Taken['field']

/** A figure whose picture the text does not have: its alternative text and caption, by the number of the block in which it begins. */
export interface RecognisedFigure {
  readonly at: number
  readonly alt: string
  readonly caption: string
}

/** What was recognised. Blocks that are not in `fields` are text. */
export interface RecognisedLines {
  /** What each recognised block was taken for, by its number, in order. */
  readonly fields: ReadonlyMap<number, LineField>
  readonly title: string
  /** The sentence between title and byline, or ''. */
  readonly standfirst: string
  /** `YYYY-MM-DD`, or ''. */
  readonly date: string
  readonly people: readonly { readonly name: string; readonly role: Role; readonly bio: string }[]
  readonly figures: readonly RecognisedFigure[]
  readonly closingQuestion: string
  /** The readers' comments, without the line above them. */
  readonly comments: readonly Message[]
  /** In whose words of the wording table the page speaks. */
  readonly language: string
}

const LONGEST = { title: 200, standfirst: 280, biography: 1_500, question: 280, caption: 400 } as const
const MOST_COMMENTS = 5_000
const COMMENTS =
  /^(?:\d{1,5}\s+)?(?:comments?|responses?|replies|kommentare?|antworten|commentaires?|réponses|comentarios?|respuestas?|commenti|commento|risposte|reacties?|opmerkingen|comentários?|respostas|komentarze|komentarzy|komentarz|odpowiedzi)(?:\s*\(\d{1,5}\))?(?:\s+(?:to|on|zu|sur|a|op|su|em|do)\s.{1,200})?\s*:?$/iu

/**
 * Recognises the parts of a published page in its text, block by block: title, the one sentence between it and the byline, "Posted on … by …" or byline, figure captions (twice in a row, once as alternative text and once as
 * caption, or numbered), biography, "Edited by …" and other credits, closing question and the readers' comments. `blocks` are paragraphs as plain text, null for one that is
 * something else. Careful: null unless the page says in the words of the wording table when and by whom it was posted or who edited it; what is not certain
 * stays text. `knownAuthors` are named elsewhere already.
 */
export function recogniseLines(
  blocks: readonly (string | null)[],
  knownAuthors: readonly string[] = [],
): RecognisedLines | null {
  const fields = new Map<number, LineField>()
  const at = (index: number) => blocks[index]?.trim() ?? ''
  const commentsAt = commentsBegin(blocks)
  const end = commentsAt ?? blocks.length
  const tail = Math.max(1, Math.floor(end / 2))

  // Who and when.
  let date = ''
  let language = ''
  const people: { name: string; role: Role; bio: string }[] = knownAuthors.map((name) => ({
    name,
    role: 'author',
    bio: '',
  }))
  const take = (index: number, kinds: Parameters<typeof creditLineOf>[1], field: LineField): boolean => {
    const line = creditLineOf(at(index), kinds)
    if (line === null || (line.date !== '' && date !== '')) return false
    date ||= line.date
    language ||= line.language
    for (const person of line.people)
      if (!people.some((one) => one.name === person.name && one.role === person.role))
        people.push({ ...person, bio: '' })
    fields.set(index, field)
    return true
  }
  let posted = -1
  for (let index = 0; index < end && posted < 0; index++)
    if ((index < 12 || index >= tail) && take(index, ['posted'], 'byline')) posted = index
  for (let index = 1; index < Math.min(4, end) && !people.some(({ role }) => role === 'author'); index++)
    if (!fields.has(index)) take(index, ['by'], 'byline')
  for (let index = end - 1; index >= tail && index > end - 12; index--)
    if (!fields.has(index)) take(index, ['role'], 'credits')
  if (fields.size === 0) return null

  const isTitle = at(0) !== '' && at(0).length <= LONGEST.title && !fields.has(0) && !/[.,;:]["'”’»)]?$/.test(at(0))
  if (isTitle && end > 2) fields.set(0, 'title')
  takeBiographies(blocks, { people, fields, tail, end })
  const closing = closingQuestion(blocks, { fields, tail, end })
  if (closing !== null) fields.set(closing.at, 'closing-question')
  const figures = takeFigures(blocks, fields, end)
  const standfirst = fields.get(0) === 'title' && fields.get(2) === 'byline' && isStandfirst(at(1)) && !fields.has(1)
  if (standfirst) fields.set(1, 'standfirst')
  const below = commentsAt === null ? [] : blocks.slice(commentsAt + 1).map((block) => block ?? '')
  const comments = commentsOfLines(below, language)
  if (commentsAt !== null) {
    fields.set(commentsAt, 'label')
    for (const [index, field] of comments.fields.entries()) fields.set(commentsAt + 1 + index, field)
  }
  return {
    fields: new Map([...fields].sort(([one], [other]) => one - other)),
    title: isTitle && end > 2 ? at(0) : '',
    standfirst: standfirst ? at(1) : '',
    date,
    people,
    figures,
    closingQuestion: closing?.text ?? '',
    comments: comments.messages,
    language,
  }
}

/**
 * Whether a line between title and byline says what the piece is about: one sentence of some words. Not the section of the page, a path to it, a number of minutes or
 * shares, whose picture it is, or an address.
 */
function isStandfirst(line: string): boolean {
  const words = line.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []
  return (
    words.length >= 5 &&
    line.length <= LONGEST.standfirst &&
    /^[“"‘'«„¿¡]?\p{Lu}/u.test(line) &&
    !/[,;:]$|[>›»|•·/\\]\s|https?:|www\.|@\p{L}|\n|©/iu.test(line) &&
    !/[.!?…][”"’')]*\s+\p{Lu}/u.test(line) &&
    !/^(?:photo(?:graph)?|image|picture|illustration|art|credit|foto|bild|crédit|imagen?|immagine|zdjęcie)\b/iu.test(
      line,
    ) &&
    words.some((word) => word.length > 3 && /^\p{Ll}/u.test(word))
  )
}

interface Recognising {
  readonly fields: Map<number, LineField>
  /** Where the second half begins, and where the comments begin. */
  readonly tail: number
  readonly end: number
}

function commentsBegin(blocks: readonly (string | null)[]): number | null {
  for (let index = 3; index < blocks.length; index++) {
    const block = blocks[index]?.trim() ?? ''
    const after = blocks.slice(index + 1)
    if (block.length < 250 && COMMENTS.test(block) && after.length > 0)
      return after.length <= MOST_COMMENTS && after.every((one) => one !== null && one.length < 50_000) ? index : null
  }
  return null
}

/** Below "About the author", or in the last blocks and beginning with an author's name, or below that name on a line of its own. */
function takeBiographies(
  blocks: readonly (string | null)[],
  { people, fields, tail, end }: Recognising & { readonly people: { name: string; role: Role; bio: string }[] },
): void {
  const authors = people.filter(({ role }) => role === 'author' || role === 'co-author')
  const labels = new Set(
    Object.values(WORDS).flatMap((words) => [words.aboutTheAuthor, words.aboutTheAuthors].map(bare)),
  )
  const give = (author: { bio: string }, index: number) => {
    author.bio = [author.bio, blocks[index]?.trim() ?? ''].filter((part) => part !== '').join('\n\n')
    fields.set(index, 'biography')
  }
  const isFree = (index: number) =>
    index < end && !fields.has(index) && (blocks[index]?.length ?? LONGEST.biography + 1) <= LONGEST.biography
  for (let index = tail; index < end; index++) {
    const block = blocks[index]?.trim() ?? ''
    if (block === '' || fields.has(index)) continue
    if (labels.has(bare(block)) && authors.length === 1 && isFree(index + 1)) {
      fields.set(index, 'label')
      for (let next = index + 1; next <= index + 3 && isFree(next) && !/\?$/.test(blocks[next]?.trim() ?? ''); next++)
        give(authors[0] as { bio: string }, next)
      continue
    }
    const author = authors.find(({ name }) => bare(block).startsWith(bare(name)))
    if (
      author?.bio !== '' ||
      !onlyCreditsFollow(index + (bare(block) === bare(author.name) ? 2 : 1), blocks, fields, end)
    )
      continue
    if (bare(block) !== bare(author.name)) {
      if (isFree(index) && /^[\s,(]|^$/.test(block.slice(author.name.length))) give(author, index)
    } else if (isFree(index + 1)) {
      fields.set(index, 'label')
      give(author, index + 1)
    }
  }
}

/** Whether what comes before the comments, from here on, is short: credits, biographies, a question. */
function onlyCreditsFollow(
  from: number,
  blocks: readonly (string | null)[],
  fields: ReadonlyMap<number, LineField>,
  end: number,
): boolean {
  let others = 0
  for (let index = from; index < end; index++)
    if (!fields.has(index) && !/\?$/.test(blocks[index]?.trim() ?? '')) others++
  return others <= 1
}

function closingQuestion(
  blocks: readonly (string | null)[],
  { fields, tail, end }: Recognising,
): { readonly at: number; readonly text: string } | null {
  const labels = Object.values(WORDS).map(({ question }) => `${question.toLowerCase()}:`)
  let last = end - 1
  while (last >= tail && (fields.has(last) || (blocks[last] ?? null) === '')) last--
  // A question is closing only where something else closes the page behind it.
  if (last < tail || last < 2 || last === blocks.length - 1) return null
  const text = blocks[last]?.trim() ?? ''
  const label = labels.find((one) => text.toLowerCase().startsWith(one))
  if (label !== undefined) return { at: last, text: text.slice(label.length).trim() }
  const sentences = text.match(/[.!?…]+(?=\s|$)/g)?.length ?? 0
  return text.length <= LONGEST.question && /[?;]["'”’»)]?$/.test(text) && text.includes('?') && sentences <= 3
    ? { at: last, text }
    : null
}

function takeFigures(
  blocks: readonly (string | null)[],
  fields: Map<number, LineField>,
  end: number,
): readonly RecognisedFigure[] {
  const figures: RecognisedFigure[] = []
  const numbered = Object.values(WORDS).map(
    ({ figure }) => new RegExp(`^${figure.replace('{number}', '\\d{1,3}')}\\s?[.:–—]\\s*\\S`, 'iu'),
  )
  for (let index = 1; index < end; index++) {
    const [one, next] = [blocks[index]?.trim() ?? '', blocks[index + 1]?.trim() ?? '']
    if (fields.has(index) || one.length > LONGEST.caption || one.length < 4) continue
    const isTwice =
      index + 1 < end && !fields.has(index + 1) && next.length <= LONGEST.caption && saysTheSame(one, next)
    if (!isTwice && !numbered.some((pattern) => pattern.test(one))) continue
    figures.push({ at: index, alt: isTwice ? one : '', caption: isTwice ? next : one })
    fields.set(index, 'figure')
    if (isTwice) fields.set(++index, 'figure')
  }
  return figures
}

/** A caption is its alternative text again, or begins with it and goes on with a credit. */
function saysTheSame(alt: string, caption: string): boolean {
  const [one, other] = [bare(alt), bare(caption)]
  return (
    one !== '' &&
    (one === other || (one.length >= 12 && other.startsWith(`${one} `) && other.length - one.length < 120))
  )
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
