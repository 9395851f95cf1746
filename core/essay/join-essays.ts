import { type Loss, LossLedger } from '../formats/conversion.ts'
import type { Credit, Essay, Metadata, Person, Thread } from './essay.ts'
import { figureHref, figureIdOf, figureNumbers } from './figure-references.ts'
import type { BodyJson, NodeJson } from './json.ts'
import { sameJson } from './same-json.ts'

/** Details that an essay has once, so that those of a later part cannot be kept. */
const HELD_ONCE = ['standfirst', 'category', 'excerpt', 'date', 'closingQuestion', 'canonicalUrl'] as const

/**
 * Makes one essay of several parts, in order. The first gives the id and the details; each later one adds its text below a heading
 * with its title, its notes (renamed where an id is taken), people, credits, tags, threads and pictures. What an essay has only
 * once (standfirst, cover …) and a later part has, too, is counted as lost. Throws a RangeError for no parts.
 */
export function joinEssays(parts: readonly Essay[]): { readonly essay: Essay; readonly losses: readonly Loss[] } {
  const [first, ...rest] = parts
  if (!first) throw new RangeError('nothing to join')
  const ledger = new LossLedger()
  const essay = rest.reduce((joined, part) => join(joined, part, ledger), first)
  return { essay, losses: ledger.list() }
}

function join(essay: Essay, part: Essay, ledger: LossLedger): Essay {
  countLost(essay.metadata, part, ledger)
  const { people, credits } = joinPeople(essay, part)
  const known = new Set(essay.assets.map(({ hash }) => hash))
  return {
    ...essay,
    metadata: {
      ...essay.metadata,
      tags: [...new Set([...essay.metadata.tags, ...part.metadata.tags])],
      extra: { ...part.metadata.extra, ...essay.metadata.extra },
    },
    people,
    credits,
    body: joinBodies(essay.body, withFreeFigures(part.body, essay.body), part.metadata.title),
    threads: joinThreads(essay.threads, part.threads),
    assets: [...essay.assets, ...part.assets.filter(({ hash }) => !known.has(hash))],
  }
}

/** Threads that are the same stay once; another of the same id gets a free one. */
function joinThreads(threads: readonly Thread[], added: readonly Thread[]): readonly Thread[] {
  const joined = [...threads]
  const taken = new Set(threads.map(({ id }) => id))
  for (const thread of added) {
    const same = joined.find(({ id }) => id === thread.id)
    if (same && sameJson(same, thread)) continue
    const id = firstFree(thread.id, taken)
    taken.add(id)
    joined.push({ ...thread, id })
  }
  return joined
}

function joinBodies(body: BodyJson, part: BodyJson, title: string): BodyJson {
  const own = split(body)
  const taken = new Set(own.notes.map((note) => String(note.attrs?.id)))
  const names = new Map<string, string>()
  for (const note of split(part).notes) {
    const id = String(note.attrs?.id)
    const free = firstFree(id, taken)
    taken.add(free)
    if (free !== id) names.set(id, free)
  }
  const added = split(names.size === 0 ? part : renamed(part, names))
  const heading: NodeJson[] =
    title === ''
      ? []
      : [{ type: 'heading', attrs: { level: 2, lang: '', dir: null }, content: [{ type: 'text', text: title }] }]
  const notes = [...own.notes, ...added.notes]
  return {
    ...body,
    content: [
      ...own.blocks,
      ...heading,
      ...added.blocks,
      ...(notes.length === 0 ? [] : [{ type: 'footnotes', content: notes }]),
    ],
  }
}

function split(body: BodyJson): { readonly blocks: readonly NodeJson[]; readonly notes: readonly NodeJson[] } {
  const content = body.content ?? []
  return {
    blocks: content.filter(({ type }) => type !== 'footnotes'),
    notes: content.filter(({ type }) => type === 'footnotes').flatMap((list) => list.content ?? []),
  }
}

/** The part with figures whose ids the essay has already under free ones, and its references with them. */
function withFreeFigures(part: BodyJson, body: BodyJson): BodyJson {
  const taken = new Set(figureNumbers(body).keys())
  const names = new Map<string, string>()
  for (const id of figureNumbers(part).keys()) {
    const free = firstFree(id, taken)
    taken.add(free)
    if (free !== id) names.set(id, free)
  }
  const change = <T extends NodeJson>(node: T): T => {
    const id = node.type === 'figure' ? names.get(String(node.attrs?.id)) : undefined
    const marks = node.marks?.map((mark) => {
      const to = mark.type === 'link' ? names.get(figureIdOf(String(mark.attrs?.href)) ?? '') : undefined
      return to === undefined ? mark : { ...mark, attrs: { ...mark.attrs, href: figureHref(to) } }
    })
    return {
      ...node,
      ...(id === undefined ? {} : { attrs: { ...node.attrs, id } }),
      ...(marks ? { marks } : {}),
      ...(node.content ? { content: node.content.map(change) } : {}),
    }
  }
  return names.size === 0 ? part : change(part)
}

function renamed<T extends NodeJson>(node: T, names: ReadonlyMap<string, string>): T {
  const id = node.type === 'footnote' || node.type === 'footnoteRef' ? names.get(String(node.attrs?.id)) : undefined
  return {
    ...node,
    ...(id === undefined ? {} : { attrs: { ...node.attrs, id } }),
    ...(node.content ? { content: node.content.map((child) => renamed(child, names)) } : {}),
  }
}

function joinPeople(
  essay: Essay,
  part: Essay,
): { readonly people: readonly Person[]; readonly credits: readonly Credit[] } {
  const people = [...essay.people]
  const taken = new Set(people.map(({ id }) => id))
  const names = new Map<string, string>()
  for (const person of part.people) {
    const same = people.find(({ name }) => name === person.name)
    const id = same?.id ?? firstFree(person.id, taken)
    names.set(person.id, id)
    taken.add(id)
    if (!same) people.push({ ...person, id })
  }
  const credits = [...essay.credits]
  for (const credit of part.credits) {
    const person = names.get(credit.person) ?? credit.person
    const there = credits.some(
      (other) => other.person === person && other.role === credit.role && other.label === credit.label,
    )
    if (!there) credits.push({ ...credit, person })
  }
  return { people, credits }
}

/** The id itself, or the first of `id-2`, `id-3` … that is not taken; at most 64 characters, as the schema has it. */
function firstFree(id: string, taken: ReadonlySet<string>): string {
  let free = id
  for (let next = 2; taken.has(free); next++) free = `${id.slice(0, 63 - String(next).length)}-${next}`
  return free
}

function countLost(metadata: Metadata, part: Essay, ledger: LossLedger): void {
  const lost = [
    ...HELD_ONCE.filter((field) => part.metadata[field] !== '' && part.metadata[field] !== metadata[field]),
    ...(part.metadata.cover && part.metadata.cover.src !== metadata.cover?.src ? ['cover'] : []),
    ...(part.metadata.license && part.metadata.license.name !== metadata.license?.name ? ['licence'] : []),
  ]
  for (const field of lost)
    ledger.add(
      'later-part-detail',
      `The ${field === 'closingQuestion' ? 'closing question' : field === 'canonicalUrl' ? 'canonical address' : field} of a later part is left out: an essay has one.`,
      part.metadata.title,
    )
}
