import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../host/temporary-folder.ts'
import { galley } from './captured-terminal.ts'

const samples = join(import.meta.dirname, '../../assets/samples')

/** A folder with the sample essay as `lamp.essay`. */
function folderWithSample(): string {
  const folder = temporaryFolder()
  cpSync(join(samples, 'the-keeper-and-the-lamp.essay'), join(folder, 'lamp.essay'))
  return folder
}

const DRAFT = `---
title: On waiting
author: Mira Holt
---

It begins.[^1]

![A stair](stair.jpg)

[^1]: With a note.
`

/** A folder with a Markdown draft and its picture. */
function folderWithDraft(): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'draft.md'), DRAFT)
  cpSync(join(samples, 'pictures/stair-from-below.jpg'), join(folder, 'stair.jpg'))
  return folder
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('help and usage', () => {
  test.each([
    [['--help'], 0, /galley COMMAND/, ''],
    [['help', 'publish'], 0, /galley publish X\.essay --profile ID --out PATH/, ''],
    [['import', '--help'], 0, /galley import FILE/, ''],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, ''],
    [[], 2, /^$/, 'galley COMMAND'],
    [['constructor'], 2, /^$/, 'there is no command constructor'],
    [['inspect'], 2, /^$/, 'which essay?'],
    [['check', 'a.essay'], 2, /^$/, '--profile is missing'],
    [['inspect', 'a.essay', 'b.essay'], 2, /^$/, 'one essay at a time'],
    [['inspect', 'a.essay', '--jsn'], 2, /^$/, "Unknown option '--jsn'"],
    [['publish', 'a.essay', '--out', 'x'], 2, /^$/, '--profile is missing'],
    [['publish', 'a.essay', '--profile', 'toString', '--out', 'x'], 2, /^$/, 'there is no profile toString'],
    [['publish', 'a.essay', '--profile', 'markdown'], 2, /^$/, '--out is missing'],
    [['publish', 'a.essay', '--profile', 'markdown', '--out='], 2, /^$/, '--out is empty'],
    [['import', '--out', 'x.essay'], 2, /^$/, 'which files?'],
    [['import', 'a.md'], 2, /^$/, '--out is missing'],
    [['import', 'a.md', '--out', 'x.txt'], 2, /^$/, 'does not end in .essay'],
    [['convert', 'a.md'], 2, /^$/, 'two names'],
    [['convert', 'a.md', 'a.docx'], 2, /^$/, 'does not end in .essay, .md, .html or .txt'],
    [['convert', 'a.md', './a.md'], 2, /^$/, 'the same file'],
    [['serve', '--port', '99999'], 2, /^$/, '--port is a number from 0 to 65535'],
    [['serve', '--port', '80a'], 2, /^$/, '--port is a number'],
    [['serve', 'folder'], 2, /^$/, 'options only'],
  ] as const)('%j exits with %i', async (argv, exit, out, err) => {
    const outcome = await galley(temporaryFolder(), argv)
    expect(outcome).toMatchObject({ exit, out: expect.stringMatching(out), err: expect.stringContaining(err) })
  })

  test('after -- everything is a file name', async () => {
    const outcome = await galley(temporaryFolder(), ['inspect', '--', '--help'])
    expect(outcome).toMatchObject({ exit: 3, out: '' })
    expect(outcome.err).toContain('--help')
  })
})

