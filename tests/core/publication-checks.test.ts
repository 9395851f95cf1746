import { describe, expect, it } from 'vitest'
import type { Cover, Credit, Essay, Person } from '../../core/essay/essay.ts'
import type { NodeJson } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { craftRules } from '../../core/publication/checks/craft-rules.ts'
import { doubledWords } from '../../core/publication/checks/doubled-words.ts'

import { check, RULES } from '../../core/publication/checks.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import { doc, figure, h, link, marked, node, p, ref } from '../builders/nodes.ts'
import { RICH_ASSETS, richEssay } from '../builders/rich-essay.ts'

const page = PROFILES[0] as Profile
const src = RICH_ASSETS[0] ? `asset:${RICH_ASSETS[0].hash}` : ''
const [, stair, lamp] = RICH_ASSETS.map(({ hash }) => `asset:${hash}`)
const sound = { src, alt: 'A brass lamp', creator: 'Ana Liu', permission: 'own' }
const mira: Person = { id: 'mira', name: 'Mira', sortName: '', url: '', bio: '', portrait: '' }
const author: Credit = { person: 'mira', role: 'author', label: '', visible: true }

/** An essay without a flaw but for what is given. */
function essay(
  parts: {
    metadata?: Partial<Essay['metadata']>
    body?: readonly NodeJson[]
    notes?: Parameters<typeof doc>[1]
    people?: readonly Person[]
    credits?: readonly Credit[]
    assets?: Essay['assets']
  } = {},
): Essay {
  return newEssay('00000000-0000-4000-8000-000000000000', {
    metadata: { ...richEssay.metadata, cover: null, ...parts.metadata },
    people: parts.people ?? [mira],
    credits: parts.credits ?? [author],
    assets: parts.assets ?? RICH_ASSETS,
    body: doc(parts.body ?? [p('Some text.')], parts.notes),
  })
}

const found = (one: Essay, profile = page) =>
  check(one, profile).map((finding) => `${finding.rule}: ${finding.message}`)
const cover = (parts: Partial<Cover>): Cover => ({ ...(richEssay.metadata.cover as Cover), ...parts })

