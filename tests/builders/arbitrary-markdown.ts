import fc from 'fast-check'
import { TEXT_CLASSES } from './arbitrary-text.ts'

/** Everything that means something in Markdown, and the hard pieces of text. */
export const MARKDOWN_PIECES: readonly string[] = [
  ...TEXT_CLASSES.flatMap((textClass) => textClass.pieces),
  ...[
    '\n',
    '\n\n',
    '\n    ',
    '\n> ',
    '\n- ',
    '\n1. ',
    '\n# ',
    '\n[^a]: ',
    '\n```\n',
    '\n:::\n',
    '\n::: {.pullquote}\n',
    '\r',
    '\0',
    '\ud800',
    '\x07',
  ],
  ...[
    '<figure markdown="1">',
    '</figure>',
    '<figcaption>',
    '</figcaption>',
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '</tr>',
    '</table>',
    '<ul>',
    '</ul>',
    '<li>',
    '</li>',
  ],
  ...[
    '<aside class="pullquote">',
    '</aside>',
    '<section class="discussion-prompt">',
    '</section>',
    '<div lang="fr">',
    '<pre class="verse">',
    '</pre>',
    '<script>',
    '</script>',
  ],
  ...[
    '![a](b)',
    '![a](javascript:x)',
    '[a](javascript:x)',
    '![[a.png|b]]',
    '{{< figure src="a" >}}',
    '![a](b){alt="c" .figure}',
    '[a]{.mark}',
    '^[note]',
    '| a | b |\n| - | - |\n',
  ],
  ...[
    '<sup data-fn="a"></sup>',
    '<cite class="attribution">',
    '</cite>',
    '<small class="credit">',
    '</small>',
    '<br>',
    '<img src="x">',
    '---\n',
    'tags: [a]\n',
    'title: x\n',
    'cover:\n',
  ],
]

/** Pieces that open and close what is dropped on purpose, and what only some readers know. */
const MORE_PIECES: readonly string[] = [
  ...[
    '\n[^1]: ',
    '\n::: {.gallery}\n',
    '\n\n![a](images/lamp.jpg)\n',
    '\n- [ ] ',
    '\n- [x] ',
    '\n***\n',
    '  \n',
    ' \\\n',
  ],
  ...[
    '![',
    '[',
    '](b)',
    '](x)',
    '![[',
    ']]',
    '{.mark}',
    '^[',
    '**',
    '*',
    '~~',
    '`',
    '\n| ',
    ' | ',
    '|\n',
    '\n~~~\n',
    '\n: ',
  ],
  ...[
    '<!-- ',
    ' -->',
    '{{< figure src="a" caption="',
    '" >}}',
    '<b>',
    '</b>',
    '<a href="x">',
    '</a>',
    '<span hidden>',
    '</span>',
  ],
  ...[
    'details',
    'summary',
    'iframe',
    'svg',
    'button',
    'video',
    'noscript',
    'title',
    'style',
    'textarea',
    'select',
    'option',
  ].flatMap((name) => [`<${name}>`, `</${name}>`]),
]

/** A text of Markdown full of words, each `a word`, with every construct in every order. */
export function spokenMarkdown(word: (index: number) => string): fc.Arbitrary<string> {
  const pieces = [...MARKDOWN_PIECES, ...MORE_PIECES].filter((piece) => !/\d{5}|lamp\d/.test(piece))
  return fc.array(fc.oneof(fc.constantFrom(...pieces), fc.constant('\u0001')), { maxLength: 30 }).map((all) => {
    let count = 0
    return all.map((piece) => (piece === '\u0001' ? ` ${word(count++)} ` : piece)).join('')
  })
}
