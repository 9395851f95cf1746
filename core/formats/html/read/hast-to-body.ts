import type { BodyJson, NodeJson } from '../../../essay/json.ts'
import { rowOf } from './element-rows.ts'
import { attribute, type HastElement, type HastNode, hastTextOf, plainTextOf } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { InlineRun } from './inline-run.ts'
import { figureOf } from './read-picture.ts'
import { insideBlock, insidePhrase } from './surroundings.ts'
import {
  DEEPEST_BLOCK,
  EMPTY_PARAGRAPH,
  excerpt,
  paragraph,
  type Row,
  type Surroundings,
  TOP,
  type Walk,
} from './walk.ts'

/**
 * Turns hast into a whole body: blocks, then the notes that were found, in the order of their references. What the schema has no
 * node or mark for loses its element and keeps its text; every such drop is counted in the context's losses. Pure; no DOM.
 */
export function hastToBody(nodes: readonly HastNode[], context: ImportContext): BodyJson {
  const blocks = walkIn(context).someBlocks(nodes, TOP)
  const notes = orderedNotes(blocks, context)
  return { type: 'doc', content: notes.length > 0 ? [...blocks, { type: 'footnotes', content: notes }] : blocks }
}

/** The blocks that these nodes make, as they may stand in a body at `depth` (1: its own children). May be empty. Notes go to `context.notes`. */
export function hastToBlocks(nodes: readonly HastNode[], context: ImportContext, depth = 1): readonly NodeJson[] {
  return walkIn(context).blocks(nodes, { ...TOP, depth })
}

/** The nodes as inline content, e.g. for a caption; blocks among them are parted by breaks. */
export function hastToInline(nodes: readonly HastNode[], context: ImportContext): readonly NodeJson[] {
  return walkIn(context).inline(nodes, TOP)
}

/** The walk over one import, for readers of things that stand outside the body. */
export function walkIn(context: ImportContext): Walk {
  const walk: Walk = {
    context,
    blocks: (nodes, around) => {
      const flow = new Flow(walk, false)
      flow.add(nodes, around)
      return flow.finish(around)
    },
    someBlocks: (nodes, around) => {
      const blocks = walk.blocks(nodes, around)
      return blocks.length > 0 ? blocks : [EMPTY_PARAGRAPH]
    },
    inline: (nodes, around) => {
      const flow = new Flow(walk, true)
      flow.add(nodes, around)
      return flow.finishLine()
    },
    inside: (node, around) => insideBlock(node, around, context),
  }
  return walk
}

/** Nodes on their way to blocks: a run of inline content and the blocks before it. */
class Flow {
  readonly #walk: Walk
  readonly #oneLine: boolean
  readonly #run = new InlineRun()
  readonly #blocks: NodeJson[] = []
  #breakBefore = false

  constructor(walk: Walk, oneLine: boolean) {
    this.#walk = walk
    this.#oneLine = oneLine
  }

