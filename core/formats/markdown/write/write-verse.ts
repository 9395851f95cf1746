import type { NodeJson } from '../../../essay/json.ts'
import { numberAttr, stringAttr } from '../../../essay/json.ts'
import { escapeHtml, openTag } from './escape-text.ts'
import { AS_LINE, nestMarks } from './inline-segments.ts'
import { MARK_WRITERS } from './inline-table.ts'
import { BY_TAG, type InlinePlace, writeInline } from './write-inline.ts'
import type { Writing } from './writing.ts'

/**
 * Writes verse. Portable: `<pre class="verse">` with marks as tags, which keeps blank lines and indents everywhere; with a note in it `<div class="verse">`
 * with Markdown inside and `\\` at the end of each line, because a note in `pre` would be no note. Pandoc: a line block. Plain: a paragraph with breaks.
 */
export function writeVerse(node: NodeJson, writing: Writing, place: InlinePlace): string {
  writing.plain = false
  if (writing.dialect !== 'portable') {
    const lines = versesOf(node).map((line) => writeInline(line, { ...place, kind: 'line' }).text)
    return writing.dialect === 'pandoc' ? lines.map((line) => `| ${line}`.trimEnd()).join('\n') : lines.join('\\\n')
  }
  const attrs = { class: 'verse', lang: stringAttr(node, 'lang') || null, dir: stringAttr(node, 'dir') || null }
  const broken = (node.content ?? []).some((child) => child.type === 'footnoteRef')
    ? brokenLines(node.content ?? [])
    : null
  if (broken)
    return `${openTag('div', { ...attrs, markdown: writing.variant?.asksForMarkdown === false ? null : '1' })}\n\n${writeInline(broken, place).text}\n\n</div>`
  return `${openTag('pre', attrs)}\n${verseHtml(node, writing)}</pre>`
}

/** Newlines as hard breaks, and hard breaks as such that are written by tag; null where a newline ends the verse, which no hard break can. */
function brokenLines(content: readonly NodeJson[]): readonly NodeJson[] | null {
  const out: NodeJson[] = []
  for (const child of content) {
    if (child.type === 'hardBreak') out.push({ type: 'hardBreak', attrs: BY_TAG })
    else if (child.type !== 'text') out.push(child)
    else
      (child.text ?? '').split('\n').forEach((text, index) => {
        if (index > 0) out.push({ type: 'hardBreak', attrs: AS_LINE, marks: child.marks ?? [] })
        if (text !== '') out.push({ ...child, text })
      })
  }
  // A newline inside code cannot be marked as code.
  if (out.some((child) => child.attrs === AS_LINE && child.marks?.some((mark) => mark.type === 'code'))) return null
  const last = out.at(-1)
  return last?.type === 'hardBreak' && last.attrs !== BY_TAG ? null : out
}

/** The lines of a verse. */
function versesOf(node: NodeJson): readonly (readonly NodeJson[])[] {
  const lines: NodeJson[][] = [[]]
  for (const child of node.content ?? []) {
    if (child.type === 'hardBreak') lines.push([])
    else if (child.type === 'text') {
      ;(child.text ?? '').split('\n').forEach((text, index) => {
        if (index > 0) lines.push([])
        if (text !== '') lines.at(-1)?.push({ ...child, text })
      })
    } else lines.at(-1)?.push(child)
  }
  return lines
}

/** The inside of `<pre class="verse">`: text and marks as HTML, so that blank lines and indents stay. */
function verseHtml(node: NodeJson, writing: Writing): string {
  let html = ''
  const open: (readonly [string, string])[] = []
  for (const segment of nestMarks(node.content ?? [])) {
    if (segment.kind === 'leaf') html += verseLeaf(segment.node, writing)
    else if (segment.kind === 'open') {
      const pair = MARK_WRITERS[segment.mark.type as keyof typeof MARK_WRITERS](segment.mark, 'portable', () => '')
      open.push(pair)
      html += pair[0]
    } else html += open.pop()?.[1] ?? ''
  }
  return html
}

function verseLeaf(node: NodeJson, writing: Writing): string {
  if (node.type === 'text') return escapeHtml(node.text ?? '').replaceAll('&#10;', '\n')
  if (node.type === 'hardBreak') return '<br>'
  if (node.type === 'footnoteRef') return `<sup data-fn="${stringAttr(node, 'id')}"></sup>`
  return openTag('img', {
    src: writing.address(stringAttr(node, 'src')),
    alt: stringAttr(node, 'alt'),
    title: stringAttr(node, 'title') || null,
    width: numberAttr(node, 'width', null),
    height: numberAttr(node, 'height', null),
  })
}
