import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { CREATOR, packEssay, packMemory, unpackEssay } from '../../host/essay-file.ts'
import { arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { buildEssay, figureOf, picture, withBlocks } from '../builders/essay.ts'
import { p } from '../builders/nodes.ts'
import { svgPicture } from '../builders/picture.ts'

const { essay, pictures } = buildEssay({ title: 'On: light / dark', text: ['Words.', 'More wörds.'], tones: [10, 200] })

async function pack(...args: Parameters<typeof packEssay>) {
  const packed = await packEssay(...args)
  if (!packed.ok) throw new Error(packed.problem.message)
  return packed.value
}

/** The entries of a packed essay by name, changed and zipped again by another program. */
function rezip(
  bytes: Uint8Array,
  change: (files: Record<string, Uint8Array>) => Record<string, Uint8Array>,
): Uint8Array {
  return zipSync(change(unzipSync(bytes)))
}

const text = (value: string) => new TextEncoder().encode(value)
const FOLDER = 'On light dark.textbundle/'

describe('an .essay file', () => {
  it('is a TextPack: wrapper folder first, one text, assets, essay.json', async () => {
    const { bytes } = await pack(essay, pictures)
    const files = unzipSync(bytes)
    const [first, second] = essay.assets
    expect(Object.keys(files)).toEqual([
      FOLDER,
      `${FOLDER}info.json`,
      `${FOLDER}text.md`,
      `${FOLDER}assets/`,
      `${FOLDER}assets/${first?.hash}.png`,
      `${FOLDER}assets/${second?.hash}.png`,
      `${FOLDER}essay.json`,
    ])
    const markdown = new TextDecoder().decode(files[`${FOLDER}text.md`])
    expect(markdown).toContain('More wörds.')
    expect(markdown).toContain(`assets/${first?.hash}.png`)
    expect(JSON.parse(new TextDecoder().decode(files[`${FOLDER}info.json`]))).toEqual({
      version: 2,
      type: 'net.daringfireball.markdown',
      transient: false,
      creatorIdentifier: CREATOR,
      [CREATOR]: { version: 1, document: 'essay.json', textHash: createHash('sha256').update(markdown).digest('hex') },
    })
  })

  it('comes back as what it was, and equal essays give equal bytes', async () => {
    const { bytes } = await pack(essay, pictures)
    expect(unpackEssay(bytes)).toEqual({
      ok: true,
      value: {
        essay,
        pictures: new Map([...pictures].map(([hash, content]) => [hash, new Uint8Array(content)])),
        missing: [],
        textChangedElsewhere: false,
        foreignInfo: {},
      },
    })
    const shuffled = essayFromJson(Object.fromEntries(Object.entries(essay).reverse()))
    if (!shuffled.ok) throw new Error(shuffled.problem.message)
    expect(Buffer.from((await pack(shuffled.value, new Map([...pictures].reverse()))).bytes).equals(bytes)).toBe(true)
  })

  it('takes no picture into a file that its reader would refuse, however often it was packed before', async () => {
    await pack(essay, pictures)
    const [asset] = essay.assets
    const [hash = '', good = new Uint8Array()] = [...pictures][0] ?? []
    for (const [what, wrong] of [
      ['other bytes', await packEssay(essay, new Map([...pictures, [hash, good.slice(0, -1)]]))],
      [
        'another kind',
        await packEssay({ ...essay, assets: essay.assets.map((one) => ({ ...one, mime: 'image/gif' })) }, pictures),
      ],
      [
        'another size',
        await packEssay({ ...essay, assets: essay.assets.map((one) => ({ ...one, bytes: one.bytes + 1 })) }, pictures),
      ],
    ] as const)
      expect(wrong, what).toMatchObject({ ok: false, problem: { code: 'damaged', subject: asset?.name } })
  })

  it('gives the same bytes with the memory of earlier files as without it', async () => {
    const long = Array.from(
      { length: 900 },
      (_, number) => `Paragraph ${number} of *this* [essay] & ${number * 7919} more words.`,
    )
    const memory = packMemory()
    const first = buildEssay({ title: 'Long', text: long }).essay
    const blocks = first.body.content ?? []
    const edits = [
      blocks,
      [p('In front.'), ...blocks],
      blocks.filter((_, index) => index % 90 !== 3),
      [p('Nothing else.')],
      blocks,
    ]
    for (const content of edits) {
      const valid = essayFromJson(structuredClone({ ...first, body: { ...first.body, content } }))
      if (!valid.ok) throw new Error(valid.problem.message)
      const remembered = await pack(valid.value, new Map(), {}, memory)
      expect(Buffer.compare(remembered.bytes, (await pack(valid.value, new Map())).bytes)).toBe(0)
      expect(unpackEssay(remembered.bytes)).toMatchObject({ ok: true, value: { essay: valid.value } })
    }
  })

  it('packs and reads back any essay that the schema allows', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEssay(), async (any) => {
        const valid = essayFromJson(any)
        if (!valid.ok) throw new Error(valid.problem.message)
        const back = unpackEssay((await pack(valid.value, new Map())).bytes)
        if (!back.ok) throw new Error(back.problem.message)
        expect(back.value.essay.body).toEqual(valid.value.body)
        expect(back.value.essay.metadata).toEqual(valid.value.metadata)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps only pictures that are shown, and keeps those of cover and portraits', async () => {
    const [cover, face, spare] = [picture(1), picture(2), picture(3)]
    const dressed = {
      ...essay,
      assets: [...essay.assets, cover.asset, face.asset, spare.asset],
      metadata: {
        ...essay.metadata,
        cover: {
          src: `asset:${cover.asset.hash}`,
          alt: '',
          decorative: true,
          caption: [],
          credit: [],
          creator: '',
          sourceUrl: '',
          license: '',
          licenseUrl: '',
          permission: '' as const,
        },
      },
      people: [{ id: 'ana', name: 'Ana', sortName: '', url: '', bio: '', portrait: `asset:${face.asset.hash}` }],
    }
    const all = new Map([...pictures, ...[cover, face, spare].map(({ asset, bytes }) => [asset.hash, bytes] as const)])
    const packed = await pack(dressed, all)
    expect(packed.essay.assets.map((asset) => asset.name)).toEqual([
      'tone-10.png',
      'tone-200.png',
      'tone-1.png',
      'tone-2.png',
    ])
    expect(packed.missing).toEqual([])
    expect(Object.keys(unzipSync(packed.bytes)).filter((name) => name.includes('assets/')).length).toBe(5)
  })

  it('keeps the text when a picture is missing, and says which', async () => {
    const [lost] = essay.assets
    const packed = await pack(essay, new Map([...pictures].slice(1)))
    expect(packed.missing).toEqual([lost?.hash])
    expect(unpackEssay(packed.bytes)).toMatchObject({
      ok: true,
      value: { missing: [lost?.hash], essay: { body: essay.body } },
    })
  })

  it('makes the record of a picture that came without one', async () => {
    const pasted = picture(77)
    const packed = await pack(
      withBlocks(essay, figureOf(pasted.asset)),
      new Map([...pictures, [pasted.asset.hash, pasted.bytes]]),
    )
    expect(packed.essay.assets.at(-1)).toEqual({ ...pasted.asset, name: '' })
  })

  it('reads what other programs made of it: root layout, leftovers of archivers, info of their own, another text', async () => {
    const { bytes } = await pack(essay, pictures)
    const atRoot = rezip(bytes, (files) =>
      Object.fromEntries(
        Object.entries(files).flatMap(([name, content]) =>
          name === FOLDER ? [] : [[name.replace(FOLDER, ''), content]],
        ),
      ),
    )
    expect(unpackEssay(atRoot)).toMatchObject({ ok: true, value: { essay, textChangedElsewhere: false } })
    const leftovers = rezip(bytes, (files) => ({
      ...files,
      '__MACOSX/._x': text('x'),
      [`${FOLDER}._essay.json`]: text('x'),
      [`${FOLDER}.DS_Store`]: text('x'),
    }))
    expect(unpackEssay(leftovers)).toMatchObject({ ok: true, value: { essay } })
    const edited = rezip(bytes, (files) => ({ ...files, [`${FOLDER}text.md`]: text('Edited elsewhere.\n') }))
    expect(unpackEssay(edited)).toMatchObject({ ok: true, value: { essay, textChangedElsewhere: true } })
    const foreign = { 'com.example.editor': { version: 3 }, creatorURL: 'https://example.org/' }
    const informed = await pack(essay, pictures, foreign)
    expect(unpackEssay(informed.bytes)).toMatchObject({ ok: true, value: { foreignInfo: foreign } })
  })

  it.each<[string, (files: Record<string, Uint8Array>) => Record<string, Uint8Array>, string]>([
    ['an unknown file', (files) => ({ ...files, [`${FOLDER}run.sh`]: text('x') }), 'damaged'],
    ['a file outside of the wrapper', (files) => ({ ...files, 'text.md': text('x') }), 'damaged'],
    ['a second wrapper', (files) => ({ ...files, 'Other.textbundle/text.md': text('x') }), 'damaged'],
    ['a way out', (files) => ({ ...files, '../essay.json': text('x') }), 'damaged'],
    ['a way out below assets', (files) => ({ ...files, [`${FOLDER}assets/../../x.png`]: text('x') }), 'damaged'],
    [
      'no essay.json',
      (files) => Object.fromEntries(Object.entries(files).filter(([name]) => !name.endsWith('essay.json'))),
      'not-recognised',
    ],
    ['another JSON', (files) => ({ ...files, [`${FOLDER}essay.json`]: text('{"format":"other"}') }), 'not-recognised'],
    [
      'cut JSON',
      (files) => ({ ...files, [`${FOLDER}essay.json`]: (files[`${FOLDER}essay.json`] as Uint8Array).slice(0, 99) }),
      'damaged',
    ],
    [
      'JSON in Latin-1',
      (files) => ({ ...files, [`${FOLDER}essay.json`]: Buffer.from('{"a":"é"}', 'latin1') }),
      'damaged',
    ],
    [
      'a newer version',
      (files) => ({ ...files, [`${FOLDER}essay.json`]: text(JSON.stringify({ ...essay, version: 2 })) }),
      'newer-version',
    ],
    ['info that is no object', (files) => ({ ...files, [`${FOLDER}info.json`]: text('[]') }), 'damaged'],
    [
      'info that reaches into prototypes',
      (files) => ({ ...files, [`${FOLDER}info.json`]: text('{"__proto__":{"textHash":"x"}}') }),
      'damaged',
    ],
    [
      'a picture that the essay does not know',
      (files) => ({ ...files, [`${FOLDER}assets/${'0'.repeat(64)}.png`]: text('x') }),
      'damaged',
    ],
    [
      'a changed picture',
      (files) => ({ ...files, [`${FOLDER}assets/${essay.assets[0]?.hash}.png`]: picture(99).bytes }),
      'damaged',
    ],
    [
      'a picture under another kind',
      (files) => ({ ...files, [`${FOLDER}assets/${essay.assets[0]?.hash}.jpg`]: text('x') }),
      'damaged',
    ],
  ])('refuses %s', async (_, change, code) => {
    expect(unpackEssay(rezip((await pack(essay, pictures)).bytes, change))).toMatchObject({
      ok: false,
      problem: { code },
    })
  })

  it('refuses a drawing that could run, however well its hash fits', async () => {
    const bytes = svgPicture('<script>alert(1)</script>')
    const hash = createHash('sha256').update(bytes).digest('hex')
    const asset = {
      hash,
      mime: 'image/svg+xml' as const,
      bytes: bytes.length,
      width: 20,
      height: 10,
      name: 'a.svg',
      locationRemoved: false,
    }
    const packed = await packEssay(
      withBlocks({ ...essay, assets: [...essay.assets, asset] }, figureOf(asset)),
      new Map([...pictures, [hash, bytes]]),
    )
    expect(packed).toMatchObject({ ok: false, problem: { code: 'damaged', subject: 'a.svg' } })
  })

  // Never regenerated: a file that some version wrote must open for ever. A new format version adds a folder beside it.
  it.each(['version-1'])('opens the file that was frozen with %s', (version) => {
    const folder = join(import.meta.dirname, '../fixtures/essays', version)
    const back = unpackEssay(readFileSync(join(folder, 'rich.essay')))
    if (!back.ok) throw new Error(back.problem.message)
    // All of it is there; what the format got since stands beside it, empty.
    expect(back.value.essay).toMatchObject(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')))
    expect(back.value.pictures.size).toBe(6)
    expect(back.value).toMatchObject({
      missing: [],
      textChangedElsewhere: false,
      foreignInfo: { 'com.example.editor': { version: 1 } },
    })
  })

  it('reads the text alone, or one picture alone', async () => {
    const { bytes } = await pack(essay, pictures)
    expect(unpackEssay(bytes, { pictures: false })).toMatchObject({ ok: true, value: { essay, pictures: new Map() } })
    const [wanted] = pictures.keys()
    const one = unpackEssay(bytes, { pictures: new Set([wanted as string]) })
    expect(one.ok && [...one.value.pictures.keys()]).toEqual([wanted])
  })
})
