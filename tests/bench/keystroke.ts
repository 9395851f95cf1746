import { EditorState } from '@tiptap/pm/state'
import type { Essay } from '../../core/essay/essay.ts'
import { schema } from '../../core/essay/schema.ts'
import { renderPage } from '../../core/formats/html/write/page/render-page.ts'
import type { HtmlPageOptions } from '../../core/formats/html/write/to-html.ts'
import { createBodyJson } from '../../renderer/session/body-json.ts'

/** Milliseconds of processor time from the editor's new state to what changed of the page: the middle of all keys, and what 95 of 100 stay under. */
export interface KeystrokeTime {
  readonly median: number
  readonly most: number
}

/** Types letters and now and then a space into paragraphs, headings and captions all over the essay; the keys of the first milliseconds (`warmUp`) are not counted. */
export function keystrokeTime(essay: Essay, options: HtmlPageOptions, warmUp: number, keys = 1_000): KeystrokeTime {
  const bodyJson = createBodyJson()
  let state = EditorState.create({ doc: schema.nodeFromJSON(essay.body) })
  let rendering = renderPage({ ...essay, body: bodyJson(state.doc) }, options)
  const times: number[] = []
  const start = performance.now()
  for (let key = 0; times.length < keys; key++) {
    state = state.apply(state.tr.insertText(key % 6 === 5 ? ' ' : 'x', placeIn(state, key * 7)))
    const before = process.cpuUsage()
    rendering = renderPage({ ...essay, body: bodyJson(state.doc) }, options, rendering)
    const { user, system } = process.cpuUsage(before)
    if (performance.now() - start > warmUp) times.push((user + system) / 1000)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { median: at(0.5), most: at(0.95) }
}

/** Inside the first text of a top-level block, the third position of it. */
function placeIn(state: EditorState, turn: number): number {
  const index = turn % state.doc.childCount
  let offset = 0
  for (let at = 0; at < index; at++) offset += state.doc.child(at).nodeSize
  let place = 0
  state.doc.nodesBetween(offset, offset + state.doc.child(index).nodeSize, (node, position) => {
    if (place === 0 && node.isTextblock) place = position + 1 + Math.min(2, node.content.size)
    return place === 0
  })
  return place
}