describe('checks', () => {
  it('find nothing in a sound essay', () => {
    expect(check(essay(), page)).toEqual([])
    expect(check(essay({ body: [figure(sound, ['Caption'], ['Ana Liu'])] }), page)).toEqual([])
  })

  it('find the same for each profile, whatever was looked up before', () => {
    const flawed = essay({ metadata: { date: '', category: '', tags: [] }, body: [h(4, 'Jump'), p('the the')] })
    for (const profile of PROFILES) check(flawed, profile)
    for (const profile of PROFILES) expect(check(flawed, profile)).toEqual(check(structuredClone(flawed), profile))
    expect(found({ ...flawed, credits: [] }).join()).toContain('author-missing')
    expect(found(flawed).join()).not.toContain('author-missing')
  })

  it('have a rule for each id, with advice', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length)
    for (const rule of RULES) {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)+$/)
      expect(rule.advice).toMatch(/[.]$/)
    }
  })

  const cases: readonly (readonly [string, Essay])[] = [
    ['title-missing: The essay has no title', essay({ metadata: { title: ' ' } })],
    ['title-long: The title is 121 characters long', essay({ metadata: { title: 'x'.repeat(121) } })],
    ['author-missing: No author is named', essay({ people: [], credits: [] })],
    [
      'credit-unknown-person: A credit as editor names an unknown person, “gone”',
      essay({ credits: [author, { ...author, role: 'editor', person: 'gone' }] }),
    ],
    [
      'person-name-missing: A person who is credited has no name',
      essay({ people: [mira, { ...mira, id: 'x', name: '' }], credits: [author, { ...author, person: 'x' }] }),
    ],
    ['excerpt-missing: There is no excerpt', essay({ metadata: { excerpt: '' } })],
    ['closing-question-missing: There is no closing question', essay({ metadata: { closingQuestion: '' } })],
    ['date-missing: There is no date', essay({ metadata: { date: '' } })],
    ['date-impossible: 2026-02-30 is no day of the calendar', essay({ metadata: { date: '2026-02-30' } })],
    ['date-impossible: 2027-02-30 is no day of the calendar', essay({ metadata: { updated: '2027-02-30' } })],
    [
      'updated-too-early: The essay is updated before its date',
      essay({ metadata: { date: '2026-06-02', updated: '2026-06-01' } }),
    ],
    ['language-missing: The language of the text is not set', essay({ metadata: { language: '' } })],
    [
      'portrait-missing: The portrait of Mira is not in the essay',
      essay({ people: [{ ...mira, portrait: `asset:${'9'.repeat(64)}` }] }),
    ],
    ['picture-missing: Figure 1 has no picture', essay({ body: [figure({ ...sound, src: '' }, ['Caption'])] })],
    [
      'picture-missing: The picture of figure 1 is not in the essay',
      essay({ body: [figure({ ...sound, src: 'https://example.org/x.jpg' }, ['Caption'])] }),
    ],
    [
      'picture-missing: A picture in the text, “icon”, is not in the essay',
      essay({ body: [p('a', node('image', { src: `asset:${'9'.repeat(64)}`, alt: 'icon' }))] }),
    ],
    [
      'figure-alt-missing: Figure 2 has no alt text',
      essay({ body: [figure(sound, ['Caption']), figure({ ...sound, src: lamp, alt: ' ' }, ['Caption'])] }),
    ],
    ['figure-alt-missing: The cover has no alt text', essay({ metadata: { cover: cover({ alt: '' }) } })],
    [
      'figure-alt-is-caption: The alt text of figure 1 repeats its caption',
      essay({ body: [figure(sound, ['A brass lamp.'])] }),
    ],
    [
      'figure-alt-is-file-name: The alt text of figure 1 is a file name',
      essay({ body: [figure({ ...sound, alt: 'lamp-2.JPG' }, ['Caption'])] }),
    ],
    [
      'figure-alt-is-file-name: The alt text of figure 1 is a file name',
      essay({ body: [figure({ ...sound, alt: 'IMG_2031' }, ['Caption'])] }),
    ],
    ['figure-caption-missing: Figure 1 has no caption', essay({ body: [p('x'), figure(sound)] })],
    [
      'figure-credit-missing: Figure 1 has no credit',
      essay({ body: [figure({ ...sound, creator: '' }, ['Caption'])] }),
    ],
    [
      'figure-rights-unknown: No licence or permission is known for figure 1',
      essay({ body: [figure({ ...sound, permission: '' }, ['Caption'])] }),
    ],
    [
      'figure-reference-missing: “Figure 2” refers to a figure that is not there',
      essay({ body: [p('See ', marked('Figure 2', link('#figure-quay')), '.')] }),
    ],
    [
      'figure-permission-pending: The permission for figure 1 was asked for and is not given yet',
      essay({ body: [figure({ ...sound, permission: 'asked' }, ['Caption'])] }),
    ],
    [
      'picture-small: Figure 1 is 900 pixels wide and is shown at up to 1000',
      essay({ body: [figure({ ...sound, src: stair, layout: 'wide' }, ['Caption'])] }),
    ],
    [
      'picture-small: Figure 2 is 900 pixels wide and is shown at up to 1400',
      essay({
        body: [
          node(
            'gallery',
            { columns: 1, layout: 'full' },
            figure({ ...sound, src: lamp }, ['One']),
            figure({ ...sound, src: stair }, ['Two']),
            node('figcaption'),
          ),
        ],
      }),
    ],
    [
      'picture-heavy: Figure 1 weighs 8.2 MB',
      essay({
        body: [figure(sound, ['Caption'])],
        assets: RICH_ASSETS.map((asset) => ({ ...asset, bytes: 8_200_000 })),
      }),
    ],
    [
      'picture-duplicate: Figure 2 shows the same picture as figure 1',
      essay({ body: [figure(sound, ['One']), figure(sound, ['Two'])] }),
    ],
    ['text-missing: The essay has no text', essay({ body: [p()] })],
    [
      'heading-jump: The heading “Too deep” jumps from level 2 to level 4',
      essay({ body: [h(2, 'Fine'), h(4, 'Too deep'), p('x')] }),
    ],
    ['heading-jump: The heading “First” jumps from level 1 to level 3', essay({ body: [h(3, 'First'), p('x')] })],
    ['heading-empty: A heading is empty', essay({ body: [h(2), p('x')] })],
    [
      'link-text-empty: A link to https://example.org/ has no text',
      essay({ body: [p('x', marked(' ', link('https://example.org/')))] }),
    ],
    [
      'note-empty: Note 2 is empty',
      essay({
        body: [p('x', ref('b'), ref('a'))],
        notes: [
          ['a', p()],
          ['b', p('B')],
        ],
      }),
    ],
    ['note-missing: A note number has no note', essay({ body: [p('x', ref('gone'))] })],
    ['note-unused: Nothing refers to the note “Alone”', essay({ notes: [['a', p('Alone')]] })],
    ['text-to-come: “TK” is still in the text: “a TK here”', essay({ body: [p('a TK here')] })],
    ['text-to-come: “TODO” is still in the text: “TODO: title”', essay({ metadata: { title: 'TODO: title' } })],
    ['word-doubled: A word stands twice: “in the the middle”', essay({ body: [p('in the the middle')] })],
    ['space-doubled: Two spaces in a row in “two spaces”', essay({ body: [p('two  spaces')] })],
    ['space-doubled: Two spaces in a row in 2 paragraphs', essay({ body: [p('two  spaces'), p('and  two')] })],
  ]
  it.each(cases)('%s', (message, one) => {
    expect(found(one)).toEqual([message])
  })

  it('has a case above for every rule', () => {
    const tried = new Set(cases.map(([message]) => message.split(':')[0]))
    // Those of houses and of the craft are tried in publication-house-rules.test.ts.
    const here = RULES.filter((rule) => !rule.byProfile && !craftRules.includes(rule))
    expect(here.map((rule) => rule.id).filter((id) => !tried.has(id))).toEqual([])
  })

  it('counts figures as the page does, in galleries too', () => {
    const gallery = node(
      'gallery',
      {},
      figure(sound, ['One']),
      figure({ ...sound, src: lamp, alt: '' }, ['Two']),
      node('figcaption'),
    )
    const [finding] = check(essay({ body: [p('x'), figure(sound, ['Zero']), gallery] }), page)
    expect(finding?.message).toBe('Figure 3 has no alt text')
    expect(finding?.place).toEqual({ kind: 'block', block: 2, figure: 3 })
  })

  it('asks neither alt text nor caption of a decorative figure', () => {
    expect(found(essay({ body: [figure({ ...sound, alt: '', decorative: true }), p('x')] }))).toEqual([])
  })

  it('asks no date of a fragment', () => {
    expect(
      found(
        essay({ metadata: { date: '' } }),
        PROFILES.find((one) => one.format === 'html-fragment'),
      ),
    ).toEqual([])
  })

  it('takes no part of a word for a mark, and no code for text', () => {
    expect(found(essay({ body: [p('KTK, todos, TKO'), node('codeBlock', {}, '// TODO  the the')] }))).toEqual([])
  })

  it('sets errors before warnings before advice', () => {
    const severities = check(newEssay('00000000-0000-4000-8000-000000000000'), page).map((finding) => finding.severity)
    const order = ['error', 'warning', 'advice']
    expect([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b))).toEqual(severities)
    expect(new Set(severities).size).toBe(3)
  })

  it.each([
    ['the the', ['the']],
    ['The the end', ['the']],
    ['(the the)', ['the']],
    ['the, the', []],
    ['then the', []],
    ['the then', []],
    ['the-the the', []],
    ['d’un un', []],
    ['a\na', ['a']],
    ['Größe größe', ['größe']],
    ['1 1', []],
    ['the the the', ['the', 'the']],
  ])('doubled words in %j', (text, words) => {
    expect(doubledWords(text).map((one) => one.word)).toEqual(words)
  })
})
