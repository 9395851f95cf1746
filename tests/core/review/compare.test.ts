import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NodeJson } from '../../../core/essay/json.ts'
import { align } from '../../../core/review/align.ts'
import {
  type ComparedLine,
  type Comparison,
  changedDetails,
  compareBodies,
  compareEssays,
} from '../../../core/review/compare.ts'
import { bodyLines } from '../../../core/review/lines.ts'
import { arbitraryBody } from '../../builders/arbitrary-body.ts'
import { buildEssay, withTitle } from '../../builders/essay.ts'
import { doc, figure, h, marked, node, p, ref } from '../../builders/nodes.ts'

/** A comparison as one reads it: `-gone-`, `+new+`, `~other style~`; a mark before the line says its fate. */
const SIGNS = { same: '', added: '+', removed: '-', restyled: '~' }
const FATES = { same: ' ', changed: '*', added: '+', removed: '-', 'moved-from': '<', 'moved-to': '>' }
const shown = ({ lines }: Comparison): string[] => lines.map(lineShown)
const lineShown = ({ fate, pieces }: ComparedLine): string =>
  FATES[fate] +
  pieces
    .map((one) => {
      const text = one.kind === 'text' ? one.text : `[${one.kind}${one.text === '' ? '' : ` ${one.text}`}]`
      return fate === 'changed' ? SIGNS[one.fate] + text + SIGNS[one.fate] : text
    })
    .join('')
const compared = (before: readonly NodeJson[], after: readonly NodeJson[]) => compareBodies(doc(before), doc(after))

describe('the comparison of two texts', () => {
  it('shows words that were changed, added and removed, and counts them', () => {
    const found = compared(
      [h(2, 'Fog'), p('The keeper counts her steps at night.'), p('Gone is this one.'), p('The end.')],
      [h(2, 'Fog'), p('The old keeper counts her breaths at night.'), p('The end.'), p('And more.')],
    )
    expect(shown(found)).toEqual([
      ' Fog',
      '*The +old +keeper counts her -steps-+breaths+ at night.',
      '-Gone is this one.',
      ' The end.',
      '+And more.',
    ])
    expect(found).toMatchObject({ addedWords: 4, removedWords: 5, isSame: false })
    expect(found.lines[1]).toMatchObject({ role: 'paragraph', before: 1, after: 1 })
    expect(found.lines[2]).toMatchObject({ before: 2, after: null })
  })

  it('finds a paragraph again that was moved, rewritten in part or turned into a heading', () => {
    const [first, fourth, third] = [p('First of the paragraphs.'), p('The fourth.'), p('A third one stands here.')]
    const before = [first, p('Second of all.'), fourth, third]
    expect(shown(compared(before, [third, first, h(3, 'Second of all.'), fourth]))).toEqual([
      '>A third one stands here.',
      ' First of the paragraphs.',
      '*~Second of all.~',
      ' The fourth.',
      '<A third one stands here.',
    ])
  })

  it('tells other marks, notes, pictures, alt texts and captions apart from words', () => {
    const before = [
      p('One ', marked('strong', 'bold'), ' word.', ref('a')),
      figure({ src: 'asset:1', alt: 'A lamp' }, ['By night'], []),
    ]
    const after = [p('One strong word.', ref('b')), figure({ src: 'asset:2', alt: 'A lit lamp' }, ['By day'], [])]
    expect(shown(compared(before, after))).toEqual([
      '*One ~strong~ word.-[note]-+[note]+',
      '*-[picture A lamp]-+[picture A lit lamp]+A+ lit+ lamp',
      '*By -night-+day+',
      ' ',
    ])
  })

  it('sees what only the blocks around say: a box that was ticked, a list that became a quotation', () => {
    const task = (checked: boolean) => node('taskList', {}, node('taskItem', { checked }, p('Buy oil.')))
    expect(shown(compared([task(false)], [task(true)]))).toEqual(['*~Buy oil.~'])
    expect(
      shown(
        compared(
          [node('bulletList', {}, node('listItem', {}, p('Buy oil.')))],
          [node('blockquote', {}, p('Buy oil.'))],
        ),
      ),
    ).toEqual(['*~Buy oil.~'])
    expect(compared([task(true)], [task(true)]).isSame).toBe(true)
  })

  it('compares scripts without spaces by character', () => {
    expect(shown(compared([p('灯台の光が見える。')], [p('灯台の影が見える。')]))).toEqual(['*灯台の-光-+影+が見える。'])
  })

  it('compares title, standfirst and cover as lines, and names the other details', () => {
    const { essay } = buildEssay({ title: 'The lamp' })
    const other = withTitle(essay, 'The lamps')
    const later = { ...other, metadata: { ...other.metadata, tags: ['light'], date: '2026-11-27' }, people: [] }
    expect(shown(compareEssays(essay, later))[0]).toBe('*The -lamp-+lamps+')
    expect(compareEssays(essay, essay).isSame).toBe(true)
    expect(changedDetails(essay, essay)).toEqual([])
    expect(changedDetails(essay, later)).toEqual(expect.arrayContaining(['tags', 'date']))
  })

  it('gives back both texts, whatever was changed', () => {
    const said = (comparison: Comparison, side: 'added' | 'removed') =>
      comparison.lines
        .filter(({ fate }) => fate !== (side === 'added' ? 'removed' : 'added'))
        .filter(({ fate }) => fate !== (side === 'added' ? 'moved-from' : 'moved-to'))
        .map(({ role, pieces }) => {
          const own = pieces.filter(({ fate }) => fate === side || fate === 'same' || fate === 'restyled')
          return `${role}:${own.map(({ kind, text }) => (kind === 'text' ? text : '')).join('')}`
        })
    const textOfLines = (body: Parameters<typeof bodyLines>[0]) =>
      bodyLines(body).map(({ role, tokens }) => {
        return `${role}:${tokens.map(({ kind, text }) => (kind === 'text' ? text : '')).join('')}`
      })
    fc.assert(
      fc.property(arbitraryBody(), arbitraryBody(), fc.boolean(), (one, other, mix) => {
        const after = mix
          ? { ...other, content: [...(one.content ?? []).slice(0, 3), ...(other.content ?? [])] }
          : other
        const comparison = compareBodies(one, after)
        expect(said(comparison, 'added')).toEqual(textOfLines(after))
        // A changed line stands under the role that it has after; before it may have been another.
        const roleless = (lines: readonly string[]) => lines.map((line) => line.slice(line.indexOf(':')))
        expect(roleless(said(comparison, 'removed'))).toEqual(roleless(textOfLines(one)))
        expect(compareBodies(one, one).isSame).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('is quick with a long text of which every second paragraph changed', () => {
    const words = (seed: number) => Array.from({ length: 60 }, (_, at) => `word${(seed * 7 + at * 13) % 997}`).join(' ')
    const before = Array.from({ length: 1_500 }, (_, at) => p(words(at)))
    const after = before.map((one, at) => (at % 2 === 0 ? one : p(`${words(at)} and one more`)))
    const found = compared(before, after)
    expect(found.addedWords).toBe(750 * 3)
    expect(found.removedWords).toBe(0)
  })
})

describe('the alignment', () => {
  it('holds equal elements in rising order only, and all of them where nothing changed', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 40 })
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const pairs = align(before, after)
        for (const [one, other] of pairs) expect(before[one]).toBe(after[other])
        pairs.slice(1).forEach(([one, other], index) => {
          const [a, b] = pairs[index] as readonly [number, number]
          expect(one > a && other > b).toBe(true)
        })
        expect(align(before, before)).toHaveLength(before.length)
      }),
      { numRuns: 300 },
    )
  })
})
