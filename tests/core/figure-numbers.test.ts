import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { figureHref, figureIdOf, figureNumbers } from '../../core/essay/figure-references.ts'
import { joinEssays } from '../../core/essay/join-essays.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { check, fixFinding } from '../../core/publication/checks.ts'
import { withFigureNumbers, withoutFigureNumbers } from '../../core/publication/figure-numbers.ts'
import { doc, figure, link, marked, node, p } from '../builders/nodes.ts'
import { profileNamed, published } from '../builders/published.ts'
import { RICH_ASSETS, richEssay } from '../builders/rich-essay.ts'

const src = `asset:${RICH_ASSETS[0]?.hash}`
const lamp = figure({ src, alt: 'A lamp' }, ['The lamp'])
const quay = figure({ src, alt: 'A quay', id: 'quay' }, [marked('The', 'italic'), ' quay'])
const bare = figure({ src, alt: 'A tower' })
const see = p('See ', marked('Figure 3', link(figureHref('quay'))), '.')

const essay = (numbers = true): Essay => ({
  ...newEssay('00000000-0000-4000-8000-000000000000', {
    metadata: { ...richEssay.metadata, cover: null, language: 'en' },
    assets: RICH_ASSETS,
    body: doc([see, lamp, node('gallery', { columns: 2 }, bare, quay, node('figcaption', {}, 'Both'))]),
  }),
  settings: { profile: 'html-page', goal: 0, ...(numbers ? { figureNumbers: true as const } : {}) },
})

describe('numbered figures', () => {
  it('are counted in reading order, the first of two with one id', () => {
    expect([...figureNumbers(essay().body)]).toEqual([['quay', 3]])
    expect(figureNumbers(doc([quay, lamp, quay])).get('quay')).toBe(1)
    expect(['#figure-quay', '#figure-3', '#quay', 'https://a.example/#figure-quay'].map(figureIdOf)).toEqual([
      'quay',
      null,
      null,
      null,
    ])
  })

  it('begin their captions with the number where the essay asks for it, and lose it again when they are read', () => {
    const numbered = withFigureNumbers(essay())
    expect(JSON.stringify(numbered.body)).toContain('"text":"Figure 2. "')
    expect(withoutFigureNumbers({ ...numbered, settings: essay(false).settings })).toEqual(essay())
    expect(withFigureNumbers(essay(false))).toEqual(essay(false))
    // One caption without its number: then they are words.
    const words = { ...essay(false), body: doc([figure({ src }, ['Figure 1. A lamp']), lamp]) }
    expect(withoutFigureNumbers(words)).toBe(words)
  })

  it('stay the same values while nothing before them changes', () => {
    const one = essay()
    expect(withFigureNumbers(one).body.content?.[1]).toBe(withFigureNumbers({ ...one }).body.content?.[1])
  })

  it.each([
    ['html-page', '<a href="#figure-quay">Figure 3</a>', 'id="figure-quay"', 'Figure 3. '],
    ['html-fragment', '<a href="#figure-quay">Figure 3</a>', 'id="figure-quay"', 'Figure 3. '],
    ['markdown', '[Figure 3](#figure-quay)', '<figure id="figure-quay"', 'Figure 3. '],
    ['pandoc', '[Figure 3](#figure-quay)', '#figure-quay', 'Figure 3. '],
  ])('are led to in %s', async (profile, reference, place, number) => {
    const { text } = await published(essay(), profile)
    for (const words of [reference, place, number]) expect(text).toContain(words)
  })

  it.each(['markdown-plain', 'wordpress', 'hugo', 'text', 'medium'])(
    'are named without a link in %s, which is said',
    async (profile) => {
      const { text, losses } = await published(essay(), profile)
      expect(text).toContain('See Figure 3.')
      expect(text).not.toContain('#figure-quay')
      expect(losses.map(({ kind }) => kind)).toContain('figure-link')
    },
  )

  it('are missed where a reference leads nowhere, which a button mends', () => {
    const broken = { ...essay(), body: doc([see, lamp]) }
    const finding = check(broken, profileNamed('html-page')).find(({ rule }) => rule === 'figure-reference-missing')
    expect(finding?.place).toEqual({ kind: 'block', block: 0 })
    expect(finding && fixFinding(broken, finding)?.body.content?.[0]).toEqual(p('See ', 'Figure 3', '.'))
  })

  it('keep their references when two essays become one', () => {
    const { body } = joinEssays([essay(), essay()]).essay
    const references = JSON.stringify(body).match(/#figure-quay(-\d)?/g)
    expect(references).toEqual(['#figure-quay', '#figure-quay-2'])
    expect([...figureNumbers(body).keys()]).toEqual(['quay', 'quay-2'])
  })
})