describe('inspect', () => {
  test('--json gives exactly the agreed fields', async () => {
    const { exit, err, json } = await galley(folderWithSample(), ['inspect', 'lamp.essay', '--json'])
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    const found = json()
    expect(Object.keys(found)).toEqual([
      'title',
      'metadata',
      'contributors',
      'words',
      'characters',
      'readingMinutes',
      'figures',
      'notes',
      'outline',
      'version',
    ])
    expect(found).toMatchObject({
      title: 'The Keeper and the Lamp',
      metadata: { standfirst: 'Why the camera never leaves the stair', category: 'Film' },
      notes: 2,
      version: 1,
    })
    expect(found.figures).toHaveLength(3)
    expect(found.figures).toMatchObject([
      {
        alt: expect.stringContaining('spiral'),
        caption: expect.stringContaining('two hundred and three'),
        credit: 'Illustration: Jonas Eik',
        license: 'CC BY 4.0',
      },
      {},
      {},
    ])
    expect(found.contributors).toMatchObject([
      { name: 'Mira Holt', role: 'author' },
      { name: 'Adaeze Obi', role: 'editor' },
      { name: 'Tomás Rey', role: 'editor' },
      { name: 'Priya Lindqvist', role: 'fact-checker' },
      { name: 'Jonas Eik', role: 'illustrator' },
    ])
  })

  test('in words it names the people, the counts and what is missing', async () => {
    const folder = folderWithDraft()
    const sample = await galley(folderWithSample(), ['inspect', 'lamp.essay'])
    expect(sample.out).toContain('By Mira Holt\nEdited by Adaeze Obi and Tomás Rey\n')
    expect(sample.out).toContain('3 figures, 2 notes, 5 headings.')
    const draft = await galley(folder, ['inspect', 'draft.md'])
    expect(draft.out).toContain('1 figure, 1 note, 0 headings.')
    expect(draft.out).toContain('no credit')
  })

  test('a title cannot write on the terminal', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'evil.md'), '---\ntitle: "a\\e[2Jb\\u202ec"\n---\n\nText.\n')
    const { out } = await galley(folder, ['inspect', 'evil.md'])
    expect(out.split('\n')[0]).toBe('a [2Jb c')
  })
})

describe('check', () => {
  test('says what a profile remarks on, and writes nothing', async () => {
    const folder = folderWithDraft()
    const done = await galley(folder, ['check', 'draft.md', '--profile', 'community-magazine', '--json'])
    expect(done.exit).toBe(1)
    const { profile, findings } = JSON.parse(done.out)
    expect(profile).toBe('community-magazine')
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(
      expect.arrayContaining(['house-category', 'house-figure-field', 'house-cover']),
    )
    expect(readdirSync(folder).sort()).toEqual(['draft.md', 'stair.jpg'])
    const words = await galley(folder, ['check', 'draft.md', '--profile', 'community-magazine'])
    expect(words.out).toMatch(/findings for “Community magazine”\.\nChecks\n {2}error: /)
  })

  test('ends with 0 where everything is met', async () => {
    const done = await galley(folderWithSample(), ['check', 'lamp.essay', '--profile', 'html-page'])
    expect([done.exit, done.out]).toEqual([0, 'Every check of “Web page, one file” is met.\n'])
  })
})

