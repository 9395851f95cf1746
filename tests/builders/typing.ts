import type { InputOf, OpenedEssay } from '../../contract/host.ts'
import { type NodeJson, textOf } from '../../core/essay/json.ts'

/** Someone who types into the first paragraph of an opened essay, as a window would report it to the journal. */
export interface Typist {
  /** Types words at the end of the first paragraph; answers what to send: one step for each word. */
  type(...words: readonly string[]): InputOf<'writeJournal'>
  /** What the first paragraph holds now. */
  text(): string
  /** Number of the last change. */
  sequence(): number
}

/** The step that inserts text at a position, as ProseMirror writes it. */
export function insertion(at: number, text: string): object {
  return { stepType: 'replace', from: at, to: at, slice: { content: [{ type: 'text', text }] } }
}

/** A typist on the essay as it was opened. Its first block must be a paragraph. */
export function typist({ essay, generation, document }: OpenedEssay): Typist {
  let text = textOf((document.body.content as readonly NodeJson[])[0] as NodeJson)
  let sequence = 0
  return {
    text: () => text,
    sequence: () => sequence,
    type(...words) {
      const from = sequence + 1
      const steps = words.map((word) => {
        const step = insertion(1 + text.length, word)
        text += word
        sequence++
        return step
      })
      return { essay, id: document.id, generation, from, to: sequence, steps, details: null, snapshot: null }
    },
  }
}
