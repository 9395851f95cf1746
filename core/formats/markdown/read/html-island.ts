import type { NodeJson } from '../../../essay/json.ts'
import { hastToBlocks, hastToInline } from '../../html/read/hast-to-body.ts'
import { type ImportContext, importContext } from '../../html/read/import-context.ts'
import { parseHtml } from '../../html/read/parse-html.ts'
import { makeNode, paragraphOf } from '../nodes.ts'
import { attributesOf } from './attributes.ts'
import { grammar } from './grammar.ts'
import { linkText } from './link-text.ts'
import { plainText, readInline, tagsBalance } from './read-inline.ts'
import type { Reading } from './reading.ts'
import { settledAfterParagraph } from './settle.ts'
import { checkedOf } from './task-rule.ts'
import { tellBox } from './tell-box.ts'
import type { Token, Tokenizer } from './tokens.ts'

/**
 * Renders tokens to HTML and reads that with the HTML importer: for raw HTML that is more than the writer's own forms, and for a whole text
 * whose HTML opens in one block and closes in another. What comes out is what HTML itself says about the text.
 */
export function readIsland(tokens: readonly Token[], reading: Reading): readonly NodeJson[] {
  const { body, notes } = withoutNotes(tokens)
  const context = contextOf(reading)
  const blocks = parsed(render(body, reading), reading, (nodes) => hastToBlocks(nodes, context))
  for (const note of notes) {
    const content = readIsland(note.tokens, reading)
    reading.footnotes.push(makeNode('footnote', { id: reading.notes.idOf(note.label) }, settledAfterParagraph(content)))
  }
  reading.footnotes.push(...context.notes.values())
  return blocks
}

/** The same for the inline tokens of one block. */
export function readInlineIsland(children: readonly Token[], reading: Reading): readonly NodeJson[] {
  const md = prepared(reading)
  const html = md.renderer.renderInline([...children], md.options, { reading })
  const context = contextOf(reading)
  return parsed(html, reading, (nodes) => hastToInline(nodes, context))
}

function contextOf(reading: Reading): ImportContext {
  return importContext(reading.picture, { faithful: true, losses: reading.losses, assets: reading.assets })
}

function parsed(
  html: string,
  reading: Reading,
  read: (nodes: Parameters<typeof hastToBlocks>[0]) => readonly NodeJson[],
): readonly NodeJson[] {
  const tree = parseHtml(html, 'fragment')
  if (tree.ok) return read(tree.value.root.children)
  reading.problem = tree.problem
  return []
}

function render(tokens: readonly Token[], reading: Reading): string {
  const md = prepared(reading)
  return md.renderer.render([...tokens], md.options, { reading })
}

interface Note {
  readonly label: string
  readonly tokens: readonly Token[]
}

/** Parts the tokens from the footnote definitions among them, at whatever depth. */
function withoutNotes(tokens: readonly Token[]): { body: Token[]; notes: Note[] } {
  const body: Token[] = []
  const notes: Note[] = []
  const open: { label: string; tokens: Token[] }[] = []
  for (const token of tokens) {
    if (token.type === 'footnote_open') open.push({ label: String(token.meta?.label), tokens: [] })
    else if (token.type === 'footnote_close') {
      const done = open.pop()
      if (done) notes.push(done)
    } else (open.at(-1)?.tokens ?? body).push(token)
  }
  return { body, notes }
}

function spanTag(token: Token | undefined): string {
  const { classes } = attributesOf(token)
  return classes.includes('underline') || classes.includes('ul') ? 'u' : classes.includes('mark') ? 'mark' : 'span'
}

const linked = new WeakMap<readonly Token[], readonly boolean[]>()

