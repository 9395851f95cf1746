import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { anonymous, WITHHELD } from '../../core/publication/anonymous.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import { stripPicture } from '../../core/publication/strip-picture.ts'
import { takePicture } from '../../host/picture/take-picture.ts'
import { renderPublication } from '../../host/publish/render-publication.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { doc, figure, link, marked, p, ref } from '../builders/nodes.ts'
import {
  AVIF,
  avifPicture,
  gifPicture,
  jpegPicture,
  jpegSegment,
  pngChunk,
  pngPicture,
  svgPicture,
  webpPicture,
} from '../builders/picture.ts'
import { richEssay } from '../builders/rich-essay.ts'

const NAME = 'Mira Holt'
const TRACE = new TextEncoder().encode(NAME)
const look = { lookFor: () => ({ stylesheet: '', stylesheetHash: '' }) }

/** Pictures with the author's name wherever a picture can hold one. */
const SIGNED: Readonly<Record<string, Uint8Array>> = {
  'mira-holt-1.jpg': jpegPicture({
    xmp: TRACE,
    segments: [
      jpegSegment(0xed, TRACE),
      jpegSegment(0xfe, TRACE),
      jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0'), TRACE])),
    ],
  }),
  'mira-holt-2.png': pngPicture({
    chunks: [
      pngChunk('tEXt', Buffer.from(`Author\0${NAME}`)),
      pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${NAME}`)),
    ],
  }),
  'mira-holt-3.webp': webpPicture({ xmp: TRACE }),
}

function signedEssay(): { essay: Essay; pictures: ReadonlyMap<string, Uint8Array> } {
  const taken = Object.entries(SIGNED).map(([name, bytes]) => {
    const one = takePicture(bytes, name)
    if (!one.ok) throw new Error(one.problem.message)
    return one.value
  })
  const essay = newEssay(ARBITRARY_ID, {
    ...richEssay,
    metadata: {
      ...richEssay.metadata,
      title: 'Mira Holt and the lamp',
      slug: 'mira-holt-lamp',
      cover: null,
      tags: ['lamps', 'Mira Holt'],
    },
    people: richEssay.people.map((person) => ({ ...person, portrait: '' })),
    body: doc(
      [
        p(
          'As ',
          marked('Mira', 'bold'),
          marked(' Holt', 'italic'),
          ' wrote (Holt, M., 2019), and MIRA  HOLT again.',
          ref('n'),
        ),
        p(
          marked('her page', link('https://example.org/mira/lamps')),
          ' and ',
          marked('an album', link('https://photos.example/jonas_eik/7')),
        ),
        p('Ada Brandt cut it; Brandt is quoted. The marsh is wide, said Marsh.'),
        ...taken.map(({ asset }) =>
          figure(
            {
              src: `asset:${asset.hash}`,
              alt: `Drawn by ${NAME}`,
              creator: 'Eik, Jonas',
              sourceUrl: 'https://example.org/jonas-eik/1',
            },
            [`A lamp, by ${NAME}`],
            ['Photo: Jonas Eik'],
          ),
        ),
      ],
      [['n', p('Thanks to Teo Marsh.')]],
    ),
    assets: taken.map(({ asset }) => asset),
  })
  return { essay, pictures: new Map(taken.map(({ asset, bytes }) => [asset.hash, bytes])) }
}

/** Every byte of a file as text, the parts of archives one by one, with their names. */
function textsOf(name: string, bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1') + Buffer.from(bytes).toString('utf8')
  if (!text.startsWith('PK')) return [name, text]
  return [name, ...Object.entries(unzipSync(bytes)).flatMap(([part, inside]) => textsOf(part, inside))]
}

describe('an anonymous publication', () => {
  it.each(PROFILES.filter(({ rules }) => rules.anonymous === true).map((profile) => [profile.id, profile] as const))(
    '%s: names nobody in any part of any file',
    async (_, profile) => {
      const { essay, pictures } = signedEssay()
      const rendered = await renderPublication(essay, pictures, profile, look)
      if (!rendered.ok) throw new Error(rendered.problem.message)
      const all = rendered.value.files.flatMap(({ path, content }) => textsOf(path, content)).join('\n')
      for (const { name } of essay.people) {
        const [given = '', surname = ''] = name.split(' ')
        expect(all, name).not.toMatch(new RegExp(`${given}[\\s._-]*${surname}`, 'i'))
        expect(all, name).not.toMatch(new RegExp(`${surname}, ${given}`, 'i'))
      }
      expect(all).not.toMatch(/example\.org\/mira|jonas.?eik/i)
      expect(all).toContain(WITHHELD)
    },
  )

  it('says what it took out and where, and asks about a surname that is an ordinary word', () => {
    const { essay } = signedEssay()
    const teo = {
      ...essay,
      credits: [...essay.credits, { person: 'teo-marsh', role: 'co-author' as const, label: '', visible: true }],
    }
    const { losses } = anonymous(teo)
    expect(losses.find(({ kind }) => kind === 'surname-in-text')?.message).toContain('“Marsh”')
    expect(losses.filter(({ kind }) => kind === 'name-withheld').length).toBeGreaterThan(1)
    for (const { place } of losses) expect(place).not.toBe('')
  })

  /** The text of an essay by one author, as a referee gets it. */
  const blind = (name: string, text: string): string =>
    textOf(
      anonymous(
        newEssay(ARBITRARY_ID, {
          people: [
            {
              ...(richEssay.people[0] as Essay['people'][number]),
              id: 'a',
              name,
              sortName: '',
              url: 'https://miraholt.example/',
            },
          ],
          credits: [{ person: 'a', role: 'author', label: '', visible: true }],
          body: doc([p(text)]),
        }),
      ).essay.body,
    )

  it.each([
    ['a curled apostrophe', "Zoë O'Neill", 'Zoë O’Neill wrote it', `${WITHHELD} wrote it`],
    ['accents in pieces', 'Zoë Neill', 'Zoe\u0308 Neill wrote it', `${WITHHELD} wrote it`],
    ['accents left out', 'Zoë Neill', 'as Zoe Neill says', `as ${WITHHELD} says`],
    ['a handle', NAME, 'ask @miraholt or @mholt_2', `ask ${WITHHELD} or ${WITHHELD}`],
    ['a handle of the surname', NAME, 'ask @mholt today', `ask ${WITHHELD} today`],
    ['a mail address', NAME, 'write to miraholt@uni.example now', `write to ${WITHHELD} now`],
    ['a mail address with a sign', NAME, 'mira-holt@uni.example: Holt argued', `${WITHHELD}: ${WITHHELD} argued`],
    ['a mail address of the surname', NAME, 'm.holt@uni.example is read', `${WITHHELD} is read`],
    ['a surname in capitals', NAME, 'as HOLT said', `as ${WITHHELD} said`],
    [
      'letters that grow when they are small',
      NAME,
      'İİİİ see miraholt.example for more',
      `İİİİ see ${WITHHELD} for more`,
    ],
    [
      'words and handles of others',
      NAME,
      'A mirage, holts, @holtby, fallen@other.example',
      'A mirage, holts, @holtby, fallen@other.example',
    ],
  ])('finds %s', (_, name, text, left) => {
    expect(blind(name, text)).toBe(left)
  })

  it('keeps the words around a name and its marks', () => {
    const { essay } = signedEssay()
    expect(anonymous(essay).essay.body.content?.[0]?.content).toMatchObject([
      { text: 'As ' },
      { text: WITHHELD, marks: [{ type: 'bold' }] },
      { text: ` wrote (${WITHHELD}, 2019), and ${WITHHELD} again.` },
      { type: 'footnoteRef' },
    ])
  })
})

describe('stripPicture', () => {
  it.each([
    ['image/jpeg', SIGNED['mira-holt-1.jpg']],
    ['image/png', SIGNED['mira-holt-2.png']],
    ['image/webp', SIGNED['mira-holt-3.webp']],
    ['image/gif', gifPicture({ xmp: TRACE })],
    ['image/svg+xml', svgPicture()],
    ['image/avif', AVIF],
  ] as const)('%s: no name is left, and the picture is still one', (mime, bytes) => {
    const bare = stripPicture(bytes as Uint8Array, mime)
    expect(bare).not.toBeNull()
    expect(Buffer.from(bare as Uint8Array).includes(NAME)).toBe(false)
    expect(takePicture(bare as Uint8Array, 'x')).toMatchObject({ ok: true })
  })

  it('gives up on an AVIF with metadata, and keeps the way up of a photograph', () => {
    expect(stripPicture(avifPicture({ xmp: TRACE }), 'image/avif')).toBeNull()
    const turned = Buffer.from([
      0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
    ])
    const before = takePicture(jpegPicture({ exif: turned }), 'x')
    const after = takePicture(stripPicture(jpegPicture({ exif: turned }), 'image/jpeg') as Uint8Array, 'x')
    if (!before.ok || !after.ok) throw new Error('not read')
    expect(after.value.asset.width).toBe(before.value.asset.width)
    expect(before.value.asset.width).toBeLessThan(before.value.asset.height)
  })
})
