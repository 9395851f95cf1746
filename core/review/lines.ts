import type { Essay } from '../essay/essay.ts'
import { type BodyJson, type MarkJson, type NodeJson, stringAttr } from '../essay/json.ts'
import { stableJson } from '../essay/stable-json.ts'

/** A word, a space, a sign, or a thing between words. */
export interface Token {
  readonly kind: 'text' | 'note' | 'picture'
  /** The text; of a picture its name for people ('' where it has none), of a note ''. */
  readonly text: string
  readonly marks: readonly MarkJson[]
  /** Equal for tokens that say the same, marks apart. */
  readonly key: string
}

/** One line of text of an essay: a paragraph, a heading, a caption … with all that stands in it. */
export interface Line {
  /** `title`, `standfirst`, or the node that holds the text: `paragraph`, `heading`, `figcaption`, `figure` (its picture and alt text), `horizontalRule` … */
  readonly role: string
  /** Level of a heading; 0 for all others. */
  readonly level: number
  /** Types of the nodes around it, outermost first: `['bulletList', 'listItem']`. */
  readonly inside: readonly string[]
  /** Index of the block of the body that it stands in; -1 for what stands above the body. */
  readonly block: number
  readonly tokens: readonly Token[]
  /** Equal for lines that are the same in everything, marks and attributes included. */
  readonly key: string
}

/** Words in scripts that part them, single characters in those that do not, spaces, and signs. */
const TOKENS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}\p{M}_]|(?<=[\p{L}\p{N}])['’](?=[\p{L}]))+|\s+|[^\s]/gu
const TEXT_BLOCKS: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'attribution',
  'codeBlock',
  'verse',
  'figcaption',
  'figcredit',
])

/** The lines of a body, in reading order. An empty paragraph is a line without tokens. */
export function bodyLines(body: BodyJson): readonly Line[] {
  const lines: Line[] = []
  body.content?.forEach((block, index) => {
    collect(block, { inside: [], around: '', block: index }, lines)
  })
  return lines
}

/** The lines of a whole essay: title, standfirst, cover, then the body. What is not given has no line. */
export function essayLines({ metadata, body }: Pick<Essay, 'metadata' | 'body'>): readonly Line[] {
  const lines: Line[] = []
  const place = { inside: [], around: '', block: -1 }
  for (const role of ['title', 'standfirst'] as const)
    if (metadata[role] !== '') lines.push(line(role, place, textTokens(metadata[role], []), ''))
  const { cover } = metadata
  if (cover) {
    const { caption, credit, ...attrs } = cover
    const content = [
      { type: 'figcaption', content: caption },
      { type: 'figcredit', content: credit },
    ]
    collect({ type: 'figure', attrs, content }, { ...place, inside: ['cover'], around: 'cover' }, lines)
  }
  return [...lines, ...bodyLines(body)]
}

interface PlaceOfLine {
  readonly inside: readonly string[]
  /** Everything about the nodes around, as text. */
  readonly around: string
  readonly block: number
}

function collect(node: NodeJson, place: PlaceOfLine, lines: Line[]): void {
  if (TEXT_BLOCKS.has(node.type)) {
    lines.push(line(node.type, place, inlineTokens(node.content ?? []), stableJson(node.attrs ?? {}), levelOf(node)))
    return
  }
  if (node.type === 'horizontalRule') lines.push(line(node.type, place, [], ''))
  if (node.type === 'figure') {
    const { alt, ...rest } = node.attrs ?? {}
    const shown: Token = {
      kind: 'picture',
      text: stringAttr(node, 'alt'),
      marks: [],
      key: `picture ${stableJson(rest)}`,
    }
    const words = textTokens(typeof alt === 'string' ? alt : '', [])
    lines.push(line('figure', place, [shown, ...words], ''))
  }
  const inner: PlaceOfLine = {
    inside: [...place.inside, node.type],
    around: `${place.around}/${node.type}${node.type === 'figure' ? '' : stableJson(node.attrs ?? {})}`,
    block: place.block,
  }
  for (const child of node.content ?? []) collect(child, inner, lines)
}

function levelOf(node: NodeJson): number {
  return node.type === 'heading' && typeof node.attrs?.level === 'number' ? node.attrs.level : 0
}

function line(role: string, place: PlaceOfLine, tokens: readonly Token[], attrs: string, level = 0): Line {
  const said = tokens.map(({ key, marks }) => (marks.length === 0 ? key : `${key}${stableJson(marks)}`))
  const key = [role, place.around, attrs, ...said].join('\u0000')
  return { role, level, inside: place.inside, block: place.block, tokens, key }
}

function inlineTokens(content: readonly NodeJson[]): readonly Token[] {
  return content.flatMap((node): readonly Token[] => {
    const marks = node.marks ?? []
    if (node.type === 'text') return textTokens(node.text ?? '', marks)
    if (node.type === 'hardBreak') return textTokens('\n', marks)
    const kind = node.type === 'footnoteRef' ? 'note' : 'picture'
    return [{ kind, text: stringAttr(node, 'alt'), marks, key: `${kind} ${stableJson(node.attrs ?? {})}` }]
  })
}

function textTokens(text: string, marks: readonly MarkJson[]): readonly Token[] {
  return (text.match(TOKENS) ?? []).map((word) => ({ kind: 'text', text: word, marks, key: word }))
}
