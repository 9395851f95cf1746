import { describe, expect, it, test } from 'vitest'
import type { Essay, Person } from '../../core/essay/essay.ts'
import type { NodeJson } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { builtIn } from '../../core/publication/built-in-profile.ts'
import { craftRules } from '../../core/publication/checks/craft-rules.ts'
import { houseChecks } from '../../core/publication/checks/house-rules-checks.ts'
import { check, fixFinding } from '../../core/publication/checks.ts'
import type { HouseRules } from '../../core/publication/house-rules.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import { doc, figure, h, link, marked, node, p, ref } from '../builders/nodes.ts'
import { RICH_ASSETS, richEssay } from '../builders/rich-essay.ts'

const src = RICH_ASSETS[0] ? `asset:${RICH_ASSETS[0].hash}` : ''
const sound = { src, alt: 'A brass lamp', creator: 'Ana Liu', permission: 'own' }
const mira: Person = { id: 'mira', name: 'Mira Holt', sortName: '', url: '', bio: 'Mira writes on film.', portrait: '' }

type Parts = {
  readonly metadata?: Partial<Essay['metadata']>
  readonly body?: readonly NodeJson[]
  readonly notes?: Parameters<typeof doc>[1]
  readonly people?: readonly Person[]
  readonly assets?: Essay['assets']
}

/** An essay without a flaw but for what is given. */
function essay({ metadata, body, notes, people, assets }: Parts = {}): Essay {
  return newEssay('00000000-0000-4000-8000-000000000000', {
    metadata: { ...richEssay.metadata, cover: null, ...metadata },
    people: people ?? [mira],
    credits: [{ person: 'mira', role: 'author', label: '', visible: true }],
    assets: assets ?? RICH_ASSETS,
    body: doc(body ?? [p('Some text.')], notes),
  })
}

const house = (rules: HouseRules) =>
  builtIn({ id: 'house', name: 'House', description: '', format: 'html-page', rules })
const found = (one: Essay, rules: HouseRules = {}) =>
  check(one, house(rules)).map((finding) => `${finding.rule}: ${finding.message}`)

