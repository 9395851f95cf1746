import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { type NodeJson, textOf, walk } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { toRtf } from '../../core/formats/rtf/to-rtf.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { publish } from '../../core/publication/publish.ts'
import { wordingFor } from '../../core/publication/wording.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { doc, link, marked, node, p, ref } from '../builders/nodes.ts'
import { richEssay } from '../builders/rich-essay.ts'
import { readRtf } from '../builders/rtf-reader.ts'

const written = (essay: Essay, layout: 'reading' | 'manuscript' = 'reading') =>
  toRtf(essay, { wording: wordingFor(essay.metadata.language), layout })
const read = (...blocks: NodeJson[]) =>
  readRtf(written(newEssay(ARBITRARY_ID, { body: doc(blocks, [['n', p('A note.')]]) })).text)
const lettersOf = (text: string) => text.replace(/[^\p{L}]/gu, '')

describe('an essay as RTF', () => {
  it('is read as it was written: title, headings, notes at their words, tables, captions, links', () => {
    const paragraphs = readRtf(written(richEssay).text)
    const of = (start: string) => paragraphs.find(({ text }) => text.startsWith(start))
    expect(paragraphs[0]?.text).toBe('The Keeper and the Lamp')
    expect(of('A hundred and nine')?.runs[0]?.words).toContain('outlinelevel0')
    expect(of('It begins with a stair')?.notes).toEqual([expect.stringContaining('The line is spoken off screen')])
    expect(of('It begins with a stair')?.runs.find(({ text }) => text === 'argument')?.words).toContain('i')
    expect(paragraphs.map(({ text }) => text)).toEqual(expect.arrayContaining(['Climb', 'Weather', 'Minutes']))
    expect(of('[Figure 1: A spiral stair')).toBeDefined()
    expect(of('The stair in the second reel, lit from within.')?.text).toContain('CC BY 4.0')
    expect(written(richEssay).text).toContain('HYPERLINK "https://example.org/steps"')
  })

  it('sets what is not set in without a first line that stands out of the page, as that of a note', () => {
    const essay = newEssay(ARBITRARY_ID, { body: doc([p('Text', ref('n'))], [['n', p('A note.')]]) })
    expect(written(essay).text).not.toContain('\\fi-')
    const list = node('bulletList', {}, node('listItem', {}, p('one')))
    expect(written(newEssay(ARBITRARY_ID, { body: doc([list]) })).text).toContain('\\li720\\fi-360')
  })

  it('escapes what RTF would take for itself, and writes every sign of the world in ASCII', () => {
    const words = 'a\\b{c} “é” \u{1F3EE}'
    expect(read(p(words, { type: 'hardBreak' }, 'x'))[0]?.text).toBe(`${words}\nx`)
    const { text } = written(
      newEssay(ARBITRARY_ID, { body: doc([p(marked('x', link('https://a.example/?q="{b}"')))]) }),
    )
    expect(text).toContain('HYPERLINK "https://a.example/?q=%22\\{b\\}%22"')
  })

  it('keeps marks apart, writes a note once and its number again, and tells what it cannot say', () => {
    const [paragraph] = read(p('a', marked('b', 'bold', 'italic'), 'c', ref('n'), ref('n')))
    expect(paragraph?.runs.map(({ text, words }) => [text, words.has('b'), words.has('i')]).slice(0, 3)).toEqual([
      ['a', false, false],
      ['b', true, true],
      ['c', false, false],
    ])
    expect(paragraph?.notes.map((note) => note.trim())).toEqual(['A note.'])
    expect(paragraph?.text).toBe('abc1')
    const { losses } = written(
      newEssay(ARBITRARY_ID, { body: doc([node('bulletList', {}, node('listItem', {}, p('one'))), p(ref('gone'))]) }),
    )
    expect(losses.map(({ kind, place }) => [kind, place])).toEqual([
      ['list', 'one'],
      ['missing-note', 'paragraph'],
    ])
  })

  it('ends a note with its last words, and writes one that only another note speaks of in that one alone', () => {
    const notes: [string, NodeJson][] = [
      ['n', p('A note.', ref('m'))],
      ['m', p('Only here.')],
    ]
    const { text } = written(newEssay(ARBITRARY_ID, { body: doc([p('Text', ref('n'))], notes) }))
    // A paragraph mark at the end would be an empty line below the note.
    expect(text).not.toMatch(/\\par\s*\}\}/)
    expect(text.split('Only here.')).toHaveLength(2)
  })

  it('has every letter of any body, deletions apart, in either layout', () => {
    fc.assert(
      fc.property(
        arbitraryEssay({ review: true }),
        fc.constantFrom('reading' as const, 'manuscript' as const),
        (essay, layout) => {
          const all = readRtf(written(essay, layout).text)
            .flatMap(({ text, notes }) => [text, ...notes])
            .join('\n')
          const letters = lettersOf(all)
          walk(essay.body, (one) => {
            if (one.type !== 'text' || one.marks?.some(({ type }) => type === 'deletion')) return
            expect(letters).toContain(lettersOf((one.text ?? '').replace(/\p{Surrogate}/gu, '')))
          })
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('the clipboard of the Word profiles', () => {
  const made = async (id: string) =>
    (
      await publish(richEssay, profileById(id) as Profile, {
        look: { stylesheet: '', stylesheetHash: '' },
        bytes: () => new Uint8Array(),
        dataUri: () => '',
      })
    ).clipboard

  it('has RTF, HTML and text, and says that the pictures stay in the file', async () => {
    const clipboard = await made('docx')
    expect(readRtf(clipboard?.rtf ?? '').length).toBeGreaterThan(20)
    expect(clipboard?.html).toContain('<table>')
    expect(clipboard?.html).not.toMatch(/<img|\.jpg/)
    expect(clipboard?.text).toContain('[1]')
    for (const losses of [clipboard?.losses, clipboard?.rtfLosses])
      expect(losses?.map(({ kind }) => kind)).toContain('picture')
    expect(clipboard?.rtfLosses?.map(({ kind }) => kind)).not.toContain('note-link')
  })

  it('names nobody where the file names nobody', async () => {
    const clipboard = await made('docx-anonymous')
    const { people } = richEssay
    for (const { name } of people)
      for (const flavour of [clipboard?.html, clipboard?.text, clipboard?.rtf]) expect(flavour).not.toContain(name)
    expect(textOf(richEssay.body)).not.toBe('')
  })
})
