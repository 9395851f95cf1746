import { type NodeJson, stringAttr, textOf, walk } from '../../essay/json.ts'
import type { FindingPlace } from '../finding.ts'
import { withoutUnusedNotes } from './fixes.ts'
import type { Remark, Rule, Subject } from './rule.ts'
import { shortened } from './text-rules.ts'

/** Rules about footnotes. */
export const noteRules: readonly Rule[] = [
  { id: 'note-empty', severity: 'error', advice: 'Write the note, or remove its number.', find: emptyNotes },
  {
    id: 'note-missing',
    severity: 'error',
    advice: 'Write the note, or remove its number; as it is, the number is left out.',
    find: missingNotes,
  },
  {
    id: 'note-unused',
    severity: 'warning',
    advice: 'Refer to the note in the text, or remove it; as it is, it stands at the end of the notes.',
    fix: withoutUnusedNotes,
    find: unusedNotes,
  },
]

function emptyNotes(subject: Subject): readonly Remark[] {
  const numbers = new Map(referencesIn(subject).map(({ id }, index) => [id, index + 1]))
  return notesOf(subject)
    .filter((note) => textOf(note).trim() === '' && !holdsPicture(note))
    .map((note) => {
      const number = numbers.get(stringAttr(note, 'id'))
      return {
        message: number === undefined ? 'A note is empty' : `Note ${number} is empty`,
        place: notesPlace(subject),
      }
    })
}

function missingNotes(subject: Subject): readonly Remark[] {
  const known = new Set(notesOf(subject).map((note) => stringAttr(note, 'id')))
  return referencesIn(subject)
    .filter(({ id }) => !known.has(id))
    .map(({ place }) => ({ message: 'A note number has no note', place }))
}

function unusedNotes(subject: Subject): readonly Remark[] {
  const used = new Set(referencesIn(subject).map(({ id }) => id))
  return notesOf(subject)
    .filter((note) => !used.has(stringAttr(note, 'id')))
    .map((note) => ({ message: `Nothing refers to the note “${shortened(textOf(note))}”`, place: notesPlace(subject) }))
}

/** The first reference to each note, in reading order. */
function referencesIn({ texts }: Subject): readonly { readonly id: string; readonly place: FindingPlace }[] {
  const found = new Map<string, FindingPlace>()
  for (const { node, place } of texts) {
    for (const child of node.content ?? []) {
      if (child.type !== 'footnoteRef') continue
      const id = stringAttr(child, 'id')
      if (!found.has(id)) found.set(id, place)
    }
  }
  return [...found].map(([id, place]) => ({ id, place }))
}

function notesOf({ essay }: Subject): readonly NodeJson[] {
  const last = essay.body.content?.at(-1)
  return last?.type === 'footnotes' ? (last.content ?? []) : []
}

function notesPlace({ essay }: Subject): FindingPlace {
  return { kind: 'block', block: Math.max(0, (essay.body.content?.length ?? 0) - 1) }
}

function holdsPicture(node: NodeJson): boolean {
  let found = false
  walk(node, (child) => {
    if (child.type === 'image' || child.type === 'figure') found = true
  })
  return found
}
