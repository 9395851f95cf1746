import { describe, expect, it } from 'vitest'
import { worksCited } from '../../core/essay/works-cited-entries.ts'
import { builtIn } from '../../core/publication/built-in-profile.ts'
import { worksCitedStyle } from '../../core/publication/checks/works-cited-style.ts'
import { check } from '../../core/publication/checks.ts'
import { FORMATS } from '../../core/publication/formats.ts'
import { doc, h, link, marked, node, p, ref } from '../builders/nodes.ts'
import { richEssay } from '../builders/rich-essay.ts'

type Style = Parameters<typeof worksCitedStyle>[1]

const essayCiting = (...entries: readonly string[]) => ({
  ...richEssay,
  body: doc([p('Text.'), h(2, 'Works Cited'), ...entries.map((entry) => p(entry))]),
})
const said = (style: Style, ...entries: readonly string[]) =>
  worksCitedStyle(essayCiting(...entries), style).map(({ message }) => message)

describe('works cited by a style', () => {
  const sound: Readonly<Record<Style, readonly string[]>> = {
    mla: [
      'All translations are mine',
      'Aas, Henrike. Notes from a Tower. Pier, 1931.',
      '---. The Stair. Pier, 1934.',
      'The Brass Lamp. Directed by Ana Liu, Quay Films, 1958.',
      'Liu, Ana. “Who Climbs?” Archive, vol. 2, 2019, https://example.org/a.',
      'van Dam, Cornelis. Licht. Kade, 1921.',
      'Öberg, Siv. Fyren. 1960.',
    ],
    chicago: [
      'Aas, Henrike. Notes from a Tower. Stavanger: Pier, 1931.',
      'Liu, Ana. “The Lamp Room.” Archive 2, no. 1 (2019): 45–61.',
      'O’Dell, Rhys. Breath. London: Quay, n.d.',
      'Ogden, Mae. Steps. London: Quay, 1888.',
    ],
    apa: [
      'Aas, H. (1931). Notes from a tower. Pier.',
      'Liu, A. (2019a, June 3). The lamp room. Archive, 2(1), 45–61. https://doi.org/10.1000/182',
      'Museum of Lamps. (n.d.). Catalogue. https://example.org/lamps',
    ],
  }
  it.each(Object.entries(sound))('says nothing of a list in good order: %s', (style, entries) => {
    expect(said(style as Style, ...entries)).toEqual([])
  })

  it.each([
    ['mla', ['Liu, Ana. A. 2019.', 'Aas, Bo. B. 1931.'], '“Aas, Bo. B. 1931.” stands behind “Liu, Ana. A. 2019.”'],
    [
      'chicago',
      ['Liu. A. 2019.', 'Aas. B. 1931.', 'Zinn. C. 1990.', 'Moe. D. 1950.'],
      '2 works cited stand behind one of a later letter, against the order of the alphabet; the first is “Aas. B. 1931.”',
    ],
    ['mla', ['Liu, Ana. A. 2019'], '“Liu, Ana. A. 2019” ends without a full stop; in MLA'],
    ['mla', ['Liu, Ana. “A.” 2019, https://example.org/a'], 'ends without a full stop'],
    ['mla', ['Liu, Ana. (2019). A. Pier.'], 'has its year in brackets near its beginning, as APA style has it and MLA'],
    ['chicago', ['Liu, Ana. “A.” Pier.'], '“Liu, Ana. “A.” Pier.” names no year'],
    ['apa', ['Liu, Ana. A. Pier, 2019.'], 'has no year in brackets'],
  ] as const)('%s: %j', (style, entries, expected) => {
    expect(said(style, ...entries)).toEqual([expect.stringContaining(expected)])
  })

  it('jumps to the entry, in a list, too, and reads what stands there once suggestions are accepted', () => {
    const item = (...content: Parameters<typeof node>[2][]) =>
      node('listItem', {}, p(...content), p('A note of 1990 about it'))
    const deleted = { type: 'deletion', attrs: { id: 's' } }
    const body = doc([
      h(2, 'References'),
      p('Aas, Bo. 1931.'),
      node('bulletList', {}, item('Liu, Ana. 2019.', marked(' and more', deleted)), item('Moe, 1950')),
      h(2, 'Afterword'),
      p('Written in 2026'),
    ])
    expect(worksCited(body, 'en').map(({ block }) => block)).toEqual([1, 2, 2])
    expect(worksCitedStyle({ ...richEssay, body }, 'mla')).toEqual([
      { message: expect.stringContaining('“Moe, 1950” ends without'), place: { kind: 'block', block: 2 } },
    ])
    // APA sets no full stop behind an address, linked or not.
    const linked = doc([h(2, 'References'), p('Aas, B. (1931). A. ', marked('Archive', link('https://example.org')))])
    expect(worksCitedStyle({ ...richEssay, body: linked }, 'apa')).toEqual([])
  })
})

describe('where a house wants its notes', () => {
  const essay = { ...richEssay, body: doc([p('a', ref('n'))], [['n', p('Note.')]]) }
  const told = (format: string, notes: 'footnotes' | 'endnotes') =>
    check(essay, builtIn({ id: 'own', name: 'Own', description: '', format, rules: { notes } })).some(
      ({ rule }) => rule === 'house-notes-place',
    )

  it('footnotes are a finding for every format that has none, endnotes for no format', () => {
    const formats = Object.keys(FORMATS)
    expect(formats.filter((format) => !told(format, 'footnotes'))).toEqual([
      'markdown',
      'docx',
      'submission',
      'textpack',
    ])
    expect(formats.filter((format) => told(format, 'endnotes'))).toEqual([])
  })
})