const cases: readonly (readonly [string, HouseRules, Parts])[] = [
  ['house-words: The text has 2 words; the house takes 10 to 20', { words: { min: 10, max: 20 } }, {}],
  [
    'house-words: With notes the text has 4 words; the house takes up to 3',
    { words: { max: 3, with: ['notes'] } },
    { body: [p('Some text', ref('a'), '.')], notes: [['a', p('Two words')]] },
  ],
  ['house-characters: The text has 10 characters; the house takes 11 or more', { characters: { min: 11 } }, {}],
  [
    'house-title: The title has 5 characters; the house takes up to 4',
    { title: { max: 4 } },
    { metadata: { title: 'Lamps' } },
  ],
  [
    'house-title-case: The title has “keeper” without a capital',
    { title: { case: 'title' } },
    { metadata: { title: 'The keeper of the Lamp' } },
  ],
  [
    'house-title-case: The title has capitals on most of its words',
    { title: { case: 'sentence' } },
    { metadata: { title: 'The Keeper of the Brass Lamp' } },
  ],
  ['house-standfirst: There is no standfirst', { standfirst: { min: 1 } }, { metadata: { standfirst: '' } }],
  [
    'house-standfirst-case: The standfirst has “camera” without a capital',
    { standfirst: { case: 'title' } },
    { metadata: { standfirst: 'Why the camera Stays' } },
  ],
  ['house-excerpt: There is no excerpt', { excerpt: { min: 1, max: 100 } }, { metadata: { excerpt: '' } }],
  [
    'house-tags: The essay has 6 tags; the house takes 1 to 5',
    { tags: { min: 1, max: 5 } },
    { metadata: { tags: ['a', 'b', 'c', 'd', 'e', 'f'] } },
  ],
  ['house-category: No category is chosen', { category: { required: true } }, { metadata: { category: '' } }],
  [
    'house-category: “Music” is no category of the house; it has Film and Books',
    { category: { among: ['Film', 'Books'] } },
    { metadata: { category: 'Music' } },
  ],
  ['house-figures: The essay has no figures; the house takes 1 or more', { pictures: { count: { min: 1 } } }, {}],
  [
    'house-figure-field: Figure 1 has no caption',
    { pictures: { required: ['alt', 'caption'] } },
    { body: [p('x'), figure(sound, [], ['Ana Liu'])] },
  ],
  [
    'house-figure-field: Figure 1 has no licence',
    { pictures: { required: ['license'] } },
    { body: [figure(sound, ['Caption'], ['Ana Liu'])] },
  ],
  [
    'house-picture-size: Figure 1 has 1,600 pixels across; the house takes 2,000 or more',
    { pictures: { width: { min: 2_000 } } },
    {
      body: [figure(sound, ['Caption'], ['Ana Liu'])],
      assets: RICH_ASSETS.map((asset) => ({ ...asset, width: 1_600 })),
    },
  ],
  [
    'house-picture-size: Figure 1 weighs 3.0 MB; the house takes up to 1.0 MB',
    { pictures: { bytes: 1_000_000 } },
    {
      body: [figure(sound, ['Caption'], ['Ana Liu'])],
      assets: RICH_ASSETS.map((asset) => ({ ...asset, bytes: 3_000_000 })),
    },
  ],
  [
    'house-picture-format: Figure 1 is a WEBP; the house takes JPG and PNG',
    { pictures: { formats: ['jpg', 'png'] } },
    {
      body: [figure(sound, ['Caption'], ['Ana Liu'])],
      assets: RICH_ASSETS.map((asset) => ({ ...asset, mime: 'image/webp' })),
    },
  ],
  ['house-cover: There is no cover', { cover: { required: true } }, {}],
  [
    'house-heading-level: The heading “Deep” is of level 4',
    { headings: { levels: [2, 3] } },
    { body: [h(2, 'A'), h(3, 'B'), h(4, 'Deep'), p('x')] },
  ],
  ['house-notes: The essay has 1 note', { notes: 'none' }, { body: [p('a', ref('a'))], notes: [['a', p('Note')]] }],
  ['house-works-cited: There is no list of works cited', { worksCited: 'mla' }, {}],
  [
    'house-works-cited-style: The list is called “References”; in MLA style it is “Works Cited”',
    { worksCited: 'mla' },
    { body: [p('Some text.'), h(2, 'References'), p('Holt.')] },
  ],
  [
    'house-works-cited-entry: “Liu, Ana. The Lamp Room. 2019” ends without a full stop; in MLA style it has one',
    { worksCited: 'mla' },
    { body: [p('See Liu.'), h(2, 'Works Cited'), p('Liu, Ana. ', marked('The Lamp Room', 'italic'), '. 2019')] },
  ],
  [
    'house-notes-place: The house asks for footnotes; in what this profile writes, the notes stand at the end',
    { notes: 'footnotes' },
    { body: [p('a', ref('a'))], notes: [['a', p('Note.')]] },
  ],
  [
    'house-works-cited: The house prints no list of works cited',
    { worksCited: 'none' },
    { body: [p('Holt.'), h(2, 'Works cited'), p('Holt, Mira.')] },
  ],
  [
    'house-name-in-text: [name withheld] will stand in place of “Mira Holt”',
    { anonymous: true },
    { body: [p('As I, Mira Holt, saw it.')] },
  ],
  [
    'house-biography: There is no biography of Mira Holt',
    { biography: { required: true } },
    { people: [{ ...mira, bio: '' }] },
  ],
  [
    'house-biography: The biography of Mira Holt has 4 words; the house takes 25 to 50',
    { biography: { words: { min: 25, max: 50 } } },
    {},
  ],
  [
    'house-biography-person: The biography of Mira Holt is in the first person (“I”)',
    { biography: { person: 'third' } },
    { people: [{ ...mira, bio: 'I write on film.' }] },
  ],
  [
    'house-closing-question: There is no closing question',
    { closingQuestion: 'required' },
    { metadata: { closingQuestion: '' } },
  ],
  [
    'house-closing-question: The house prints no closing question',
    { closingQuestion: 'none' },
    { metadata: { closingQuestion: 'What do you think?' } },
  ],
  [
    'house-spelling: The house spells in en-US; the essay is in en-GB',
    { spelling: 'en-US' },
    { metadata: { language: 'en-GB' } },
  ],
  ['house-element: The house takes no verse', { elements: ['heading'] }, { body: [p('a'), node('verse', {}, 'b')] }],
  [
    'link-text-vague: A link says no more than “click here”',
    {},
    { body: [p('To read, ', marked('click here', link('https://example.org/')), '.')] },
  ],
  [
    'figure-alt-weak: Figure 1 is described as “a picture”',
    {},
    { body: [figure({ ...sound, alt: 'a picture' }, ['Caption'], ['Ana Liu'])] },
  ],
  ['quote-unmatched: A quotation is not closed: “She said “no and left.”', {}, { body: [p('She said “no and left.')] }],
  ['quote-unmatched: A quotation mark closes what is not open: “No” she said.”', {}, { body: [p('No” she said.')] }],
  ['quote-straight: Straight quotation marks are left in “She said "no".”', {}, { body: [p('She said "no".')] }],
  [
    'comment-left: A comment is open: “text”',
    {},
    { body: [p('Some ', marked('text', { type: 'comment', attrs: { threadId: 't1' } }), '.')] },
  ],
  [
    'suggestion-left: A suggested deletion is not decided: “old”',
    {},
    {
      body: [p('Some ', marked('old ', { type: 'deletion', attrs: { id: 's1', author: '', time: '' } }), 'text.')],
    },
  ],
  [
    'work-uncited: Nothing in the text names “Obi, Adaeze. The Stair. 2021.”',
    {},
    {
      body: [
        p('As Holt says.'),
        h(2, 'Works cited'),
        p('Holt, Mira. The Lamp. 2020.'),
        p('Obi, Adaeze. The Stair. 2021.'),
      ],
    },
  ],
  [
    'work-uncited: Nothing in the text names “Obi, Adaeze. The Stair.”',
    {},
    {
      body: [p('As Holt says.'), h(2, 'Works cited'), p('Holt, Mira. The Lamp. 2020.'), p('Obi, Adaeze. The Stair.')],
    },
  ],
]

