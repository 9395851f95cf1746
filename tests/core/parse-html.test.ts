import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { cleanText } from '../../core/formats/clean-text.ts'
import { parseHtml } from '../../core/formats/html/read/parse-html.ts'
import { htmlSoup } from '../builders/arbitrary-html.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/html-in')

/** Pieces at which tokenizers change their minds, and the places where white space is treated apart. */
const piece = fc.constantFrom(
  ...[
    'a',
    'word',
    ' ',
    '  ',
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\f',
    '\v',
    '\0',
    '\u0085',
    '&',
    '&amp;',
    '&ampx',
    '&#10;',
    '😀',
  ],
  ...[
    '\ud800',
    '\udc00',
    '<',
    '</',
    '<!',
    '<!-- - -->',
    '<![CDATA[ x ]]>',
    '<p>',
    '</p>',
    '<b x=1 x=2>',
    '</b>',
    '<pre>',
  ],
  ...[
    '<pre>\n',
    '<textarea>\n',
    '</textarea>',
    '<table>',
    '<tr>',
    '<td>',
    '<caption>',
    '</table>',
    '<colgroup>',
    '<select>',
  ],
  ...[
    '<option>',
    '</select>',
    '<template>',
    '</template>',
    '<svg xlink:href=a>',
    '<math definitionurl=b>',
    '<mi>',
    '</svg>',
  ],
  ...[
    '<title>',
    '</title>',
    '<style>',
    '</style>',
    '<a href=#>',
    '</a>',
    '<body class=c>',
    '<html lang=x>',
    '</body>',
    '</html>',
  ],
  ...[
    '<frameset>',
    '<br>',
    '</br>',
    '<plaintext>',
    '<script> if (a < b) </script>',
    '<x constructor=1 __proto__=2>',
    '<li>',
  ],
)
const pieces = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''))

describe('parsing HTML', () => {
  it('gives the tree of parse5, from any text', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, htmlSoup), (html) => {
        for (const kind of ['document', 'fragment'] as const) expectTheTreeOfParse5(html, kind)
      }),
      { numRuns: 1500 },
    )
  })

  it.each(['document', 'fragment'] as const)('gives the tree of parse5, from every fixture (%s)', (kind) => {
    for (const name of readdirSync(join(FIXTURES, kind)).filter((one) => one !== 'page-too-deep'))
      expectTheTreeOfParse5(readFileSync(join(FIXTURES, kind, name, 'in.html'), 'utf8'), kind)
  })
})

function expectTheTreeOfParse5(html: string, kind: 'document' | 'fragment'): void {
  const parsed = parseHtml(html, kind)
  if (!parsed.ok) throw new Error(parsed.problem.message)
  const options = { scriptingEnabled: false }
  expect(JSON.parse(JSON.stringify(parsed.value.root.children))).toEqual(
    childrenOf(kind === 'document' ? parse(html, options) : parseFragment(html, options)),
  )
}

function childrenOf(parent: DefaultTreeAdapterTypes.ParentNode): readonly unknown[] {
  return parent.childNodes.flatMap((node): readonly unknown[] => {
    if (defaultTreeAdapter.isTextNode(node)) return [{ type: 'text', value: cleanText(node.value).text }]
    if (defaultTreeAdapter.isCommentNode(node)) return [{ type: 'comment', value: node.data }]
    if (!defaultTreeAdapter.isElementNode(node)) return []
    const properties = node.attrs
      .filter(({ name }) => name !== '__proto__')
      .map(({ name, value, prefix }) => [prefix ? `${prefix}:${name}` : name, cleanText(value).text] as const)
    return [
      {
        type: 'element',
        tagName: node.tagName,
        properties: Object.fromEntries(properties),
        children: childrenOf(node),
      },
    ]
  })
}
