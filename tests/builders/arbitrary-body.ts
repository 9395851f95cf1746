import fc from 'fast-check'
import type { BodyJson, MarkJson, NodeJson } from '../../core/essay/json.ts'
import { readBody } from '../../core/essay/read-essay.ts'
import { FIGURE_LAYOUTS } from '../../core/essay/schema.ts'
import { normaliseHref } from '../../core/essay/url.ts'
import { anyLine } from './arbitrary-text.ts'
import { ASSETS } from './example-assets.ts'

/** What the generated body is made of. */
export interface BodyOptions {
  /** Lines of text; newlines are put in by the nodes that may hold them. */
  readonly line?: fc.Arbitrary<string>
  /** Comments and suggested changes too, which publications leave out. */
  readonly review?: boolean
  /** Leave these node types out. */
  readonly without?: readonly string[]
}

/**
 * Random bodies that fit the schema, every node and mark among them, small and shrinkable. They are in the form that `readBody`
 * gives, and normal as the editor keeps them: touching runs of equal marks are one, atoms carry no marks (pictures: a link), notes stand in
 * the order of their references and every reference has one, an attribution under a quotation is not empty.
 */
export function arbitraryBody(options: BodyOptions = {}): fc.Arbitrary<BodyJson> {
  const line = options.line ?? anyLine
  const parts = partsOf(line, options)
  return fc
    .record({
      blocks: fc.array(parts.block(0), { minLength: 1, maxLength: 5 }),
      notes: fc.array(parts.noteContent, { minLength: 6, maxLength: 6 }),
    })
    .map(({ blocks, notes }) => {
      const ids: string[] = []
      collectRefs(blocks, ids)
      const footnotes = ids.map(
        (id): NodeJson => ({ type: 'footnote', attrs: { id }, content: notes[NOTE_IDS.indexOf(id)] ?? [] }),
      )
      return normalBody({
        type: 'doc',
        content: footnotes.length > 0 ? [...blocks, { type: 'footnotes', content: footnotes }] : blocks,
      })
    })
}

