import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { walk } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { toText } from '../../core/formats/text/write-text.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { doc, figure, h, type Inline, link, marked, node, p, ref } from '../builders/nodes.ts'
import { richEssay } from '../builders/rich-essay.ts'

const write = (...blocks: Parameters<typeof doc>) => toText(newEssay(ARBITRARY_ID, { body: doc(...blocks) }))
const item = (...content: readonly Inline[]) => node('listItem', {}, ...content)

describe('toText', () => {
  it('throws for a node or mark without a handler', () => {
    for (const type of ['carousel', 'constructor']) {
      expect(() => write([node(type)])).toThrow(type)
      expect(() => write([p(marked('x', type))])).toThrow(type)
    }
  })

  it('numbers notes by their first reference and lists them, one that is referred to from another too', () => {
    const { text, losses } = write(
      [p('One', ref('b'), ' two', ref('a'), ' again', ref('b'), ' none', ref('c'), '.')],
      [
        ['a', p('Note A'), p('goes on')],
        ['b', p('Note B', ref('d'))],
        ['d', p('Note D')],
        ['e', p('Nobody asks')],
      ],
    )
    expect(text).toBe(
      'One[1] two[2] again[1] none.\n\nNotes\n\n[1] Note B[3]\n\n[2] Note A\n\n    goes on\n\n[3] Note D\n\n[4] Nobody asks\n',
    )
    expect(losses).toMatchObject([{ kind: 'missing-note', place: 'One two again none.' }])
  })

  it('writes a figure as description, caption and credit', () => {
    const { text, losses } = write([
      figure(
        { src: '', alt: 'A lamp', license: 'CC BY 4.0', sourceUrl: 'https://a.example/' },
        ['Lit.'],
        ['Photo: Ana'],
      ),
      figure({ src: '', alt: 'x', decorative: true, creator: 'Jo' }),
    ])
    expect(text).toBe('[Figure 1: A lamp]\nLit. (Photo: Ana, CC BY 4.0)\n\n[Figure 2]\n(Jo)\n')
    expect(losses.map(({ kind, count, place }) => [kind, count, place])).toEqual([
      ['picture', 2, 'A lamp'],
      ['rights', 1, 'A lamp'],
    ])
  })

  it('writes lists, tasks, quotations, verse, code, tables and rules', () => {
    const { text } = write([
      node(
        'orderedList',
        { start: 9 },
        item(p('nine')),
        item(p('ten'), node('bulletList', {}, item(p('a')), item(p('b')))),
      ),
      node('bulletList', {}, item(p('x'), p('y')), item(p('z'))),
      node(
        'taskList',
        {},
        node('taskItem', { checked: true }, p('done')),
        node('taskItem', { checked: false }, p('not')),
      ),
      node('blockquote', {}, p('Said'), node('attribution', {}, 'She')),
      node('verse', {}, 'one\n  two'),
      node('codeBlock', { language: '' }, 'if x:\n\n  y'),
      node('horizontalRule'),
      node(
        'table',
        {},
        node('tableRow', {}, node('tableHeader', {}, p('A')), node('tableHeader', {}, p('B'))),
        node('tableRow', {}, node('tableCell', {}, p('1'), p('2')), node('tableCell', {}, p('3'))),
      ),
    ])
    expect(text).toBe(
      [
        ' 9. nine'.slice(1),
        '10. ten\n    - a\n    - b\n',
        '- x\n\n  y\n\n- z\n',
        '[x] done\n[ ] not\n',
        '    Said\n\n    — She\n',
        '    one\n      two\n',
        '    if x:\n\n      y\n',
        '* * *\n',
        'A\tB\n1 2\t3\n',
      ].join('\n'),
    )
  })

  it('puts an address behind its link once, and nothing behind an address that is its own text', () => {
    const to = link('https://example.org/')
    expect(
      write([
        p(marked('a ', to), marked('b', to, 'bold'), ' c ', marked('https://example.org/', to)),
        p(marked('a@b.example', link('mailto:a@b.example'))),
      ]).text,
    ).toBe('a b <https://example.org/> c https://example.org/\n\na@b.example\n')
  })

  it('counts what plain text cannot say, with its place', () => {
    const { losses } = write([
      h(2, 'Top'),
      p('a ', marked('b', 'bold'), marked('c', { type: 'comment', attrs: { threadId: 't' } })),
    ])
    expect(losses.map(({ kind, place }) => [kind, place])).toEqual([
      ['heading', 'Top'],
      ['formatting', 'a bc'],
      ['comment', 'a bc'],
    ])
  })

  it('says who wrote, edited and licensed it', () => {
    const { text } = toText(richEssay)
    expect(
      text.startsWith(
        'The Keeper and the Lamp\n\nWhy the camera never leaves the stair\n\nBy Mira Holt and Jonas Eik\n1 June 2026\n\n[A white tower',
      ),
    ).toBe(true)
    expect(text).toContain(
      '\n\nEdited by Ada Brandt, Teo Marsh and Wen Li\nFact-checking: Teo Marsh\nSound notes: Wen Li\nLicence: CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/\n',
    )
  })

  it('keeps the words of any essay, and every loss has a place', () => {
    fc.assert(
      fc.property(arbitraryEssay(), (essay) => {
        const { text, losses } = toText(essay)
        const bare = (value: string) => value.replace(/\s+/g, '')
        walk(essay.body, (one) => {
          if (one.type === 'text' && !one.marks?.length) expect(bare(text)).toContain(bare(one.text ?? ''))
        })
        expect(losses.filter((loss) => loss.place === '')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
