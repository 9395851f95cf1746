import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptAround, findText } from '../../host/essays/search-text.ts'
import { fileNameOf, freePath, safeFileName } from '../../host/file-name.ts'
import { nodeIo } from '../../host/io.ts'
import { linkAddress } from '../../host/link-address.ts'
import { temporaryFolder } from './temporary-folder.ts'

describe('file names from titles', () => {
  it.each([
    ['The Keeper and the Lamp', 'The Keeper and the Lamp'],
    ['On light: a “note” / part 2?', 'On light a “note” part 2'],
    ['../../etc/passwd', 'etc passwd'],
    ['C:\\Users\\x', 'C Users x'],
    ['  Ends in dots... ', 'Ends in dots'],
    ['.hidden', 'hidden'],
    ['~temp', 'temp'],
    ['con', 'con_'],
    ['LPT1.txt', 'LPT1.txt_'],
    ['Cafe\u0301', 'Café'],
    ['line\nbreak\u0000\u202e', 'line break'],
    ['///', ''],
    ['', ''],
  ])('makes of %j %j', (title, name) => {
    expect(safeFileName(title)).toBe(name)
  })

  it('fit every system, whatever the title', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.string({ unit: 'grapheme', maxLength: 1 }),
            fc.constantFrom('.', ' ', '/', ':', '👩‍👩‍👧', 'é', '\n'),
          ),
          maxLength: 400,
        }),
        (title) => {
          const name = safeFileName(title)
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(181)
          expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]|^[.\s]|[.\s]$/u)
          expect(safeFileName(name)).toBe(name)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are numbered where one is taken, also by another case or composition', async () => {
    const folder = temporaryFolder()
    const free = async (name: string) => basename(await freePath(nodeIo, folder, name, '.essay'))
    expect(await free('Café')).toBe('Café.essay')
    writeFileSync(join(folder, 'CAFE\u0301.ESSAY'), '')
    mkdirSync(join(folder, 'café 2.essay'))
    expect(await free('Café')).toBe('Café 3.essay')
    expect(basename(await freePath(nodeIo, join(folder, 'not there'), 'a', '.b'))).toBe('a.b')
    expect(fileNameOf('/x/y/On 2.5 lamps.essay')).toBe('On 2.5 lamps')
  })
})

describe('the search', () => {
  const found = (text: string, query: string) => findText(text, query).map(({ start, end }) => text.slice(start, end))

  it.each([
    ['The Café and the cafe\u0301', 'CAFE', ['Café', 'cafe\u0301']],
    ['ΟΔΟΣ οδός', 'οδος', ['ΟΔΟΣ', 'οδός']],
    ['Łódź Łódź', 'łódź', ['Łódź', 'Łódź']],
    ['the lamp\nroom', 'lamp room', ['lamp\nroom']],
    ['ﬁlm film', 'film', ['ﬁlm', 'film']],
    ['🗼 tower 🗼', '🗼', ['🗼', '🗼']],
    ['aaaa', 'aa', ['aa', 'aa']],
    ['anything', '  ', []],
    ['', 'x', []],
  ])('finds in %j by %j', (text, query, matches) => {
    expect(found(text, query)).toEqual(matches)
  })

  it('never answers a place outside of the text, and finds every text in itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 3 }), (text, query) => {
        for (const { start, end } of [...findText(text, query), ...findText(text + query, query)]) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length + query.length)
        }
      }),
    )
  })

  it('cuts the words around a match at spaces and says where it is', () => {
    const text = `${'before '.repeat(30)}the lamp\nroom ${'after '.repeat(30)}`
    const [match] = findText(text, 'lamp room')
    if (!match) throw new Error('not found')
    const { excerpt, start, end } = excerptAround(text, match, 20)
    expect(excerpt).toBe('… before before the lamp room after after after …')
    expect(excerpt.slice(start, end)).toBe('lamp room')
    const [whole] = findText('lamp', 'lamp')
    if (!whole) throw new Error('not found')
    expect(excerptAround('lamp', whole)).toEqual({ excerpt: 'lamp', start: 0, end: 4 })
    const [inside] = findText(`${'x'.repeat(99)}lamp🗼${'🗼'.repeat(50)}`, 'lamp')
    if (!inside) throw new Error('not found')
    expect(excerptAround(`${'x'.repeat(99)}lamp🗼${'🗼'.repeat(50)}`, inside, 21).excerpt).not.toMatch(/\p{Surrogate}/u)
  })
})

describe('links', () => {
  it('are opened as the system will see them, and only to web and mail', () => {
    expect(linkAddress('HTTPS://Example.org/a b'.replace(' ', '%20'))).toEqual({
      ok: true,
      value: 'https://example.org/a%20b',
    })
    for (const address of [
      'https://example.org/a b',
      'https://exa\u200bmple.org/',
      `https://e.org/${'x'.repeat(2_048)}`,
      'http://user@e.org/',
      'https:',
      'smb://x/y',
      'ms-settings:x',
    ])
      expect(linkAddress(address), address).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
  })
})
