import type { NodeJson } from '../../../essay/json.ts'
import { attribute, classesOf, type HastElement, type HastNode, hasClass, isElement, plainTextOf } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { excerpt, nodeOf, type Surroundings, type Walk } from './walk.ts'

/** Reads `pre`: code with its language, or verse where the class says so. */
export function readPre(node: HastElement, around: Surroundings, walk: Walk): readonly NodeJson[] {
  const inside = walk.inside(node, around)
  if (hasClass(node, 'verse', 'wp-block-verse', 'wp-block-preformatted', 'poem', 'poetry'))
    return [
      nodeOf(
        'verse',
        { lang: inside.lang, dir: inside.dir },
        walk.inline(node.children, { ...inside, marks: [], space: 'keep' }),
      ),
    ]
  const text = codeText(node.children, walk.context)
  // Every renderer but ours puts a newline before </code>, which is not part of the code.
  const code = text.endsWith('\n') && !walk.context.own ? text.slice(0, -1) : text
  return [nodeOf('codeBlock', { language: languageOf(node) }, code === '' ? [] : [{ type: 'text', text: code }])]
}

function codeText(nodes: readonly HastNode[], context: ImportContext): string {
  let text = ''
  for (const node of nodes) {
    if (node.type === 'text') text += node.value
    if (node.type !== 'element') continue
    if (NOT_CODE.has(node.tagName) || hasClass(node, ...LINE_NUMBERS)) tellDrop(node, context)
    else if (node.tagName === 'br') text += '\n'
    else
      text += `${LINES.has(node.tagName) && text !== '' && !text.endsWith('\n') ? '\n' : ''}${codeText(node.children, context)}`
  }
  return text
}

function tellDrop(node: HastElement, context: ImportContext): void {
  const text = ['script', 'style', 'template'].includes(node.tagName) ? '' : plainTextOf(node)
  if (text !== '')
    context.losses.add(
      'listing',
      'What a page sets beside a listing (line numbers, a button) was left out.',
      excerpt(text),
    )
}

const NOT_CODE: ReadonlySet<string> = new Set(['button', 'script', 'style', 'template', 'svg'])
const LINES: ReadonlySet<string> = new Set(['div', 'li', 'p', 'tr'])
const LINE_NUMBERS = ['gutter', 'rouge-gutter', 'linenos', 'line-numbers-rows'] as const

/** The language by the class names of HTML's own convention, Prism, highlight.js, GitHub, Pandoc and SyntaxHighlighter. */
function languageOf(pre: HastElement): string {
  const elements = [pre, ...pre.children.filter((child): child is HastElement => isElement(child, 'code'))]
  for (const node of elements) {
    const said = attribute(node, 'data-language') || attribute(node, 'data-lang')
    if (said !== '') return said
    for (const name of classesOf(node)) {
      const language = /^(?:language|lang|highlight-source)-(\S+)$/.exec(name)?.[1]
      if (language !== undefined) return language
    }
    if (hasClass(node, 'sourceCode')) return classesOf(node).find((name) => name !== 'sourceCode') ?? ''
    const brush = /(?:^| )brush:\s*([\w+#-]+)/.exec(attribute(node, 'class'))?.[1]
    if (brush !== undefined) return brush
  }
  return ''
}
