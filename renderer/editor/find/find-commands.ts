import type { Editor } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { NodeJson } from '../../../core/essay/json.ts'
import { LONGEST_LINE, LONGEST_TEXT } from '../../../core/essay/limits.ts'
import { replacementFor } from '../../../core/find/replacement.ts'
import { type DetailChange, DetailsStep } from '../history/details-step.ts'
import { type FoundField, type FoundFields, type Match, wordsIn } from './find-matches.ts'
import { changeFind, type FindChange, type FindState, findState, patternOf } from './find-plugin.ts'

/** Longest selection whose words are taken over as what to look for. */
const LONGEST_TAKEN = 200

/** Opens the bar. Words that are selected in one block are what is looked for; a longer selection is what it keeps to. */
export function openFind(editor: Editor, fields: FoundFields, replacing: boolean): void {
  const { state, view } = editor
  const { selection, doc } = state
  const before = findState(state)
  const { from, to, empty } = selection
  const isText = selection instanceof TextSelection && !empty
  const words =
    isText && selection.$from.sameParent(selection.$to) && to - from <= LONGEST_TAKEN ? doc.textBetween(from, to) : ''
  const change: FindChange = {
    open: true,
    replacing,
    fields,
    asked: before.asked + 1,
    ...(words !== '' && !before.options.expression ? { query: words } : {}),
    ...(isText && words === '' && !before.open ? { scope: { from, to } } : {}),
  }
  view.dispatch(changeFind(state.tr, change))
}

/** Closes the bar; the caret stands behind the match that one stood at. */
export function closeFind(editor: Editor): void {
  const { state, view } = editor
  const here = findState(state).matches[findState(state).current]
  const tr = changeFind(state.tr, { open: false })
  if (here?.kind === 'text') tr.setSelection(TextSelection.create(state.doc, here.to))
  view.dispatch(tr)
  view.focus()
}

/** Changes what is looked for. */
export function searchFor(editor: Editor, change: FindChange): void {
  editor.view.dispatch(changeFind(editor.state.tr, change))
}

/** Goes to the next or previous match, round the ends. False where there is none. */
export function goToMatch(editor: Editor, by: 1 | -1): boolean {
  const { state, view } = editor
  const { matches, current } = findState(state)
  if (matches.length === 0) return false
  const next = (current + by + matches.length) % matches.length
  view.dispatch(selectMatch(changeFind(state.tr, { current: next }), matches[next] as Match))
  return true
}

/** Replaces the match that one stands at and goes on to the next. False where there is none. */
export function replaceHere(editor: Editor, replacement: string): boolean {
  const { state, view } = editor
  const search = findState(state)
  const here = search.matches[search.current]
  if (!here || !view.editable) return false
  view.dispatch(closeHistory(replaceIn(state.tr, search, [here], replacement)))
  const after = findState(view.state)
  const next = after.matches[after.current]
  if (next) view.dispatch(selectMatch(changeFind(view.state.tr, { current: after.current }), next))
  return true
}

/** Replaces every match as one step of undo; answers how many. */
export function replaceAll(editor: Editor, replacement: string): number {
  const { state, view } = editor
  const search = findState(state)
  if (search.matches.length === 0 || !view.editable) return 0
  view.dispatch(closeHistory(replaceIn(state.tr, search, search.matches, replacement)))
  return search.matches.length
}

function selectMatch(tr: Transaction, match: Match): Transaction {
  if (match.kind === 'text') tr.setSelection(TextSelection.create(tr.doc, match.from, match.to))
  else if (match.kind === 'alt') tr.setSelection(NodeSelection.create(tr.doc, match.from))
  return tr
}

function replaceIn(tr: Transaction, search: FindState, matches: readonly Match[], replacement: string): Transaction {
  const pattern = patternOf(search)
  if (!pattern) return tr
  const by = (match: Match) => replacementFor(match.found, replacement, pattern, search.options.expression)
  const texts = matches.filter((match) => match.kind === 'text')
  // From the end, so that no place moves before its turn.
  for (const match of [...texts].reverse()) replaceText(tr, match.from, match.to, by(match))
  const pictures = new Map<number, Match[]>()
  for (const match of matches)
    if (match.kind === 'alt') pictures.set(match.from, [...(pictures.get(match.from) ?? []), match])
  for (const [pos, found] of pictures) {
    const at = tr.mapping.map(pos)
    tr.setNodeAttribute(at, 'alt', replacedIn(String(tr.doc.nodeAt(at)?.attrs.alt ?? ''), found, by))
  }
  const changes = fieldChanges(search, matches, by)
  if (changes.length > 0) tr.step(new DetailsStep(changes))
  return tr
}

/** What replacing does to the fields beside the text. */
function fieldChanges(
  { fields }: FindState,
  matches: readonly Match[],
  by: (match: Match) => string,
): readonly DetailChange[] {
  const of = (field: FoundField) => matches.filter((match) => match.kind === 'field' && match.field === field)
  const lines = (['title', 'standfirst'] as const).flatMap((field): readonly DetailChange[] => {
    const found = of(field)
    const before = fields[field]
    const after = replacedIn(before, found, by).slice(0, field === 'title' ? LONGEST_LINE : LONGEST_TEXT)
    return found.length === 0 ? [] : [{ part: 'metadata', field, before, after }]
  })
  const { cover } = fields
  const inAlt = of('coverAlt')
  const inCaption = of('coverCaption')
  if (!cover || inAlt.length + inCaption.length === 0) return lines
  const alt = replacedIn(cover.alt, inAlt, by).slice(0, LONGEST_TEXT)
  return [
    ...lines,
    {
      part: 'metadata',
      field: 'cover',
      before: cover,
      after: { ...cover, alt, caption: replacedInLine(cover.caption, inCaption, by) },
    },
  ]
}

/** A line with its matches replaced; the words that come have the marks of the first letter that goes. */
function replacedInLine(
  line: readonly NodeJson[],
  matches: readonly Match[],
  by: (match: Match) => string,
): readonly NodeJson[] {
  let at = 0
  return line.flatMap((piece) => {
    const start = at
    const words = wordsIn(piece)
    at += words.length
    let made = ''
    let from = start
    for (const match of matches) {
      const { from: first, to } = match.found
      if (to <= start || first >= at) continue
      made += words.slice(from - start, Math.max(first, start) - start)
      // In the piece in which it begins; what of it stands in the next ones only goes.
      if (first >= start) made += by(match)
      from = Math.min(to, at)
    }
    if (from === start && made === '') return [piece]
    made += words.slice(from - start)
    return made === '' ? [] : [{ ...piece, type: 'text', text: made }]
  })
}

/** Puts words in a place of the text, with the marks that are there; references to notes in it stay behind the words. */
function replaceText(tr: Transaction, from: number, to: number, words: string): void {
  const $from = tr.doc.resolve(from)
  const kept: Node[] = []
  tr.doc.nodesBetween(from, to, (node) => {
    if (node.isInline && node.isLeaf && !node.isText && node.type.name !== 'hardBreak') kept.push(node)
    return true
  })
  const { schema } = tr.doc.type
  // Those of its first letter: a word that is a link stays one.
  const marks = $from.nodeAfter?.marks ?? $from.marks()
  const text = words === '' ? [] : [schema.text(words, $from.parent.type.allowedMarks(marks))]
  tr.replaceWith(from, to, [...text, ...kept])
}

function replacedIn(text: string, matches: readonly Match[], by: (match: Match) => string): string {
  let made = ''
  let at = 0
  for (const match of matches) {
    made += text.slice(at, match.found.from) + by(match)
    at = match.found.to
  }
  return made + text.slice(at)
}
