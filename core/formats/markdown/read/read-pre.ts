import MarkdownIt from 'markdown-it'
import type { NodeJson } from '../../../essay/json.ts'
import { makeNode } from '../nodes.ts'
import { unescapeEntities } from './entities.ts'
import { readInline } from './read-inline.ts'
import type { Reading } from './reading.ts'
import { withLanguage } from './settle.ts'
import { parseTag } from './tag.ts'
import type { Token } from './tokens.ts'

const PRE = /^(<pre(?:\s[^>]*)?>)\n?([\s\S]*)<\/pre>\s*$/
const CODE = /^(<code(?:\s[^>]*)?>)([^<]*)<\/code>$/
const lineReader = new MarkdownIt('zero', { html: true, maxNesting: 100 })
lineReader.inline.ruler.enableOnly(['text', 'html_inline', 'entity'])

/** Reads `<pre class="verse">` and `<pre><code>` as the writer gives them; null for any other raw block. */
export function readPre(html: string, reading: Reading): NodeJson | null {
  const match = PRE.exec(html)
  const tag = match && parseTag(match[1] as string)
  if (!match || !tag) return null
  const inside = match[2] as string
  if (tag.attrs.get('class') === 'verse') {
    const children: Token[] = []
    lineReader.inline.parse(inside, lineReader, {}, children)
    const [verse] = withLanguage(
      [makeNode('verse', {}, readInline(children, reading, 'raw'))],
      tag.attrs.get('lang'),
      tag.attrs.get('dir'),
    )
    return verse ?? null
  }
  const code = tag.attrs.size === 0 ? CODE.exec(inside) : null
  const codeTag = code && parseTag(code[1] as string)
  if (!code || !codeTag) return null
  const language = codeTag.attrs.get('class') ?? ''
  if (language !== '' && !language.startsWith('language-')) return null
  const text = unescapeEntities(code[2] as string)
  return makeNode(
    'codeBlock',
    { language: language.slice('language-'.length) },
    text === '' ? [] : [{ type: 'text', text }],
  )
}