/** Whether a token stands in a link, looked up once for all tokens of a block. */
function isInsideLink(tokens: readonly Token[], index: number): boolean {
  let inside = linked.get(tokens)
  if (!inside) {
    let depth = 0
    inside = tokens.map((token) => {
      if (token.type === 'link_open' || (token.type === 'html_inline' && /^<a[\s>]/i.test(token.content))) depth++
      else if (token.type === 'link_close' || (token.type === 'html_inline' && /^<\/a\s*>/i.test(token.content)))
        depth--
      return depth > 0
    })
    linked.set(tokens, inside)
  }
  return inside[index] ?? false
}

/** The reading that a render was called with. */
function readingIn(env: Readonly<Record<string, unknown>> | undefined): Reading {
  return env?.reading as Reading
}

const ready = new WeakSet<Tokenizer>()

/** The flavour's tokenizer, with renderer rules for our own tokens. */
function prepared(reading: Reading): Tokenizer {
  const md = grammar(reading.flavour)
  if (ready.has(md)) return md
  ready.add(md)
  const { escapeHtml } = md.utils
  const text = (token: Token | undefined) => escapeHtml(token?.content ?? '')
  const { rules } = md.renderer
  rules.text_special = (tokens, index) => text(tokens[index])
  rules.reference_definition = () => ''
  rules.image = (tokens, index) => {
    const token = tokens[index] as Token
    const title = String(token.attrGet('title') ?? '')
    const alt = escapeHtml(plainText(token.children ?? []))
    return `<img src="${escapeHtml(String(token.attrGet('src') ?? ''))}" alt="${alt}"${title ? ` title="${escapeHtml(title)}"` : ''}>`
  }
  rules.embed = (tokens, index) => {
    const meta = tokens[index]?.meta
    const size = ['width', 'height'].map((name) => (meta?.[name] ? ` ${name}="${meta[name]}"` : '')).join('')
    return `<img src="${escapeHtml(String(meta?.target))}" alt="${escapeHtml(String(meta?.label))}"${size}>`
  }
  rules.footnote_ref = (tokens, index, _options, env) => {
    const { notes } = readingIn(env)
    return `<sup data-fn="${notes.idOf(String(tokens[index]?.meta?.label))}"></sup>`
  }
  rules.footnote_inline = (tokens, index, _options, env) => {
    const inside = readingIn(env)
    const id = inside.notes.fresh()
    const children = tokens[index]?.children ?? []
    const content = tagsBalance(children) ? readInline(children, inside) : readInlineIsland(children, inside)
    inside.footnotes.push(makeNode('footnote', { id }, [paragraphOf(content)]))
    return `<sup data-fn="${id}"></sup>`
  }
  rules.span_open = (tokens, index) => {
    const { values } = attributesOf(tokens[index])
    const name = spanTag(tokens[index])
    return name === 'span' && values.has('lang') ? `<span lang="${escapeHtml(values.get('lang') ?? '')}">` : `<${name}>`
  }
  rules.span_close = (tokens, index) => `</${spanTag(tokens[index])}>`
  rules.list_item_open = (tokens, index) => {
    const checked = checkedOf(tokens[index])
    return checked === null ? '<li>' : `<li><input type="checkbox"${checked ? ' checked' : ''}>`
  }
  rules.text = (tokens, index, _options, env) => {
    const inside = readingIn(env)
    const content = tokens[index]?.content ?? ''
    if (!inside.linkify || !content.includes('://') || isInsideLink(tokens, index)) return escapeHtml(content)
    return linkText(content)
      .map((piece) =>
        piece.href === null
          ? escapeHtml(piece.text)
          : `<a href="${escapeHtml(piece.href)}">${escapeHtml(piece.text)}</a>`,
      )
      .join('')
  }
  rules.div_open = (tokens, index, _options, env) => {
    const { classes, values } = attributesOf(tokens[index])
    tellBox(classes, readingIn(env))
    const name = values.has('lang') ? ` lang="${escapeHtml(values.get('lang') ?? '')}"` : ''
    return `<div class="${escapeHtml(classes.join(' '))}"${name}>\n`
  }
  return md
}
