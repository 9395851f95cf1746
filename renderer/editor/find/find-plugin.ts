import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { AttrStep } from '@tiptap/pm/transform'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type FindOptions, type FindPattern, findPattern } from '../../../core/find/find-pattern.ts'
import { DetailsStep } from '../history/details-step.ts'
import { type FoundFields, type Match, matchesInFields, matchesInRange, type Range } from './find-matches.ts'

/** What is looked for and what was found. */
export interface FindState {
  readonly open: boolean
  /** Whether the bar offers to replace. */
  readonly replacing: boolean
  readonly query: string
  readonly options: FindOptions
  /** The part of the text to which the search keeps, or null for the whole essay. */
  readonly scope: Range | null
  readonly fields: FoundFields
  readonly matches: readonly Match[]
  /** Index of the match that one stands at, or -1. */
  readonly current: number
  /** Why nothing can be looked for, or that not everything was looked at; '' otherwise. */
  readonly problem: string
  /** Counts how often the bar was asked for, so that it takes the focus again. */
  readonly asked: number
  readonly decorations: DecorationSet
}

/** What may be changed about a search. */
export type FindChange = Partial<
  Pick<FindState, 'open' | 'replacing' | 'query' | 'options' | 'scope' | 'fields' | 'current' | 'asked'>
>

const findKey = new PluginKey<FindState>('find')

/** Most matches that are drawn at once; those around the one that one stands at. All are counted. */
const MOST_DRAWN = 1_000

const CLOSED: FindState = {
  open: false,
  replacing: false,
  query: '',
  options: { matchCase: false, wholeWords: false, expression: false },
  scope: null,
  fields: { title: '', standfirst: '', cover: null },
  matches: [],
  current: -1,
  problem: '',
  asked: 0,
  decorations: DecorationSet.empty,
}

/** Keeps what was found while the text changes: places move along, and only the blocks that changed are looked at again. */
export const FindBehaviour = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin<FindState>({
      key: findKey,
      state: {
        init: () => CLOSED,
        apply: (tr, value, _before, state) => {
          const change = tr.getMeta(findKey) as FindChange | undefined
          const moved = value.open && tr.steps.length > 0 ? afterSteps(value, tr) : value
          if (!change) return moved
          const { current, ...search } = change
          const next = { ...moved, ...search }
          if (Object.keys(search).length > 0) return searched(next, state, current)
          return current === undefined ? next : drawn({ ...next, current }, state.doc)
        },
      },
      props: { decorations: (state) => findKey.getState(state)?.decorations },
    }),
  ],
})

/** The search as it stands. */
export function findState(state: EditorState): FindState {
  return findKey.getState(state) ?? CLOSED
}

/** Changes what is looked for, or goes to another match. */
export function changeFind(tr: Transaction, change: FindChange): Transaction {
  return tr.setMeta(findKey, change).setMeta('addToHistory', false)
}

/** The pattern of a search, or null where there is nothing to look for. */
export function patternOf({ query, options }: FindState): FindPattern | null {
  const made = query === '' ? null : findPattern(query, options)
  return made?.ok ? made.value : null
}

const TOO_LONG = 'The expression asks for too much work; not every place was found. Make it simpler.'

function searched(value: FindState, state: EditorState, wanted: number | undefined): FindState {
  const { doc, selection } = state
  const nothing = { ...value, matches: [], current: -1, problem: '', decorations: DecorationSet.empty }
  if (!value.open) return { ...nothing, scope: null }
  if (value.query === '') return nothing
  const made = findPattern(value.query, value.options)
  if (!made.ok) return { ...nothing, problem: made.problem.message }
  const pattern = made.value
  const within = value.scope ?? { from: 0, to: doc.content.size }
  const matches = [
    ...(value.scope ? [] : matchesInFields(pattern, value.fields)),
    ...matchesInRange(pattern, doc, within).filter((match) => isWithin(match, value.scope)),
  ]
  const after = matches.findIndex((match) => match.kind !== 'field' && match.to > selection.from)
  const nearest = selection.from <= 1 || after < 0 ? 0 : after
  const current = Math.min(wanted ?? nearest, matches.length - 1)
  return drawn({ ...value, matches, current, problem: pattern.exhausted() ? TOO_LONG : '' }, doc)
}

