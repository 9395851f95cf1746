import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import type { NodeJson } from '../../core/essay/json.ts'
import { textOf, walk } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { schema } from '../../core/essay/schema.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import { publish } from '../../core/publication/publish.ts'
import { DESTINATIONS, destinationOf } from '../../core/publication/rehearsal/destination.ts'
import { lossPlace } from '../../core/publication/rehearsal/loss-place.ts'
import { type Remedy, remedyFor } from '../../core/publication/rehearsal/remedies.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { fixtureEssays } from '../builders/fixture-essays.ts'
import { doc, figure, h, marked, node, p, ref } from '../builders/nodes.ts'
import { richEssay } from '../builders/rich-essay.ts'

const options = {
  look: { stylesheet: '', stylesheetHash: '' },
  bytes: () => new Uint8Array(),
  dataUri: () => 'data:image/png;base64,AA==',
}
const TO_DESTINATIONS = PROFILES.flatMap((profile) => {
  const destination = destinationOf(profile)
  return destination ? [{ profile, destination: destination.id }] : []
})
const of = (...blocks: NodeJson[]): Essay => newEssay(ARBITRARY_ID, { body: doc(blocks) })
const mendOf = (kind: string, destination: Parameters<typeof remedyFor>[1] = 'medium') =>
  remedyFor(kind, destination)?.mend as NonNullable<Remedy['mend']>
const mended = (essay: Essay, kind: string, destination?: Parameters<typeof remedyFor>[1]) =>
  mendOf(kind, destination).apply(essay).body.content
const cell = (words: string, type = 'tableCell', attrs = {}) => node(type, attrs, ...(words ? [p(words)] : [p()]))
const row = (...cells: NodeJson[]) => node('tableRow', {}, ...cells)
const NO_COVER = {
  ...{ src: '', alt: 'A lamp', decorative: false, caption: [], credit: [] },
  ...{ creator: '', sourceUrl: '', license: '', licenseUrl: '', permission: '' as const },
}
const wordsOf = (body: NodeJson) => {
  const words = new Map<string, number>()
  walk(body, ({ text }) => {
    for (const word of text?.match(/[\p{L}]{2,}/gu) ?? []) words.set(word, (words.get(word) ?? 0) + 1)
  })
  return words
}