  add(nodes: readonly HastNode[], around: Surroundings): void {
    for (const node of nodes) {
      if (node.type === 'text') this.#text(node.value, around)
      else if (node.type === 'element') this.#element(node, rowOf(node, this.#walk.context), around)
      else if (node.value.trim() !== '' && this.#walk.context.faithful) this.#comment(node.value.trim())
    }
  }

  /** The blocks, the last run among them. */
  finish(around: Surroundings): NodeJson[] {
    this.#boundary(around)
    return this.#blocks
  }

  /** The content of a single line. */
  finishLine(): readonly NodeJson[] {
    return this.#run.take(this.#walk.context.faithful)
  }

  #text(value: string, around: Surroundings): void {
    if (this.#breakBefore && /[^\t\n\f\r ]/.test(value)) this.#materialiseBreak()
    this.#run.text(value, around.marks, around.space)
  }

  #element(node: HastElement, row: Row, around: Surroundings): void {
    switch (row.kind) {
      case 'drop':
        this.#drop(node, row)
        return
      case 'phrase':
      case 'mark':
        this.#phrase(node, row.kind === 'mark' ? { ...around, marks: row.marks(node, around, this.#walk) } : around)
        return
      case 'wrap':
        this.#text(row.before, around)
        this.#phrase(node, around)
        this.#text(row.after, around)
        return
      case 'atom': {
        const atom = row.read(node, around, this.#walk)
        if (atom === null) return
        if (this.#breakBefore) this.#materialiseBreak()
        if (atom.type === 'hardBreak') this.#run.hardBreak()
        else if (atom.type === 'text') this.#run.text(atom.text ?? '', around.marks, around.space)
        else this.#run.atom(atom, around.marks)
        return
      }
      case 'section':
        this.#section(node, around)
        return
      case 'block':
        if (this.#oneLine || around.depth >= DEEPEST_BLOCK) {
          if (!this.#oneLine && !TEXTBLOCKS.has(node.tagName))
            this.#walk.context.losses.add(
              'too-deep',
              'Blocks nested deeper than an essay holds were moved up; their text is kept.',
              excerpt(plainTextOf(node)),
            )
          this.#section(node, around)
          return
        }
        this.#boundary(around)
        this.#blocks.push(...row.read(node, around, this.#walk))
        return
      default:
        row satisfies never
    }
  }

  #phrase(node: HastElement, around: Surroundings): void {
    this.add(node.children, insidePhrase(node, around, this.#walk.context))
  }

  #section(node: HastElement, around: Surroundings): void {
    const inside = this.#walk.inside(node, around)
    this.#boundary(around)
    this.add(node.children, inside)
    this.#boundary(inside)
  }

  #drop(node: HastElement, row: Row & { readonly kind: 'drop' }): void {
    if (row.loss === undefined || (row.inText === true && !this.#walk.context.faithful)) return
    const what = row.what ?? `<${node.tagName}>`
    const place = attribute(node, 'src') || attribute(node, 'title') || excerpt(hastTextOf(node))
    this.#walk.context.losses.add(row.loss, `${what} was left out.`, excerpt(place) || `<${node.tagName}>`)
  }

  /** Pages of the web are full of comments; in a text of one's own somebody wrote it. */
  #comment(text: string): void {
    this.#walk.context.losses.add(
      'comment',
      'A comment in the text is not part of the essay and was left out.',
      excerpt(text),
    )
  }

  #boundary(around: Surroundings): void {
    if (this.#oneLine) {
      this.#breakBefore = !this.#run.empty
      return
    }
    const faithful = this.#walk.context.faithful
    if (!faithful && this.#run.onlyBreaks) {
      this.#run.take(false)
      return
    }
    const line = this.#run.take(faithful)
    if (faithful) {
      if (line.length > 0) this.#blocks.push(paragraph(line, around))
      return
    }
    for (const part of partAtBreaks(line)) {
      if (part.every((node) => node.type === 'image' || node.type === 'hardBreak'))
        this.#blocks.push(...part.filter((node) => node.type === 'image').map(figureOf))
      else if (!isFiller(part)) this.#blocks.push(paragraph(part, around))
    }
  }

  #materialiseBreak(): void {
    this.#breakBefore = false
    this.#run.hardBreak()
  }
}

/** Two breaks in a row are how the web's editors part paragraphs. */
function partAtBreaks(line: readonly NodeJson[]): readonly (readonly NodeJson[])[] {
  const parts: NodeJson[][] = [[]]
  let breaks: NodeJson[] = []
  for (const node of line) {
    if (node.type === 'hardBreak') {
      breaks.push(node)
      continue
    }
    if (breaks.length > 1) parts.push([])
    else if (breaks.length === 1 && parts.at(-1)?.length) parts.at(-1)?.push(...breaks)
    parts.at(-1)?.push(node)
    breaks = []
  }
  return parts.filter((part) => part.length > 0)
}

/** True for a line of nothing but no-break spaces, with which editors keep empty paragraphs open. */
function isFiller(line: readonly NodeJson[]): boolean {
  return line.every(
    (node) => node.type === 'hardBreak' || (node.type === 'text' && /^[\s\u00a0\u200b\ufeff]*$/.test(node.text ?? '')),
  )
}

const TEXTBLOCKS: ReadonlySet<string> = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'dt', 'summary', 'hr'])

/** The notes in the order in which the text refers to them; in foreign text, references without a note and notes without a reference stay as they are. */
function orderedNotes(blocks: readonly NodeJson[], context: ImportContext): readonly NodeJson[] {
  if (context.faithful) return [...context.notes.values()]
  const ordered = new Map<string, NodeJson>()
  const collect = (nodes: readonly NodeJson[]): void => {
    for (const node of nodes) {
      if (node.type === 'footnoteRef') {
        const id = String(node.attrs?.id)
        const note = context.notes.get(id)
        if (note && !ordered.has(id)) {
          ordered.set(id, note)
          collect(note.content ?? [])
        }
      } else if (node.content) collect(node.content)
    }
  }
  collect(blocks)
  for (const [id, note] of context.notes) if (!ordered.has(id)) ordered.set(id, note)
  return [...ordered.values()]
}