/** The search after steps of a transaction. */
function afterSteps(value: FindState, tr: Transaction): FindState {
  const fields = fieldsAfter(value.fields, tr)
  const { doc } = tr
  const scope = value.scope && { from: tr.mapping.map(value.scope.from, -1), to: tr.mapping.map(value.scope.to, 1) }
  const pattern = patternOf(value)
  if (!pattern) return { ...value, fields, scope }
  const range = changedBlocks(tr)
  const kept: Match[] = []
  for (const match of value.matches) {
    if (match.kind === 'field') continue
    const from = tr.mapping.map(match.from, 1)
    const to = tr.mapping.map(match.to, -1)
    if (
      !range ||
      to < range.from ||
      from > range.to ||
      (to === range.from && from < to) ||
      (from === range.to && from < to)
    )
      kept.push(match.from === from && match.to === to ? match : { ...match, from, to })
  }
  const inRange = range ? matchesInRange(pattern, doc, range).filter((match) => isWithin(match, scope)) : []
  const before = kept.findIndex((match) => match.kind !== 'field' && range !== null && match.from >= range.to)
  const at = before < 0 ? kept.length : before
  const inFields = scope ? [] : matchesInFields(pattern, fields)
  const matches = [...inFields, ...kept.slice(0, at), ...inRange, ...kept.slice(at)]
  const current = sameAgain(value, tr, matches)
  let { decorations } = value
  decorations = decorations.map(tr.mapping, doc)
  if (range) {
    // `find` answers with what touches the range from outside, too.
    const old = decorations.find(range.from, range.to).filter((one) => one.from < range.to && one.to > range.from)
    decorations = decorations.remove(old)
    if (inRange.length <= MOST_DRAWN)
      decorations = decorations.add(
        doc,
        inRange.flatMap((match) => decorationOf(match, false)),
      )
  }
  const problem = pattern.exhausted() ? TOO_LONG : ''
  return withCurrent({ ...value, fields, scope, matches, current, problem, decorations }, doc)
}

/** The index of the match that one stood at, or of the next one where it is gone. */
function sameAgain(value: FindState, tr: Transaction, matches: readonly Match[]): number {
  const was = value.matches[value.current]
  if (matches.length === 0) return -1
  if (!was || was.kind === 'field') return Math.min(Math.max(0, value.current), matches.length - 1)
  const from = tr.mapping.map(was.from, 1)
  const next = matches.findIndex((match) => match.kind !== 'field' && match.from >= from)
  return next < 0 ? 0 : next
}

function fieldsAfter(fields: FoundFields, tr: Transaction): FoundFields {
  let now = fields
  for (const step of tr.steps) {
    if (!(step instanceof DetailsStep)) continue
    for (const { part, field, after } of step.changes)
      if (part === 'metadata' && Object.hasOwn(now, field)) now = { ...now, [field]: after }
  }
  return now
}

/** The essay's own blocks that hold what a transaction changed, or null where it changed none. */
function changedBlocks(tr: Transaction): Range | null {
  let from = Number.POSITIVE_INFINITY
  let to = -1
  tr.steps.forEach((step, index) => {
    const later = tr.mapping.slice(index + 1)
    const touch = (start: number, end: number) => {
      from = Math.min(from, later.map(start, -1))
      to = Math.max(to, later.map(end, 1))
    }
    if (step instanceof AttrStep) touch(step.pos, step.pos + 1)
    step.getMap().forEach((_oldStart, _oldEnd, start, end) => {
      touch(start, end)
    })
  })
  if (to < 0) return null
  const { doc } = tr
  const $from = doc.resolve(Math.min(from, doc.content.size))
  const $to = doc.resolve(Math.min(to, doc.content.size))
  const start = $from.depth > 0 ? $from.before(1) : $from.pos
  const end = $to.depth > 0 ? $to.after(1) : $to.pos
  return { from: start, to: Math.max(start, end) }
}

function isWithin(match: Match, scope: Range | null): boolean {
  return scope === null || (match.kind !== 'field' && match.from >= scope.from && match.to <= scope.to)
}

/** Draws the matches around the one that one stands at. */
function drawn(value: FindState, doc: Node): FindState {
  const { matches, current } = value
  const first = Math.max(0, Math.min(current - MOST_DRAWN / 2, matches.length - MOST_DRAWN))
  const some = matches.slice(first, first + MOST_DRAWN)
  return withCurrent(
    {
      ...value,
      decorations: DecorationSet.create(
        doc,
        some.flatMap((match) => decorationOf(match, false)),
      ),
    },
    doc,
  )
}

/** Draws the match that one stands at once more, above the others. */
function withCurrent(value: FindState, doc: Node): FindState {
  const old = value.decorations.find(undefined, undefined, (spec) => spec.current === true)
  const match = value.matches[value.current]
  const set = value.decorations.remove(old)
  return { ...value, decorations: match ? set.add(doc, decorationOf(match, true)) : set }
}

function decorationOf(match: Match, current: boolean): Decoration[] {
  const attributes = { class: current ? 'found found-here' : 'found' }
  if (match.kind === 'text') return [Decoration.inline(match.from, match.to, attributes, { current })]
  if (match.kind === 'alt') return [Decoration.node(match.from, match.to, attributes, { current })]
  return []
}
