import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { fromMarkdown } from '../../core/formats/markdown/read/from-markdown.ts'
import { LONGEST_MARKDOWN } from '../../core/formats/markdown/read/read-markdown.ts'
import { toMarkdown } from '../../core/formats/markdown/write/to-markdown.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { MARKDOWN_PIECES } from '../builders/arbitrary-markdown.ts'

const RUNS = Number(process.env.RUNS ?? 200)
const reading = { id: ARBITRARY_ID, picture: () => null }

/** Whatever came in: either an essay that could be stored, or a problem that names its limit. */
function expectTyped(text: string): void {
  const read = fromMarkdown(text, reading)
  if (!read.ok) {
    expect(read.problem.code).toBe('too-large')
    expect(read.problem.message).toMatch(/\d/)
    return
  }
  const stored = essayFromJson(JSON.parse(JSON.stringify(read.value.essay)))
  expect(stored.ok ? 'stored' : `${stored.problem.message} in ${JSON.stringify(text)}`).toBe('stored')
}

describe('Markdown that nobody meant to write', () => {
  it('is read or refused, never thrown at the caller, whatever its characters are', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), expectTyped), { numRuns: RUNS })
  })

  it('is read or refused, whatever constructs stand in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...MARKDOWN_PIECES), { maxLength: 25 }).map((all) => all.join('')),
        expectTyped,
      ),
      { numRuns: RUNS * 5 },
    )
  })

  it('is read or refused when a good file is cut short', () => {
    const whole =
      '---\ntitle: "A"\nauthors:\n  - name: "B"\n---\n\n<figure markdown="1">\n\n![a](b.png)\n\n<figcaption markdown="1">\n\nc[^1] <small class="credit">d</small>\n\n</figcaption>\n</figure>\n\n- [x] e\n\n<table>\n<tr>\n<td markdown="1">\n\nf\n\n</td>\n</tr>\n</table>\n\n[^1]: g\n'
    for (let length = 0; length <= whole.length; length++) expectTyped(whole.slice(0, length))
  })

  it.each([
    ['quotations', '> '.repeat(10_000)],
    ['lists', `${'- '.repeat(10_000)}a`],
    ['fenced divs', '::: a\n'.repeat(10_000)],
    ['elements', '<section class="discussion-prompt">\n\n'.repeat(10_000)],
    [
      'closed elements',
      `${'<section class="discussion-prompt">\n\n'.repeat(2_000)}a\n\n${'</section>\n\n'.repeat(2_000)}`,
    ],
    ['inline tags', '<b>'.repeat(10_000)],
  ])('is refused when %s nest without end', (_name, text) => {
    const read = fromMarkdown(text, reading)
    expect(read.ok ? '' : read.problem.message).toMatch(/deeper than \d+ levels/)
  })

  it.each([
    ['brackets', '['],
    ['links', '[a]('],
    ['pictures', '![a'],
    ['closed pictures', '![a](b)'],
    ['emphasis', '*a **b '],
    ['backticks', '`a'],
    ['notes', '^['],
    ['spans', '[a]{'],
    ['embeds', '![['],
    ['comments', 'a <!--'],
    ['addresses', 'https://a.b/('],
    ['backslashes', '\\'],
    ['openings of pictures', '!['],
    ['closings of links', ']('],
  ])('is read when one line of it is 200,000 characters of %s', (_name, unit) => {
    expectTyped(unit.repeat(Math.ceil(200_000 / unit.length)))
  })

  it('is read when descriptions nest in descriptions', () => {
    expectTyped(`${'![a'.repeat(5_000)}${'](b)'.repeat(5_000)}`)
    expectTyped(`${'^[a'.repeat(5_000)}${']'.repeat(5_000)}`)
  })

  it.each([
    ['openings of pictures', '![', 'read'],
    ['closings of links', '](', 'read'],
    ['emphasis', '*a', 'The text holds more than 150000 paragraphs, cells and marked words.'],
  ])('comes to an end for one line of 5 million characters of %s', (_name, unit, outcome) => {
    const read = fromMarkdown(unit.repeat(LONGEST_MARKDOWN / unit.length), reading)
    expect(read.ok ? 'read' : read.problem.message).toBe(outcome)
  })

  it('is refused above 5 million characters, and the refusal says so', () => {
    const read = fromMarkdown('a'.repeat(LONGEST_MARKDOWN + 1), reading)
    expect(read).toMatchObject({
      ok: false,
      problem: { code: 'too-large', message: expect.stringContaining('5 million') },
    })
  })

  it('is refused when it holds more nodes than can be stored', () => {
    const read = fromMarkdown('a\n\n'.repeat(160_000), reading)
    expect(read).toMatchObject({
      ok: false,
      problem: { code: 'too-large', message: expect.stringContaining('150000') },
    })
  })

  it('keeps front matter as text where YAML would explode, nest without end or is damaged', () => {
    const bomb = Array.from(
      { length: 40 },
      (_, level) =>
        `b${level}: &b${level} [${
          level === 0
            ? 'x'
            : Array(9)
                .fill(`*b${level - 1}`)
                .join(', ')
        }]`,
    ).join('\n')
    for (const yaml of [bomb, `a: ${'['.repeat(5_000)}`, `${'? '.repeat(3_000)}a`, 'a: "cut', 'a: b: c: d']) {
      const read = fromMarkdown(`---\n${yaml}\n---\n\nText\n`, reading)
      if (!read.ok) throw new Error(read.problem.message)
      expect(read.value.losses.map((loss) => loss.kind)).toContain('front-matter')
      expect(toMarkdown(read.value.essay, { dialect: 'plain', address: () => '', frontMatter: false }).text).toContain(
        'Text',
      )
    }
  })

  it('leaves out people and tags that no essay could hold', () => {
    const yaml = `tags: [${Array.from({ length: 600 }, (_, index) => `t${index}`).join(', ')}]\nauthors:\n${'  - name: A\n    id: a\n'.repeat(1_200)}`
    expectTyped(`---\n${yaml}---\n\nText\n`)
  })

  it('cannot reach into prototypes by its front matter', () => {
    const read = fromMarkdown('---\n__proto__:\n  polluted: true\nconstructor: x\na:\n  __proto__: y\n---\n', reading)
    expect(read).toMatchObject({ ok: true, value: { essay: { metadata: { extra: { a: {} } } } } })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