describe('publish', () => {
  test('takes a profile of one’s own from its file', async () => {
    const folder = folderWithSample()
    const own = {
      version: 1,
      id: 'mine',
      name: 'Mine',
      description: '',
      format: 'wordpress',
      options: { byline: true },
    }
    writeFileSync(join(folder, 'mine.json'), JSON.stringify(own))
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...own, format: 'fax' }))
    const publishBy = (profile: string, out: string) =>
      galley(folder, ['publish', 'lamp.essay', '--profile', profile, '--out', out, '--json'])
    const done = await publishBy('mine.json', 'mine.html')
    expect(done.json()).toMatchObject({ profile: 'mine' })
    expect(readFileSync(join(folder, 'mine.html'), 'utf8')).toContain('class="galley-byline"')
    expect(await publishBy('bad.json', 'x.html')).toMatchObject({ exit: 3 })
    expect(await publishBy('gone.json', 'x.html')).toMatchObject({ exit: 3 })
  })

  test('finds one’s own profiles by their ids, to publish and to check', async () => {
    const folder = folderWithSample()
    const own = { version: 1, id: 'mine', name: 'Mine', description: '', format: 'text', rules: { words: { max: 3 } } }
    mkdirSync(join(folder, 'data/profiles'), { recursive: true })
    writeFileSync(join(folder, 'data/profiles/mine.json'), JSON.stringify(own))
    const by = (profile: string, ...more: string[]) => ['lamp.essay', '--profile', profile, '--data', 'data', ...more]
    const published = await galley(folder, ['publish', ...by('mine', '--out', 'mine.txt', '--json')])
    expect(published.json()).toMatchObject({ profile: 'mine' })
    const checked = await galley(folder, ['check', ...by('mine', '--json')])
    expect(checked.json()).toMatchObject({ profile: 'mine' })
    const refused = await galley(folder, ['check', ...by('yours')])
    expect(refused).toMatchObject({ exit: 2 })
    expect(refused.err).toContain('there is no profile yours')
  })

  test.each([
    ['html-page', 'page.html', ['page.html']],
    ['html-fragment', 'part.html', ['part.html', 'images/']],
    ['markdown', 'lamp.md', ['lamp.md', 'images/']],
  ])('%s writes what its receipt says', async (profile, out, expected) => {
    const folder = folderWithSample()
    const { exit, err, json } = await galley(folder, [
      'publish',
      'lamp.essay',
      '--profile',
      profile,
      '--out',
      out,
      '--json',
    ])
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    const receipt = json() as {
      files: { path: string; bytes: number; sha256: string }[]
      findings: unknown
      losses: unknown
    }
    expect(Object.keys(receipt)).toEqual(['profile', 'files', 'findings', 'losses'])
    for (const { path, bytes, sha256: hash } of receipt.files) {
      expect(readFileSync(join(folder, path))).toHaveLength(bytes)
      expect(sha256(join(folder, path))).toBe(hash)
    }
    for (const name of expected) expect(receipt.files.some(({ path }) => path.startsWith(name))).toBe(true)
    expect(receipt.files.some(({ path }) => path.startsWith('images/'))).toBe(expected.length > 1)
  })

  test('replaces a file only when told to', async () => {
    const folder = folderWithSample()
    writeFileSync(join(folder, 'lamp.md'), 'an afternoon of work')
    const argv = ['publish', 'lamp.essay', '--profile', 'markdown', '--out', 'lamp.md']
    const refused = await galley(folder, argv)
    expect(refused).toMatchObject({ exit: 4, out: '', err: expect.stringContaining('--force') })
    expect(readFileSync(join(folder, 'lamp.md'), 'utf8')).toBe('an afternoon of work')
    expect(existsSync(join(folder, 'images'))).toBe(false)
    expect(await galley(folder, [...argv, '--force'])).toMatchObject({ exit: 0 })
    expect(readFileSync(join(folder, 'lamp.md'), 'utf8')).toContain('The Keeper and the Lamp')
  })

  test('errors among the findings give 1 and the file all the same', async () => {
    const folder = folderWithDraft()
    writeFileSync(join(folder, 'bare.md'), 'Text without a title.\n\n![](stair.jpg)\n')
    const { exit, json } = await galley(folder, [
      'publish',
      'bare.md',
      '--profile',
      'html-page',
      '--out',
      'x.html',
      '--json',
    ])
    expect(exit).toBe(1)
    expect(json().findings).toContainEqual(expect.objectContaining({ severity: 'error' }))
    expect(existsSync(join(folder, 'x.html'))).toBe(true)
  })

  test('shows its progress on a watched terminal and leaves nothing of it', async () => {
    const { err } = await galley(
      folderWithSample(),
      ['publish', 'lamp.essay', '--profile', 'markdown', '--out', 'x.md'],
      true,
    )
    expect(err).toBe('Reading lamp.essay …\r\u001b[KPublishing as markdown …\r\u001b[K')
  })
})

