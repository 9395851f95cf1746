import fc from 'fast-check'

const TAGS = [
  'p',
  'div',
  'span',
  'b',
  'i',
  'em',
  'a',
  'ul',
  'ol',
  'li',
  'table',
  'tr',
  'td',
  'th',
  'tbody',
  'caption',
  'blockquote',
  'cite',
  'figure',
  'figcaption',
  'small',
  'h1',
  'h2',
  'h6',
  'pre',
  'code',
  'sup',
  'sub',
  'section',
  'aside',
  'article',
  'main',
  'nav',
  'header',
  'footer',
  'dl',
  'dt',
  'dd',
  'details',
  'summary',
  'mark',
  'u',
  's',
  'q',
  'ruby',
  'rt',
  'font',
  'center',
  'x-y',
  'o:p',
  'math',
  'svg',
  'label',
  'noscript',
  'button',
  'form',
  'br',
  'hr',
  'img',
  'input',
] as const

const ATTRIBUTES = [
  'class="wp-caption"',
  'class="wp-caption-text"',
  'class="pullquote"',
  'class="footnotes"',
  'class="gallery"',
  'class="kg-gallery-card"',
  'class="entry-content"',
  'class="MsoListParagraph" style="mso-list:l0 level2 lfo1"',
  'class="MsoNormal"',
  'class="ListContainerWrapper"',
  'class="lst-kix_a-1"',
  'class="discussion-prompt"',
  'class="comments"',
  'style="font-weight:700"',
  'style="white-space:pre-wrap"',
  'style="vertical-align:super"',
  'style="mso-list:Ignore"',
  'lang="fr"',
  'dir="rtl"',
  'id="fn1"',
  'id="fnref1"',
  'name="fn1"',
  'href="#fn1"',
  'href="#fnref1"',
  'href="https://example.org/?utm_source=x"',
  'href="javascript:alert(1)"',
  'src="images/lamp.jpg"',
  'src="https://example.org/x.png"',
  'src="data:image/gif;base64,R0lGOD"',
  'alt="A lamp"',
  'width="1"',
  'height="1"',
  'colspan="3"',
  'rowspan="0"',
  'align="right"',
  'start="7"',
  'type="checkbox" checked',
  'data-fn="a"',
  'data-type="taskItem"',
  'role="presentation"',
  'title="t"',
  '__proto__="x"',
  'constructor',
  '=',
  '"',
  "'<'",
] as const

const TEXTS = [
  'lamp',
  ' ',
  '\n',
  '1',
  '[1]',
  '—',
  '☑ ',
  '&nbsp;',
  '&lt;',
  '&#0;',
  '&#x1f600;',
  '[caption width="1"]',
  '[/caption]',
  '\u0000',
  '\ud800',
  '<',
  '<!',
  '<!--',
  '-->',
  '<![if !x]>',
  '<![endif]>',
  '</',
  '</p>',
  '</table>',
  '</b>',
  '</li>',
  ']]>',
  'light',
  '\u00a0',
  '\t',
]

/** Broken HTML: tags opened and never closed, closed and never opened, attributes of every dialect in places where they mean nothing. */
export const htmlSoup: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc
          .record({
            tag: fc.constantFrom(...TAGS),
            attributes: fc.array(fc.constantFrom(...ATTRIBUTES), { maxLength: 2 }),
          })
          .map(({ tag, attributes }) => `<${[tag, ...attributes].join(' ')}>`),
      },
      { weight: 3, arbitrary: fc.constantFrom(...TAGS).map((tag) => `</${tag}>`) },
      { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''))

const QUIET_TAGS = [
  'p',
  'div',
  'span',
  'b',
  'i',
  'em',
  'ul',
  'ol',
  'li',
  'blockquote',
  'h2',
  'pre',
  'code',
  'sup',
  'section',
  'article',
  'table',
  'tr',
  'td',
  'figure',
  'figcaption',
  'x-y',
  'dl',
  'dt',
  'dd',
  'cite',
  'small',
  'font',
  'center',
  'br',
  'hr',
] as const

const QUIET_CLASSES = [
  'wp-caption',
  'wp-caption-text',
  'captioned-image-container',
  'caption',
  'gallery',
  'wp-block-gallery',
  'kg-gallery-card',
  'gallery-item',
  'pullquote',
  'wp-block-pullquote',
  'attribution',
  'credit',
  'footnotes',
  'wp-block-embed',
  'kg-callout-card',
  'kg-callout-text',
  'highlight',
  'rouge-table',
  'verse',
  'MsoQuote',
  'MsoListParagraph',
  'ListContainerWrapper',
  'lst-kix_a-1',
  'title',
  'task-list',
] as const