describe('what can be done about a loss', () => {
  it('is said for everything that a destination loses of any essay, in whole sentences', async () => {
    const unknown = new Set<string>()
    const look = async (essay: Essay) => {
      for (const { profile, destination } of TO_DESTINATIONS)
        for (const { kind } of (await publish(essay, profile, options)).losses)
          if (!remedyFor(kind, destination)) unknown.add(`${destination} ${kind}`)
    }
    for (const [, essay] of fixtureEssays()) await look(essay)
    await look(richEssay)
    await fc.assert(fc.asyncProperty(arbitraryEssay({ review: true }), look), { numRuns: 60 })
    expect([...unknown]).toEqual([])
    for (const { id, rules } of DESTINATIONS)
      for (const { kind } of rules)
        if (kind !== '') expect(remedyFor(kind, id)?.advice, `${id} ${kind}`).toMatch(/^[A-Z].*\.$/)
  })

  it('by a button leaves a body that fits the schema, with every word, and another press changes nothing', async () => {
    const mends = TO_DESTINATIONS.flatMap(({ destination }) =>
      [
        'table gallery pull-quote prompt verse quote checkbox layout underline highlight strike subscript superscript',
        'note-link missing-note suggestion heading',
      ]
        .flatMap((kinds) => kinds.split(' '))
        .flatMap((kind) => remedyFor(kind, destination)?.mend ?? []),
    )
    fc.assert(
      fc.property(arbitraryEssay({}), (essay) => {
        for (const { apply, label } of mends) {
          const after = apply(essay)
          if (after === essay) continue
          schema.nodeFromJSON(after.body).check()
          const kept = wordsOf(after.body)
          for (const [word, count] of wordsOf(essay.body))
            expect(kept.get(word) ?? 0, `${label}: ${word}`).toBeGreaterThanOrEqual(count)
          expect(apply(after), label).toBe(after)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('takes the loss away where its button is pressed', async () => {
    for (const { profile, destination } of TO_DESTINATIONS) {
      for (const loss of (await publish(richEssay, profile, options)).losses) {
        const mend = remedyFor(loss.kind, destination)?.mend
        const after = mend?.apply(richEssay) ?? richEssay
        if (after === richEssay) continue
        const left = (await publish(after, profile, options)).losses
          .filter(({ kind }) => kind === loss.kind)
          .reduce((sum, { count }) => sum + count, 0)
        expect(left, `${profile.id} ${loss.kind}`).toBeLessThan(loss.count)
      }
    }
  })

  it('leads to what is lost, not to the first words alike', async () => {
    const essay = of(
      p('Crudely counted, once.'),
      p('And ', marked('Crudely counted', 'highlight'), ' again.'),
      node('table', {}, row(cell('a'), cell('b'))),
    )
    const place = (kind: string, words: string) => lossPlace(essay.body, { place: words }, remedyFor(kind, 'medium'))
    expect(place('highlight', 'Crudely counted')).toEqual({ kind: 'block', block: 1 })
    expect(place('table', 'table')).toEqual({ kind: 'block', block: 2 })
    expect(place('cover', 'A tower')).toEqual({ kind: 'detail', field: 'cover' })
    expect(place('gallery', 'nowhere')).toBeNull()
    for (const { profile, destination } of TO_DESTINATIONS)
      for (const loss of (await publish(richEssay, profile, options)).losses)
        expect(
          lossPlace(richEssay.body, loss, remedyFor(loss.kind, destination)),
          `${profile.id} ${loss.kind}`,
        ).not.toBeNull()
  })
})

describe('the mends', () => {
  it('keep a note at its number where the cover has its number too, and the spaces of verse that may break', () => {
    const noted = of(p('Text', ref('a')), node('footnotes', {}, node('footnote', { id: 'a' }, p('A note.'))))
    const caption = [{ type: 'footnoteRef', attrs: { id: 'a' } }]
    const essay = { ...noted, metadata: { ...noted.metadata, cover: { ...NO_COVER, caption } } }
    expect(mendOf('note-link').apply(essay)).toBe(essay)
    expect(mendOf('note-link').apply(noted)).not.toBe(noted)

    const verse = node('verse', {}, 'One ', marked('two', 'bold'), ' three\n  four ', marked(' five', 'bold'))
    expect(textOf(mended(of(verse), 'verse')?.[0] as NodeJson)).toBe('One two three\n\u00a0\u00a0four \u00a0five')
  })

  it('write tables as lists, with the headings before their cells where each heading has some', () => {
    const head = (words: string) => cell(words, 'tableHeader')
    const items = (...rows: NodeJson[]) => mended(of(node('table', {}, ...rows)), 'table')?.[0]?.content?.map(textOf)
    expect(
      items(row(head('Climb'), head('Weather')), row(cell('First'), cell('Still')), row(cell('Third'), cell(''))),
    ).toEqual(['Climb: First; Weather: Still', 'Climb: Third'])
    expect(items(row(head('A'), head('Unused')), row(cell('one'), cell('')))).toEqual(['A; Unused', 'one'])
    const listed = node('tableCell', {}, node('bulletList', {}, node('listItem', {}, p('one'))))
    expect(items(row(head('Notes')), row(listed))).toEqual(['Notes', 'one'])
    expect(items(row(head('A'), head('B')), row(cell('both', 'tableCell', { colspan: 2 })))).toEqual(['A; B', 'both'])
    expect(mended(of(p('x'), node('table', {}, row(cell('')))), 'table')).toEqual([p('x'), { type: 'paragraph' }])
  })

  it('put notes of one paragraph and one number into brackets, and leave the others', () => {
    const essay = newEssay(ARBITRARY_ID, {
      body: doc(
        [p('She climbs.', ref('a'), ' Then', ref('b'), ', at last', ref('c'), ' and again', ref('c'), '.')],
        [
          ['a', p('A hundred steps.')],
          ['b', p('In the ', marked('second', 'italic'), ' reel.')],
          ['c', p('Twice.')],
        ],
      ),
    })
    const after = mendOf('note-link').apply(essay).body
    expect(textOf(after.content?.[0] as NodeJson)).toBe(
      'She climbs. (A hundred steps.) Then (In the second reel), at last and again.',
    )
    expect(after.content?.[1]?.content?.map(({ attrs }) => attrs?.id)).toEqual(['c'])
  })

  it('set marks that stay, write signs, part quotations, bring headings and figures to where they are taken', () => {
    expect(
      mended(of(p(marked('u', 'underline'), marked('i', 'italic', 'underline'))), 'underline', 'hugo-safe'),
    ).toEqual([p(marked('u', 'italic'), marked('i', 'italic'))])
    expect(mended(of(p('CO', marked('2', 'subscript'), marked('n', 'subscript'))), 'subscript')).toEqual([
      p('CO', { type: 'text', text: '₂' }, marked('n', 'subscript')),
    ])
    const source = node('attribution', {}, 'Eik')
    expect(mended(of(node('blockquote', {}, p('a'), p('b'), source)), 'quote', 'ghost')).toEqual([
      node('blockquote', {}, p('a')),
      node('blockquote', {}, p('b'), source),
    ])
    expect(mended(of(h(1, 'a'), h(3, 'b'), h(5, 'c')), 'heading')).toEqual([h(2, 'a'), h(3, 'b'), h(3, 'c')])
    const one = figure({ layout: 'wide' })
    const two = figure({ layout: 'left' })
    expect(mended(of(one, two), 'layout', 'ghost')).toEqual([one, figure({ layout: 'column' })])
    expect(mended(of(node('gallery', {}, one, two, node('figcaption', {}, 'Both'))), 'gallery')).toEqual([
      one,
      two,
      p('Both'),
    ])
    expect(mended(of(node('pullQuote', {}, p('q'), node('attribution'))), 'pull-quote')).toEqual([
      node('blockquote', {}, p('q')),
    ])
    expect(mended(of(node('verse', {}, 'Up\n  down')), 'verse')).toEqual([
      p('Up', { type: 'hardBreak' }, '\u00a0\u00a0down'),
    ])
    expect(
      mended(
        of(node('taskList', {}, node('taskItem', { checked: true }, p('done')), node('taskItem', {}, p('to do')))),
        'checkbox',
      ),
    ).toEqual([node('bulletList', {}, node('listItem', {}, p('☑ ', 'done')), node('listItem', {}, p('☐ ', 'to do')))])
  })
})