/** The body as `readBody` gives it; throws where it does not fit the schema, which is a fault of the builder. */
export function normalBody(body: NodeJson): BodyJson {
  const read = readBody(body)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

/** Inline content of text and breaks only, as a cover's caption holds it. */
export function arbitraryLine(line: fc.Arbitrary<string> = anyLine): fc.Arbitrary<readonly NodeJson[]> {
  return partsOf(line, { without: ['image', 'footnoteRef'] }).inline
}

const NOTE_IDS: readonly string[] = ['fn-1', 'fn-2', '3', 'a', 'lamp-oil', '0e7c1d2a-5b1f-4c22-9a11-3f6f5a2b1c00']

const HREFS = [
  'https://example.org/',
  'https://example.org/a_b*c?x=1&y=2#part',
  'http://example.org/a%20(b)',
  'mailto:reader@example.org',
  'tel:+4930123456',
  '#notes',
  'images/lamp.html',
  '/about',
  '../x?y',
  'https://example.org/é\\|<>"`',
].map((address) => normaliseHref(address) ?? '')

const REMOTE = ['https://example.org/lamp.jpg', 'images/a%20b.png', '../x_y*.jpg']

function partsOf(line: fc.Arbitrary<string>, options: BodyOptions) {
  const has = (type: string) => !options.without?.includes(type)
  const href = fc.constantFrom(...HREFS)
  const optionalHref = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: href })
  const words = fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 3, arbitrary: line })
  const lang = fc.constantFrom('', '', '', 'fr', 'de-CH', 'ar')
  const dir = fc.constantFrom(null, null, null, 'ltr', 'rtl', 'auto')
  const language = { lang, dir }
  const src = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ASSETS.map((asset) => `asset:${asset.hash}`)) },
    { weight: 1, arbitrary: fc.constantFrom('', ...REMOTE) },
  )
  const pixels = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 4000 }))

  const mark = fc.oneof(
    ...['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript', 'code'].map((type) => ({
      weight: 3,
      arbitrary: fc.constant<MarkJson>({ type }),
    })),
    {
      weight: 3,
      arbitrary: fc
        .record({ href, title: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: line }) })
        .map((attrs): MarkJson => ({ type: 'link', attrs })),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(null, 'yellow', 'green', 'blue', 'pink')
        .map((color): MarkJson => ({ type: 'highlight', attrs: { color } })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ lang: fc.constantFrom('fr', 'la', 'zh-Hant', 'he'), dir: fc.constantFrom(null, 'ltr', 'rtl') })
        .map((attrs): MarkJson => ({ type: 'language', attrs })),
    },
    ...(options.review
      ? [
          {
            weight: 2,
            arbitrary: fc
              .constantFrom('t1', 't2')
              .map((threadId): MarkJson => ({ type: 'comment', attrs: { threadId } })),
          },
          {
            weight: 1,
            arbitrary: fc
              .constantFrom('insertion', 'deletion')
              .map((type): MarkJson => ({ type, attrs: { id: 's1', author: 'A', time: '' } })),
          },
        ]
      : []),
  )
  const marks = fc.oneof(
    { weight: 3, arbitrary: fc.constant<readonly MarkJson[]>([]) },
    { weight: 2, arbitrary: fc.array(mark, { maxLength: 3 }).map(compatible) },
  )

  const run = (text: fc.Arbitrary<string>) =>
    fc
      .record({ text, marks })
      .map(({ text, marks }): NodeJson => (marks.length > 0 ? { type: 'text', marks, text } : { type: 'text', text }))
  const image = fc
    .record({
      attrs: fc.record({ src, alt: words, title: words, width: pixels, height: pixels }),
      link: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: href }),
    })
    .map(
      ({ attrs, link }): NodeJson => ({
        type: 'image',
        attrs,
        ...(link === null ? {} : { marks: [{ type: 'link', attrs: { href: link, title: '' } }] }),
      }),
    )
  const inlineOf = (text: fc.Arbitrary<string>) =>
    fc
      .array(
        fc.oneof(
          { weight: 8, arbitrary: run(text) },
          { weight: 1, arbitrary: fc.constant<NodeJson>({ type: 'hardBreak' }) },
          ...(has('image') ? [{ weight: 1, arbitrary: image }] : []),
          ...(has('footnoteRef')
            ? [
                {
                  weight: 1,
                  arbitrary: fc
                    .constantFrom(...NOTE_IDS)
                    .map((id): NodeJson => ({ type: 'footnoteRef', attrs: { id } })),
                },
              ]
            : []),
        ),
        { maxLength: 4 },
      )
      .map(joinRuns)
  const inline = inlineOf(line)
  const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'))

  const node = (type: string, attrs: fc.Arbitrary<NodeJson['attrs']>, content: fc.Arbitrary<readonly NodeJson[]>) =>
    fc.record({ attrs, content }).map(
      ({ attrs, content }): NodeJson => ({
        type,
        ...(attrs ? { attrs } : {}),
        ...(content.length > 0 ? { content } : {}),
      }),
    )
  const none = fc.constant(undefined)
  const paragraph = node('paragraph', fc.record(language), inline)
  const attribution = node('attribution', none, inline)
  const fullAttribution = node(
    'attribution',
    none,
    inline.filter((content) => content.length > 0),
  )
  const caption = node('figcaption', none, inline)
  const figure = fc
    .record({
      attrs: fc.record({
        // No two figures have one id.
        id: fc.option(
          fc.noShrink(fc.uuid()).map((id) => `f-${id}`),
          { nil: '' },
        ),
        src,
        alt: words,
        decorative: fc.boolean(),
        width: pixels,
        height: pixels,
        layout: fc.constantFrom(...FIGURE_LAYOUTS),
        href: optionalHref,
        creator: words,
        sourceUrl: optionalHref,
        license: words,
        licenseUrl: optionalHref,
        permission: fc.constantFrom('', 'own', 'free-licence', 'public-domain', 'asked', 'granted'),
      }),
      caption,
      credit: node('figcredit', none, inline),
    })
    .map(({ attrs, caption, credit }): NodeJson => ({ type: 'figure', attrs, content: [caption, credit] }))

  const block = (depth: number): fc.Arbitrary<NodeJson> => {
    const leaves: [number, string, fc.Arbitrary<NodeJson>][] = [
      [8, 'paragraph', paragraph],
      [2, 'heading', node('heading', fc.record({ level: fc.integer({ min: 1, max: 6 }), ...language }), inline)],
      [1, 'horizontalRule', fc.constant<NodeJson>({ type: 'horizontalRule' })],
      [
        1,
        'codeBlock',
        node(
          'codeBlock',
          fc.record({ language: fc.constantFrom('', 'ts', 'c++', 'objective c', 'a"b') }),
          fc.oneof(
            fc.constant<NodeJson[]>([]),
            fc
              .oneof(
                lines,
                lines.map((text) => `\n${text}\n`),
              )
              .map((text): NodeJson[] => [{ type: 'text', text }]),
          ),
        ),
      ],
      [1, 'verse', node('verse', fc.record(language), inlineOf(lines))],
      [2, 'figure', figure],
      [
        1,
        'gallery',
        fc
          .record({
            attrs: fc.record({
              columns: fc.integer({ min: 1, max: 6 }),
              layout: fc.constantFrom('column', 'wide', 'full'),
            }),
            figures: fc.array(figure, { minLength: 2, maxLength: 3 }),
            caption,
          })
          .map(({ attrs, figures, caption }): NodeJson => ({ type: 'gallery', attrs, content: [...figures, caption] })),
      ],
      [
        1,
        'pullQuote',
        fc
          .record({
            align: fc.constantFrom(null, 'left', 'right', 'wide'),
            words: fc.array(paragraph, { minLength: 1, maxLength: 2 }),
            attribution,
          })
          .map(
            ({ align, words, attribution }): NodeJson => ({
              type: 'pullQuote',
              attrs: { align },
              content: [...words, attribution],
            }),
          ),
      ],
    ]
    const inner: [number, string, fc.Arbitrary<NodeJson>][] = []
    if (depth < 3) {
      const deeper = block(depth + 1)
      const blocks = fc.array(deeper, { minLength: 1, maxLength: 2 })
      const afterParagraph = fc
        .record({ first: paragraph, rest: fc.array(deeper, { maxLength: 1 }) })
        .map(({ first, rest }) => [first, ...rest])
      const cell = fc
        .record({
          type: fc.constantFrom('tableCell', 'tableCell', 'tableHeader'),
          attrs: fc.record({
            colspan: fc.constantFrom(1, 1, 1, 2),
            rowspan: fc.constantFrom(1, 1, 1, 2),
            align: fc.constantFrom(null, 'left', 'center', 'right'),
            colwidth: fc.constantFrom(null, null, null, [120], [80, 0]),
          }),
          content: fc.oneof({ weight: 3, arbitrary: paragraph.map((one) => [one]) }, { weight: 1, arbitrary: blocks }),
        })
        .map((all): NodeJson => all)
      const plainCell = paragraph.map(
        (one): NodeJson => ({
          type: 'tableCell',
          attrs: { colspan: 1, rowspan: 1, align: null, colwidth: null },
          content: [one],
        }),
      )
      const row = (one: fc.Arbitrary<NodeJson>, least: number, most: number) =>
        node('tableRow', none, fc.array(one, { minLength: least, maxLength: most }))
      const header = (content: NodeJson): NodeJson => ({
        ...content,
        content: (content.content ?? []).map((one) => ({ ...one, type: 'tableHeader' })),
      })
      inner.push(
        [
          2,
          'blockquote',
          fc.record({ blocks, source: fc.option(fullAttribution) }).map(
            ({ blocks, source }): NodeJson => ({
              type: 'blockquote',
              content: [...blocks, ...(source ? [source] : [])],
            }),
          ),
        ],
        [
          2,
          'bulletList',
          node('bulletList', none, fc.array(node('listItem', none, blocks), { minLength: 1, maxLength: 3 })),
        ],
        [
          2,
          'orderedList',
          node(
            'orderedList',
            fc.record({ start: fc.constantFrom(1, 1, 0, 7, 999_999_999) }),
            fc.array(node('listItem', none, blocks), { minLength: 1, maxLength: 3 }),
          ),
        ],
        [
          1,
          'taskList',
          node(
            'taskList',
            none,
            fc.array(node('taskItem', fc.record({ checked: fc.boolean() }), afterParagraph), {
              minLength: 1,
              maxLength: 3,
            }),
          ),
        ],
        [1, 'table', node('table', none, fc.array(row(cell, 0, 3), { minLength: 1, maxLength: 3 }))],
        [
          1,
          'table',
          fc
            .record({ head: row(plainCell, 2, 2).map(header), rows: fc.array(row(plainCell, 2, 2), { maxLength: 2 }) })
            .map(({ head, rows }): NodeJson => ({ type: 'table', content: [head, ...rows] })),
        ],
        [
          1,
          'discussionPrompt',
          node(
            'discussionPrompt',
            fc.record({ kind: fc.constantFrom('question', 'activity', 'note') }),
            afterParagraph,
          ),
        ],
      )
    }
    return fc.oneof(
      ...[...leaves, ...inner].filter(([, type]) => has(type)).map(([weight, , arbitrary]) => ({ weight, arbitrary })),
    )
  }

  const noteBlocks = partsOfNote(line, options, paragraph)
  return { block, inline, noteContent: noteBlocks }
}