/** Broken HTML without anything that is left out on purpose: every one of its words must survive. */
export const wordySoup: fc.Arbitrary<{ readonly html: string; readonly words: readonly string[] }> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...QUIET_TAGS).map((tag) => ({ html: `<${tag}>`, word: '' })) },
      {
        weight: 2,
        arbitrary: fc
          .record({
            tag: fc.constantFrom('div', 'figure', 'p', 'blockquote', 'dl', 'li', 'aside', 'table', 'ul'),
            name: fc.constantFrom(...QUIET_CLASSES),
          })
          .map(({ tag, name }) => ({ html: `<${tag} class="${name}">`, word: '' })),
      },
      {
        weight: 2,
        arbitrary: fc
          .constantFrom(
            '<img src="images/lamp.jpg" alt="">',
            '<a href="#fn1" id="fnref1">',
            '<li id="fn1">',
            '<a href="#fnref1">',
            '</a>',
          )
          .map((html) => ({ html, word: '' })),
      },
      { weight: 2, arbitrary: fc.constantFrom(...QUIET_TAGS).map((tag) => ({ html: `</${tag}>`, word: '' })) },
      {
        weight: 3,
        arbitrary: fc
          .integer({ min: 1, max: 9999 })
          .map((number) => ({ html: ` lamp${number} `, word: `lamp${number}` })),
      },
    ),
    { maxLength: 40 },
  )
  .map((pieces) => ({
    html: pieces.map((piece) => piece.html).join(''),
    words: pieces.map((piece) => piece.word).filter((word) => word !== ''),
  }))

/** Elements and names beyond those of `htmlSoup`: what is dropped on purpose, and what pages put around their text. */
const LEFT_OUT_TAGS = [
  ...['iframe', 'video', 'audio', 'object', 'canvas', 'select', 'option', 'textarea', 'template', 'title', 'style'],
  ...['script', 'dialog', 'legend', 'fieldset', 'picture', 'del', 'ins', 'kbd', 'time', 'address', 'body', 'h3', 'h4'],
] as const
const PAGE_ATTRIBUTES = [
  'hidden',
  'style="display:none"',
  'role="navigation"',
  'id="TOC"',
  'id="comments"',
  'itemprop="articleBody"',
  ...[
    ...['share', 'related', 'byline', 'author', 'p-author h-card', 'post-meta', 'entry-title', 'subtitle', 'sr-only'],
    ...['post-content', 'featured-image', 'kg-bookmark-card', 'kg-toggle-card', 'wp-block-embed', 'verse', 'highlight'],
    ...[
      'MsoFootnoteText',
      'MsoTitle',
      'MsoSubtitle',
      'MsoCaption',
      'credit',
      'attribution',
      'caption',
      'title',
      'date',
    ],
    ...[
      'image-caption',
      'captioned-image-container',
      'footnote',
      'footnote-content',
      'sidenote',
      'marginnote',
      'emoji',
    ],
    ...['task-list-item', 'kg-file-card', 'kg-audio-card', 'kg-video-card', 'gallery-item', 'blocks-gallery-item'],
    ...['anchor', 'headerlink', 'reversefootnote', 'footnote-backref', 'line-number', 'lineno', 'gutter', 'poll'],
    ...['post-excerpt', 'p-summary', 'standfirst', 'discussion-prompt', 'contributors', 'colophon', 'e-content'],
  ].map((name) => `class="${name}"`),
] as const

/** Broken HTML full of words, each `a word`, among everything that any pass looks at. */
export function spokenSoup(word: (index: number) => string): fc.Arbitrary<string> {
  const attributes = fc.array(fc.constantFrom(...ATTRIBUTES, ...PAGE_ATTRIBUTES, ...PAGE_ATTRIBUTES), { maxLength: 2 })
  const tag = fc.constantFrom(...TAGS, ...LEFT_OUT_TAGS)
  return fc
    .array(
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({ tag, attributes }).map((one) => `<${[one.tag, ...one.attributes].join(' ')}>`),
        },
        { weight: 3, arbitrary: tag.map((name) => `</${name}>`) },
        { weight: 1, arbitrary: fc.constantFrom(...TEXTS.filter((text) => !/l/.test(text))) },
        { weight: 5, arbitrary: fc.constant('\u0001') },
      ),
      { maxLength: 25 },
    )
    .map((pieces) => {
      let count = 0
      return pieces.map((piece) => (piece === '\u0001' ? ` ${word(count++)} ` : piece)).join('')
    })
}
