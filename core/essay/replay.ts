import { Node } from 'prosemirror-model'
import { Step } from 'prosemirror-transform'
import { ok, type Result } from '../result.ts'
import type { Essay } from './essay.ts'
import type { NodeJson } from './json.ts'
import { essayFromJson } from './read-essay.ts'
import { schema } from './schema.ts'

/** The parts of an essay that change beside its text. What a journal holds of them is judged when it is replayed. */
export type DetailsJson = Readonly<
  Partial<Record<'metadata' | 'people' | 'credits' | 'settings' | 'threads' | 'assets', unknown>>
>

/** One entry of a journal, oldest first. Untrusted: the schema judges it here. */
export type Change =
  /** ProseMirror steps (`Step.toJSON`), one upon the other, and the details as they stood afterwards where they changed */
  | { readonly kind: 'steps'; readonly steps: readonly unknown[]; readonly details: DetailsJson | null }
  /** the whole essay; what came before it no longer matters */
  | { readonly kind: 'snapshot'; readonly essay: unknown }

/** What a replay gave. */
export interface Replayed {
  /** Fits the schema. Text that could not be put back in its place stands in paragraphs at the end of the body. */
  readonly essay: Essay
  /** Those paragraphs, oldest first; empty when every change was put back. */
  readonly salvaged: readonly string[]
  /** False when details of the journal did not fit the format, and those of before stand in the essay. */
  readonly detailsFit: boolean
}

/**
 * Puts changes upon an essay. A step that does not fit ends the putting back: what follows it, until the next snapshot, gives
 * only its words. What stands before the last whole essay that fits the format is not looked at. Problems: those of `essayFromJson`, when it
 * begins at `start` and that is no essay.
 */
export function replayChanges(start: unknown, changes: readonly Change[]): Result<Replayed> {
  const [begun, left] = fromLastWhole(changes)
  const read = begun ? ok(begun) : essayFromJson(start)
  if (!read.ok) return read
  let whole = read.value
  let doc = Node.fromJSON(schema, whole.body)
  let details: DetailsJson = {}
  let sinceWhole: Change[] = []
  let salvaged: string[] = []
  let following = true
  let detailsFit = true

  for (const change of left) {
    if (change.kind === 'snapshot') {
      const snapshot = essayFromJson(change.essay)
      // Details that the format refuses (an address that is half typed) must not cost the text.
      const text = snapshot.ok ? snapshot : essayFromJson({ ...whole, body: (change.essay as Essay | null)?.body })
      details = {}
      sinceWhole = []
      salvaged = []
      following = text.ok
      detailsFit = snapshot.ok
      if (text.ok) {
        whole = text.value
        doc = Node.fromJSON(schema, whole.body)
      } else salvaged = wordsOf([change])
      continue
    }
    sinceWhole.push(change)
    if (change.details) details = { ...details, ...change.details }
    if (!following) {
      salvaged.push(...wordsOf([change]))
      continue
    }
    for (const [index, json] of change.steps.entries()) {
      const next = stepped(doc, json)
      if (next === null) {
        following = false
        salvaged.push(...wordsOf([{ ...change, steps: change.steps.slice(index) }]))
        break
      }
      doc = next
    }
  }

  const attempts: readonly (() => { body: NodeJson; details: DetailsJson; salvaged: readonly string[] })[] = [
    () => ({ body: doc.toJSON() as NodeJson, details, salvaged }),
    () => ({ body: doc.toJSON() as NodeJson, details: {}, salvaged }),
    // Steps that applied and still left what the schema refuses: back to the last whole essay and the words since.
    () => ({ body: whole.body, details: {}, salvaged: [...new Set([...wordsOf(sinceWhole), ...salvaged])] }),
  ]
  for (const attempt of attempts) {
    const made = attempt()
    const essay = essayFromJson({ ...whole, ...made.details, body: withParagraphs(made.body, made.salvaged) })
    if (essay.ok)
      return ok({ essay: essay.value, salvaged: made.salvaged, detailsFit: detailsFit && made.details === details })
  }
  return ok({ essay: whole, salvaged: [], detailsFit: false })
}

/** The last snapshot that is an essay in all its parts, and the changes after it; null and all changes where there is none. */
function fromLastWhole(changes: readonly Change[]): readonly [Essay | null, readonly Change[]] {
  for (let index = changes.length - 1; index >= 0; index--) {
    const change = changes[index]
    const read = change?.kind === 'snapshot' ? essayFromJson(change.essay) : null
    if (read?.ok) return [read.value, changes.slice(index + 1)]
  }
  return [null, changes]
}

function stepped(doc: Node, json: unknown): Node | null {
  try {
    return Step.fromJSON(schema, json).apply(doc).doc
  } catch (error) {
    // ProseMirror refuses by RangeError; TypeError comes from JSON whose parts are not what their names say.
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

/** The words that changes brought, one paragraph for each change. */
function wordsOf(changes: readonly Change[]): string[] {
  return changes
    .map((change) => texts(change.kind === 'snapshot' ? change.essay : change.steps))
    .filter((text) => text !== '')
}

function texts(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  if (Array.isArray(value)) return value.map(texts).join('')
  const node = value as Record<string, unknown>
  if (node.type === 'text' && typeof node.text === 'string') return node.text
  const inside = Object.values(node).map(texts).join('')
  return node.type === 'paragraph' || node.type === 'heading' ? `${inside} ` : inside
}

function withParagraphs(body: NodeJson, lines: readonly string[]): NodeJson {
  if (lines.length === 0) return body
  const content = [...(body.content ?? [])]
  const paragraphs = lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text: text.trim() || ' ' }] }))
  const notes = content.findIndex((node) => node.type === 'footnotes')
  content.splice(notes === -1 ? content.length : notes, 0, ...paragraphs)
  return { ...body, content }
}