/** Notes without references of their own: paragraphs, sometimes a list or code after the first. */
function partsOfNote(
  line: fc.Arbitrary<string>,
  options: BodyOptions,
  fallback: fc.Arbitrary<NodeJson>,
): fc.Arbitrary<readonly NodeJson[]> {
  if (options.without?.includes('footnoteRef')) return fallback.map((one) => [one])
  const parts = partsOf(line, { ...options, without: [...(options.without ?? []), 'footnoteRef'] })
  const paragraph = parts.block(3).filter((node) => node.type === 'paragraph')
  return fc
    .record({ first: paragraph, rest: fc.array(parts.block(2), { maxLength: 1 }) })
    .map(({ first, rest }) => [first, ...rest])
}

const EXCLUDING: Readonly<Record<string, readonly string[]>> = {
  subscript: ['superscript'],
  superscript: ['subscript'],
  insertion: ['deletion'],
  deletion: ['insertion'],
}

function compatible(marks: readonly MarkJson[]): readonly MarkJson[] {
  const kept: MarkJson[] = []
  for (const mark of marks) {
    if (
      kept.some(
        (one) =>
          (one.type === mark.type && (mark.type !== 'comment' || one.attrs?.threadId === mark.attrs?.threadId)) ||
          EXCLUDING[mark.type]?.includes(one.type),
      )
    )
      continue
    kept.push(mark)
  }
  return kept.sort((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type))
}

const MARK_ORDER = [
  'link',
  'comment',
  'insertion',
  'deletion',
  'language',
  'bold',
  'italic',
  'underline',
  'strike',
  'highlight',
  'subscript',
  'superscript',
  'code',
]

function joinRuns(nodes: readonly NodeJson[]): readonly NodeJson[] {
  const joined: NodeJson[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks))
      joined[joined.length - 1] = { ...last, text: `${last.text}${node.text}` }
    else joined.push(node)
  }
  return joined
}

function collectRefs(nodes: readonly NodeJson[], into: string[]): void {
  for (const node of nodes) {
    const id = node.type === 'footnoteRef' ? String(node.attrs?.id) : ''
    if (id !== '' && !into.includes(id)) into.push(id)
    if (node.content) collectRefs(node.content, into)
  }
}
