import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import type { ReadMany } from '../../core/formats/blog/read-many.ts'
import { fromGhost } from '../../core/formats/ghost/read-ghost.ts'
import { readCsv } from '../../core/formats/substack/read-csv.ts'
import { fromSubstack } from '../../core/formats/substack/read-substack.ts'
import { fromWxr } from '../../core/formats/wxr/read-wxr.ts'
import { readXml } from '../../core/formats/wxr/read-xml.ts'
import type { Result } from '../../core/result.ts'
import { compactEssay } from '../builders/compact-essay.ts'
import { fixturePicture } from '../builders/example-assets.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/blogs')
const options = { newId: () => crypto.randomUUID(), picture: fixturePicture }
const fixture = (name: string) => readFileSync(join(FIXTURES, name), 'utf8')

function good(read: Result<ReadMany>) {
  if (!read.ok) throw new Error(read.problem.message)
  return read.value.map(({ essay, losses }) => ({
    ...compactEssay(essay),
    ...(essay.threads.length > 0 ? { threads: essay.threads } : {}),
    losses: losses.map((loss) => `${loss.kind} × ${loss.count}: ${loss.place}`),
  }))
}

describe('an export of WordPress', () => {
  it('gives an essay of each post, with everything that stands around its text', async () => {
    await expect(JSON.stringify(good(fromWxr(fixture('wordpress.xml'), options)), null, 1)).toMatchFileSnapshot(
      join(FIXTURES, 'wordpress.expected.json'),
    )
  })

  it.each([
    ['other XML', '<rss><channel></channel></rss>', 'not-recognised'],
    ['a document type', '<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>', 'not-recognised'],
    ['an entity that XML does not have', '<rss>&nbsp;</rss>', 'damaged'],
    ['nothing', '', 'damaged'],
    ['a text', 'Hello', 'damaged'],
    ['depth', '<a>'.repeat(100), 'too-large'],
  ])('refuses %s', (_, text, code) => {
    expect(fromWxr(text, options)).toMatchObject({ ok: false, problem: { code } })
  })

  it('says in which line XML is damaged', () => {
    const read = readXml('<a>\n<b>\n</a>')
    expect(read.ok ? '' : read.problem.message).toMatch(/line 3/)
  })
})

describe('an export of Ghost', () => {
  it('gives an essay of each post, from its HTML or from its editor’s document', async () => {
    await expect(JSON.stringify(good(fromGhost(fixture('ghost.json'), options)), null, 1)).toMatchFileSnapshot(
      join(FIXTURES, 'ghost.expected.json'),
    )
  })

  it.each([
    ['JSON that is none', '{"posts":', 'damaged'],
    ['other JSON', '[1]', 'not-recognised'],
    ['an export without posts', '{"db":[{"data":{"posts":[]}}]}', 'not-recognised'],
  ])('refuses %s', (_, text, code) => {
    expect(fromGhost(text, options)).toMatchObject({ ok: false, problem: { code } })
  })

  it('takes a document nested without end for what it is', () => {
    const lexical = `{"root":{"children":[${'{"type":"quote","children":['.repeat(3_000)}${']}'.repeat(3_000)}]}}`
    const read = fromGhost(JSON.stringify({ data: { posts: [{ id: '1', title: 'Deep', lexical }] } }), options)
    expect(good(read)[0]?.losses).toContain('too-deep × 1: ')
  })
})

describe('an export of Substack', () => {
  const csv =
    'post_id,post_date,is_published,type,title,subtitle\r\n1.lamp,2024-01-02T10:00:00.000Z,true,newsletter,"The ""Lamp"", lit","Below,\nit"\r\n2.cast,,false,podcast,Cast,\r\n'

  it('takes what posts.csv says and the text of each post', () => {
    const read = fromSubstack(csv, (id) => (id === '1.lamp' ? '<p>Lit.</p>' : null), options)
    expect(good(read)).toEqual([
      {
        metadata: {
          title: 'The "Lamp", lit',
          standfirst: 'Below,\nit',
          slug: 'lamp',
          date: '2024-01-02',
          status: 'published',
        },
        body: [{ paragraph: 'Lit.' }],
        losses: ['no-text × 1: Cast'],
      },
    ])
  })

  it('reads every table of fields as it was written', () => {
    const field = fc.string({ maxLength: 12, unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é') })
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 5 }), (rows) => {
        const quoted = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        const read = readCsv(['one,two', ...quoted].join('\r\n'))
        expect(read.map((row) => [row.get('one'), row.get('two')])).toEqual(
          rows.filter((row) => row.some((one) => one !== '')).map((row) => [...row]),
        )
      }),
    )
  })
})

describe('any damage', () => {
  const ways = {
    wordpress: [fixture('wordpress.xml'), (text: string) => fromWxr(text, options)],
    ghost: [fixture('ghost.json'), (text: string) => fromGhost(text, options)],
  } as const

  it.each(Object.entries(ways))('to an export of %s is a refusal or a sound essay', (_, [text, read]) => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 6 }), (at, gone, instead) => {
        for (const damaged of [text.slice(0, at), text.slice(0, at) + instead + text.slice(at + gone)]) {
          const done = read(damaged)
          if (done.ok) for (const { essay } of done.value) expect(essayFromJson(essay).ok).toBe(true)
          else expect(done.problem.message).not.toBe('')
        }
      }),
      { numRuns: 60 },
    )
  })
})