describe('what a house asks, and the craft', () => {
  test.each(cases)('%s', (message, rules, parts) => {
    expect(found(essay(parts), rules)).toContain(message)
  })

  it('has a case above for every rule', () => {
    const tried = new Set(cases.map(([message]) => message.split(':')[0]))
    expect([...houseChecks, ...craftRules].map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([])
  })

  it('asks nothing of a profile without rules, and nothing of an essay that meets them', () => {
    const rules: HouseRules = {
      words: { min: 1, max: 10 },
      title: { min: 1, max: 200 },
      tags: { max: 20 },
      category: { required: true },
      pictures: { count: { max: 3 }, required: ['alt'], formats: ['jpg', 'png', 'svg', 'webp', 'avif', 'gif'] },
      headings: { levels: [2] },
      notes: 'footnotes',
      anonymous: true,
      biography: { words: { min: 2 }, person: 'third', required: true },
      spelling: richEssay.metadata.language,
      elements: ['figure'],
    }
    const one = essay({ body: [p('Some text.'), figure(sound, ['Caption'], ['Ana Liu'])] })
    expect(check(one, house(rules)).filter(({ rule }) => rule.startsWith('house-'))).toEqual([])
    for (const profile of PROFILES.filter(({ rules: own }) => Object.keys(own).length === 0))
      expect(check(essay(), profile).filter(({ rule }) => rule.startsWith('house-'))).toEqual([])
  })

  it('lets a quotation over several paragraphs open each of them', () => {
    expect(found(essay({ body: [p('“One.'), p('“Two.”')] })).filter((one) => one.startsWith('quote'))).toEqual([])
  })

  it('says what the house demands once', () => {
    const rules: HouseRules = { pictures: { required: ['alt'] }, closingQuestion: 'required' }
    const one = essay({ body: [figure({ ...sound, alt: '' }, ['C'], ['Ana Liu'])], metadata: { closingQuestion: '' } })
    const said = found(one, rules)
    expect(said.filter((each) => /no alt text|no closing question/.test(each))).toEqual([
      'house-figure-field: Figure 1 has no alt text',
      'house-closing-question: There is no closing question',
    ])
  })
})

describe('a press of a button', () => {
  const words = (one: Essay | null) => one?.body.content?.map((block) => JSON.stringify(block))
  const fixes: readonly (readonly [string, Parts, readonly NodeJson[], Parts['notes']?])[] = [
    ['heading-jump', { body: [h(2, 'A'), h(4, 'B'), p('x')] }, [h(2, 'A'), h(3, 'B'), p('x')]],
    [
      'quote-straight',
      { body: [p('She said "no', marked('" and ', 'italic'), "'yes', didn't she?")], metadata: { language: 'en-US' } },
      [p('She said “no', marked('” and ', 'italic'), '‘yes’, didn’t she?')],
    ],
    ['heading-empty', { body: [p('x'), h(2)] }, [p('x')]],
    ['word-doubled', { body: [p('It is the the end.')] }, [p('It is the end.')]],
    ['space-doubled', { body: [p('One.  Two.')] }, [p('One. Two.')]],
    [
      'comment-left',
      { body: [p('Some ', marked('text', { type: 'comment', attrs: { threadId: 't1' } }))] },
      [p('Some ', 'text')],
    ],
    [
      'suggestion-left',
      {
        body: [
          p(
            'Some ',
            marked('old ', { type: 'deletion', attrs: { id: 's', author: '', time: '' } }),
            marked('new', { type: 'insertion', attrs: { id: 's', author: '', time: '' } }),
          ),
        ],
      },
      [p('Some ', 'new')],
    ],
    [
      'note-unused',
      {
        body: [p('a', ref('a'))],
        notes: [
          ['a', p('A')],
          ['b', p('B')],
        ],
      },
      [p('a', ref('a'))],
      [['a', p('A')]],
    ],
  ]
  it('takes the comments of the text away, and leaves those of readers, which no words refer to', () => {
    const body = [p('Some ', marked('text', { type: 'comment', attrs: { threadId: 't1' } }))]
    const threads = ['t1', 'readers-comments'].map((id) => ({ id, resolved: false, messages: [] }))
    const one = { ...essay({ body }), threads }
    const finding = check(one, house({})).find((each) => each.rule === 'comment-left')
    expect(finding && fixFinding(one, finding)?.threads.map(({ id }) => id)).toEqual(['readers-comments'])
  })

  for (const [rule, parts, expected, notes] of fixes)
    test(`mends ${rule}, and the finding is gone`, () => {
      const one = essay(parts)
      const finding = check(one, house({})).find((each) => each.rule === rule)
      expect(finding?.fix).toBeTruthy()
      const mended = finding ? fixFinding(one, finding) : null
      expect(words(mended)).toEqual(words(essay({ body: expected, ...(notes ? { notes } : {}) })))
      if (!mended) throw new Error('nothing was mended')
      expect(essayFromJson(mended).ok).toBe(true)
      expect(check(mended, house({})).filter((each) => each.rule === rule)).toEqual([])
      if (finding) expect(fixFinding(mended, finding)).toBeNull()
    })
})
