import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newEssay } from '../../../core/essay/new-essay.ts'
import { essayFromJson, readBody, readEssay, readInline } from '../../../core/essay/read-essay.ts'
import { arbitraryEssay } from '../../builders/arbitrary-essay.ts'
import { buildEssay, ESSAY_ID } from '../../builders/essay.ts'
import { richEssay } from '../../builders/rich-essay.ts'

const { essay } = buildEssay({ title: 'A lamp', text: ['Words.'], tones: [5] })
type Json = Record<string, unknown>
const changed = (change: (copy: Json & { metadata: Json; body: Json }) => void): unknown => {
  const copy = structuredClone(essay) as unknown as Json & { metadata: Json; body: Json }
  change(copy)
  return copy
}

describe('reading essay.json', () => {
  it('reads what it wrote, and reading twice changes nothing', () => {
    const rich = essayFromJson(richEssay)
    if (!rich.ok) throw new Error(rich.problem.message)
    expect(readEssay(JSON.stringify(rich.value))).toEqual(rich)
    expect(readEssay(`\ufeff${JSON.stringify(essay)}`)).toEqual({ ok: true, value: essay })
    expect(essayFromJson(newEssay(ESSAY_ID)).ok).toBe(true)
    fc.assert(
      fc.property(arbitraryEssay(), (any) => {
        const once = essayFromJson(any)
        if (!once.ok) throw new Error(once.problem.message)
        expect(essayFromJson(JSON.parse(JSON.stringify(once.value)))).toEqual(once)
      }),
      { numRuns: 100 },
    )
  })

  it('fills in what the schema has by default, in the cover as well', () => {
    const bare = changed((copy) => {
      copy.body = {
        type: 'doc',
        content: [
          {
            type: 'heading',
            content: [
              { type: 'text', text: 'a' },
              { type: 'text', text: 'b' },
            ],
          },
        ],
      }
      copy.metadata.cover = {
        src: '',
        alt: '',
        decorative: false,
        creator: '',
        sourceUrl: '',
        license: '',
        licenseUrl: '',
        permission: '',
        caption: [
          { type: 'text', text: 'c', unknown: 1 },
          { type: 'text', text: 'd', marks: [] },
        ],
        credit: [],
      }
    })
    const read = essayFromJson(bare)
    expect(read).toMatchObject({
      ok: true,
      value: {
        body: { content: [{ attrs: { level: 2, lang: '', dir: null }, content: [{ type: 'text', text: 'ab' }] }] },
      },
    })
    expect(read.ok && read.value.metadata.cover?.caption).toEqual([{ type: 'text', text: 'cd' }])
  })

  it.each<[string, unknown, string]>([
    ['null', null, 'not-recognised'],
    ['a list', [], 'not-recognised'],
    ['another format', { format: 'other' }, 'not-recognised'],
    ['no version', { format: 'galley.essay' }, 'not-recognised'],
    ['version 0', { format: 'galley.essay', version: 0 }, 'not-recognised'],
    ['a version as text', { format: 'galley.essay', version: '1' }, 'not-recognised'],
    ['a newer version', { ...essay, version: 2 }, 'newer-version'],
    [
      'an unknown key',
      changed((copy) => {
        copy.more = 1
      }),
      'invalid-essay',
    ],
    [
      'an unknown key in the metadata',
      changed((copy) => {
        copy.metadata.more = 1
      }),
      'invalid-essay',
    ],
    [
      'no id',
      changed((copy) => {
        copy.id = 'x'
      }),
      'invalid-essay',
    ],
    [
      'a title of several kinds',
      changed((copy) => {
        copy.metadata.title = 7
      }),
      'invalid-essay',
    ],
    [
      'a very long title',
      changed((copy) => {
        copy.metadata.title = 'x'.repeat(10_000)
      }),
      'invalid-essay',
    ],
    [
      'a date that is none',
      changed((copy) => {
        copy.metadata.date = '5 May'
      }),
      'invalid-essay',
    ],
    [
      'a dangerous link',
      changed((copy) => {
        copy.metadata.canonicalUrl = 'javascript:alert(1)'
      }),
      'invalid-essay',
    ],
    [
      'a picture of unknown kind',
      changed((copy) => {
        ;(copy.assets as Json[])[0] = { ...(copy.assets as Json[])[0], mime: 'image/x' }
      }),
      'invalid-essay',
    ],
    [
      'an unknown node',
      changed((copy) => {
        copy.body = { type: 'doc', content: [{ type: 'script' }] }
      }),
      'invalid-essay',
    ],
    [
      'no body',
      changed((copy) => {
        copy.body = { type: 'doc' }
      }),
      'invalid-essay',
    ],
    [
      'a body that is no document',
      changed((copy) => {
        copy.body = { type: 'paragraph' }
      }),
      'invalid-essay',
    ],
    [
      'content of a wrong shape',
      changed((copy) => {
        copy.body = { type: 'doc', content: {} }
      }),
      'invalid-essay',
    ],
    [
      'a mark of a wrong shape',
      changed((copy) => {
        copy.body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: 5 }] }] }
      }),
      'invalid-essay',
    ],
    [
      'null among the nodes',
      changed((copy) => {
        copy.body = { type: 'doc', content: [null] }
      }),
      'invalid-essay',
    ],
    [
      'a dangerous link in the text',
      changed((copy) => {
        copy.body = {
          type: 'doc',
          content: [
            {
              type: 'paragraph',
              content: [
                {
                  type: 'text',
                  text: 'a',
                  marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)', title: '' } }],
                },
              ],
            },
          ],
        }
      }),
      'invalid-essay',
    ],
    [
      'a picture from a data: address',
      changed((copy) => {
        copy.body = {
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'image', attrs: { src: 'data:image/png;base64,AA' } }] }],
        }
      }),
      'invalid-essay',
    ],
    [
      'a script in a cover caption',
      changed((copy) => {
        copy.metadata.cover = {
          src: '',
          alt: '',
          decorative: false,
          caption: [{ type: 'script' }],
          credit: [],
          creator: '',
          sourceUrl: '',
          license: '',
          licenseUrl: '',
          permission: '',
        }
      }),
      'invalid-essay',
    ],
    [
      'a block in a cover credit',
      changed((copy) => {
        copy.metadata.cover = {
          src: '',
          alt: '',
          decorative: false,
          caption: [],
          credit: [{ type: 'paragraph' }],
          creator: '',
          sourceUrl: '',
          license: '',
          licenseUrl: '',
          permission: '',
        }
      }),
      'invalid-essay',
    ],
  ])('refuses %s', (_, value, code) => {
    const read = essayFromJson(value)
    expect(read).toMatchObject({ ok: false, problem: { code, safe: 'Nothing was changed.' } })
    if (!read.ok) expect(read.problem.message).not.toMatch(/\bat \w+ \(|node_modules/)
  })

  it('refuses depth that would overflow the stack, also without the scan of the text', () => {
    let deep: Json = { type: 'paragraph' }
    for (let depth = 0; depth < 20_000; depth++) deep = { type: 'blockquote', content: [deep] }
    expect(readBody({ type: 'doc', content: [deep as never] })).toMatchObject({
      ok: false,
      problem: { code: 'too-large' },
    })
    expect(readInline([deep as never])).toMatchObject({ ok: false })
  })

  it('never throws on an essay in which anything was replaced by anything', () => {
    const paths: (readonly (string | number)[])[] = []
    const collect = (value: unknown, path: readonly (string | number)[]) => {
      paths.push(path)
      if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value))
          collect(inner, [...path, Array.isArray(value) ? Number(key) : key])
    }
    const base = JSON.parse(JSON.stringify(richEssay))
    collect(base, [])
    fc.assert(
      fc.property(fc.constantFrom(...paths.slice(1)), fc.anything({ withNullPrototype: false }), (path, value) => {
        const copy = structuredClone(base)
        const parent = path.slice(0, -1).reduce((node, key) => node[key], copy)
        parent[path.at(-1) as string] = value
        const read = essayFromJson(copy)
        if (read.ok) expect(essayFromJson(read.value)).toEqual(read)
      }),
      { numRuns: 1_000 },
    )
  })
})

it('a text that is nested without end is refused by its limit, where no scan came before it', () => {
  const deep = (levels: number): unknown =>
    Array.from({ length: levels }).reduce<unknown>((inner) => ({ type: 'blockquote', content: [inner] }), {
      type: 'paragraph',
    })
  for (const levels of [60, 10_000])
    expect(essayFromJson({ ...essay, body: { type: 'doc', content: [deep(levels)] } })).toMatchObject({
      ok: false,
      problem: { code: 'too-large', message: expect.stringContaining('100 levels') },
    })
  expect(essayFromJson({ ...essay, body: { type: 'doc', content: [deep(40)] } }).ok).toBe(true)
})