describe('import of a whole blog', () => {
  const blog = join(import.meta.dirname, '../fixtures/blogs/wordpress.xml')

  test('makes an essay of each post in a folder, and asks for a folder', async () => {
    const folder = temporaryFolder()
    const { exit, json } = await galley(folder, ['import', blog, '--out', 'blog/', '--json'])
    expect([exit, readdirSync(join(folder, 'blog')).sort()]).toEqual([
      0,
      ['A classic post.essay', 'The Lamp & the Fog.essay'],
    ])
    expect(json()).toMatchObject({
      essays: [{ title: 'The Lamp & the Fog', figures: 1, notes: 1 }, { title: 'A classic post' }],
    })
    expect(await galley(folder, ['import', blog, '--out', 'one.essay'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('holds 2 essays'),
    })
    expect(await galley(folder, ['inspect', blog])).toMatchObject({ exit: 3, err: expect.stringContaining('2 essays') })
  })
})

describe('import and convert', () => {
  test('a Markdown draft becomes an essay with its picture', async () => {
    const folder = folderWithDraft()
    const { exit, json } = await galley(folder, ['import', 'draft.md', '--out', 'draft.essay', '--json'])
    expect(exit).toBe(0)
    expect(json()).toMatchObject({
      essays: [{ title: 'On waiting', figures: 1, notes: 1, sha256: sha256(join(folder, 'draft.essay')) }],
      losses: [],
    })
    expect((await galley(folder, ['inspect', 'draft.essay', '--json'])).json()).toMatchObject({
      title: 'On waiting',
      contributors: [{ name: 'Mira Holt', role: 'author' }],
    })
  })

  test('several files become one essay, or one each in a folder', async () => {
    const folder = folderWithDraft()
    writeFileSync(
      join(folder, 'second.md'),
      '---\ntitle: The second part\n---\n\nAnd goes on.[^1]\n\n[^1]: Another note.\n',
    )
    const joined = await galley(folder, ['import', 'draft.md', 'second.md', '--out', 'whole.essay', '--json'])
    expect(joined.json()).toMatchObject({ essays: [{ title: 'On waiting', figures: 1, notes: 2 }] })
    expect((await galley(folder, ['inspect', 'whole.essay'])).out).toContain('The second part')
    const apart = await galley(folder, ['import', 'draft.md', 'second.md', '--out', 'each/'])
    expect(apart.exit).toBe(0)
    expect(readdirSync(join(folder, 'each')).sort()).toEqual(['draft.essay', 'second.essay'])
  })

  test('.essay to Markdown and HTML and back keeps the text', async () => {
    const folder = folderWithSample()
    const before = (await galley(folder, ['inspect', 'lamp.essay', '--json'])).json()
    for (const [index, kind] of ['md', 'html'].entries()) {
      expect(await galley(folder, ['convert', 'lamp.essay', `out${index}/lamp.${kind}`])).toMatchObject({
        exit: 0,
        err: '',
      })
      expect(await galley(folder, ['convert', `out${index}/lamp.${kind}`, `${kind}.essay`])).toMatchObject({
        exit: 0,
        err: '',
      })
      const after = (await galley(folder, ['inspect', `${kind}.essay`, '--json'])).json()
      const { words, notes, outline, contributors } = before
      expect(after).toMatchObject({ words, notes, outline, contributors })
      expect(after.figures).toHaveLength(3)
    }
  })

  test('to plain text, its losses with their places', async () => {
    const folder = folderWithDraft()
    const { exit, json } = await galley(folder, ['convert', 'draft.md', 'out.txt', '--json'])
    expect(exit).toBe(0)
    expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe(
      'On waiting\n\nBy Mira Holt\n\nIt begins.[1]\n\n[Figure 1: A stair]\n\nNotes\n\n[1] With a note.\n',
    )
    expect(json()).toMatchObject({
      from: 'markdown',
      to: 'txt',
      files: [{ path: 'out.txt', sha256: sha256(join(folder, 'out.txt')) }],
      losses: [{ kind: 'picture', count: 1, place: 'A stair' }],
    })
    expect((await galley(folder, ['convert', 'draft.md', 'out.txt'])).exit).not.toBe(0)
    expect((await galley(folder, ['convert', 'draft.md', 'out.txt', '--force'])).out).toContain('(A stair)')
  })
})

describe('bad input', () => {
  const sample = (): Buffer => readFileSync(join(samples, 'the-keeper-and-the-lamp.essay'))
  const cases: readonly (readonly [string, string, () => Uint8Array | null, string])[] = [
    ['a missing file', 'x.essay', () => null, 'gone'],
    ['an empty file', 'x.essay', () => Buffer.alloc(0), 'not-recognised'],
    ['a cut file', 'x.essay', () => sample().subarray(0, 40_000), 'damaged'],
    ['a flipped byte', 'x.essay', () => flipped(sample()), 'damaged'],
    ['a foreign file', 'x.essay', () => Buffer.from('\x89PNG\r\n\x1a\n'), 'not-recognised'],
    ['Latin-1 text', 'x.md', () => Buffer.from('caf\xe9', 'latin1'), 'not-recognised'],
    [
      'a picture called Markdown',
      'x.md',
      () => readFileSync(join(samples, 'pictures/mira-holt.jpg')),
      'not-recognised',
    ],
    ['an unknown kind of file', 'x.docx', () => Buffer.from('PK'), 'not-recognised'],
  ]
  test.each(cases)('%s is refused by every command and nothing is written', async (_, name, bytes, code) => {
    const folder = temporaryFolder()
    const content = bytes()
    if (content) writeFileSync(join(folder, name), content)
    const before = readdirSync(folder)
    for (const argv of [
      ['inspect', name],
      ['publish', name, '--profile', 'html-page', '--out', 'o.html'],
      ['import', name, '--out', 'o.essay'],
      ['convert', name, 'o.md'],
    ]) {
      const outcome = await galley(folder, [...argv, '--json'])
      expect(outcome).toMatchObject({ exit: 3, err: expect.stringMatching(/^galley: [A-Z“"'x].*\.\n$/) })
      expect(outcome.json()).toEqual({ problem: expect.objectContaining({ code, message: expect.any(String) }) })
      expect(outcome.err).not.toMatch(/\bat .*:\d+/)
    }
    expect(readdirSync(folder)).toEqual(before)
  })

  test('a byte order mark is no mistake', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'bom.md'), '\ufeff---\ntitle: With a mark\n---\n\nText.\n')
    expect((await galley(folder, ['inspect', 'bom.md', '--json'])).json()).toMatchObject({ title: 'With a mark' })
  })

  test('a picture that is none is left out and said', async () => {
    const folder = folderWithDraft()
    writeFileSync(join(folder, 'stair.jpg'), 'no picture')
    const { exit, json } = await galley(folder, ['import', 'draft.md', '--out', 'o.essay', '--json'])
    expect(exit).toBe(0)
    expect(json().losses).toMatchObject([{ kind: 'picture-refused', place: 'stair.jpg', count: 1 }])
  })

  test('a title of 10,000 characters', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'long.md'), `---\ntitle: ${'long '.repeat(2_000)}\n---\n\nText.\n`)
    const { exit, err } = await galley(folder, ['import', 'long.md', '--out', 'long.essay'])
    expect(exit).toBe(3)
    expect(err).toContain('a title of more than 2,000 characters')
    expect(err.length).toBeLessThan(1_000)
    expect(existsSync(join(folder, 'long.essay'))).toBe(false)
  })

  test('a link that leads back to itself is no file', async () => {
    const folder = temporaryFolder()
    symlinkSync('loop.md', join(folder, 'loop.md'))
    const { exit, err } = await galley(folder, ['inspect', 'loop.md'])
    expect({ exit, err }).toEqual({
      exit: 3,
      err: 'galley: There is no file loop.md. Nothing was changed. Check the name.\n',
    })
  })

  test('says what hinders it, and offers --force only where that helps', async () => {
    const folder = folderWithSample()
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    for (const [argv, message] of [
      [['import', 'lamp.essay', '--out', 'nowhere/x.essay'], 'There is no folder nowhere to put x.essay into.'],
      [['convert', 'lamp.essay', 'nowhere/x.essay'], 'There is no folder nowhere to put x.essay into.'],
      [['publish', 'lamp.essay', '--profile', 'markdown', '--out', 'notes.txt'], 'notes.txt is a file that does not'],
    ] as const) {
      const { exit, err } = await galley(folder, [...argv])
      expect({ exit, err }).toEqual({ exit: 4, err: expect.stringContaining(message) })
      expect(err).not.toContain('--force')
    }
    expect(await galley(folder, ['import', 'lamp.essay', '--out', 'lamp.essay'])).toMatchObject({
      exit: 4,
      err: expect.stringContaining('--force'),
    })
    expect(readdirSync(folder).sort()).toEqual(['lamp.essay', 'notes.txt'])
  })

  // Root may write into any folder of a disk, but not even root may make a file here.
  const root = process.getuid?.() === 0
  test.skipIf(process.platform !== 'linux' && root)('a folder without write permission', async () => {
    const folder = folderWithSample()
    const forbidden = root ? '/sys/kernel' : temporaryFolder()
    if (!root) chmodSync(forbidden, 0o555)
    for (const argv of [
      ['publish', 'lamp.essay', '--profile', 'html-page', '--out', `${forbidden}/x.html`],
      ['import', 'lamp.essay', '--out', `${forbidden}/x.essay`],
      ['convert', 'lamp.essay', `${forbidden}/x.md`],
    ])
      expect(await galley(folder, argv)).toMatchObject({
        exit: 4,
        out: '',
        err: expect.stringMatching(/^galley: .*\.\n$/),
      })
    expect(readdirSync(folder)).toEqual(['lamp.essay'])
  })

  test('a folder where there is a file', async () => {
    const folder = folderWithSample()
    const outcome = await galley(folder, [
      'publish',
      'lamp.essay',
      '--profile',
      'html-page',
      '--out',
      'lamp.essay/x.html',
    ])
    expect(outcome).toMatchObject({ exit: 4, out: '' })
  })
})

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const middle = Math.floor(copy.length / 2)
  copy[middle] = (copy[middle] as number) ^ 0xff
  return copy
}
