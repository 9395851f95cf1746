import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeIo } from '../../../host/io.ts'
import { readDictionaryFiles } from '../../../host/spelling/dictionary-files.ts'
import { spellingShelf } from '../../../host/spelling/spelling-shelf.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const file = (name: string, text: string) => ({ name, bytes: utf8(text) })
const AFF = 'SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n'
const DIC = '2\nété\nescalier\n'

describe('dictionary files', () => {
  it.each([
    ['fr.aff', 'fr.dic', 'fr'],
    ['de_AT.aff', 'de_AT.dic', 'de-AT'],
    ['pt-BR.aff', 'pt-BR.dic', 'pt-BR'],
    ['fr-toutesvariantes.aff', 'fr-toutesvariantes.dic', 'fr'],
  ])('%s and %s are %s', (aff, dic, language) => {
    const read = readDictionaryFiles([file(aff, AFF), file(dic, DIC)])
    expect(read.ok && read.value.map((one) => one.language)).toEqual([language])
  })

  it('are decoded by the encoding that they name', () => {
    const latin = Uint8Array.from([...utf8('1\n'), 0xe9, 0x74, 0xe9, 0x0a])
    const read = readDictionaryFiles([file('fr.aff', 'SET ISO8859-1\n'), { name: 'fr.dic', bytes: latin }])
    expect(read.ok && read.value[0]?.dic).toBe('1\nété\n')
  })

  it('come out of a LibreOffice package, whatever else is in it', () => {
    const oxt = zipSync({
      'dictionaries/fr.aff': utf8(AFF),
      'dictionaries/fr.dic': utf8(DIC),
      'dictionaries/hyph_fr.dic': utf8('x'),
      'dictionaries/thes_fr.dat': utf8('x'),
    })
    const read = readDictionaryFiles([{ name: 'fr.oxt', bytes: oxt }])
    expect(read.ok && read.value).toEqual([{ language: 'fr', aff: AFF, dic: DIC }])
  })

  it.each([
    ['one half', [file('fr.dic', DIC)], 'not-recognised', /lacks its \.aff/],
    ['no language in the name', [file('words.aff', AFF), file('words.dic', DIC)], 'not-recognised', /which language/],
    ['no dictionary', [file('fr.aff', AFF), file('fr.dic', 'once upon')], 'not-recognised', /number of words/],
    [
      'another encoding',
      [file('fr.aff', AFF), { name: 'fr.dic', bytes: Uint8Array.of(0x31, 0x0a, 0xe9, 0x0a) }],
      'not-recognised',
      /encoding/,
    ],
    ['an unknown encoding', [file('fr.aff', 'SET KLINGON-1\n'), file('fr.dic', DIC)], 'not-recognised', /KLINGON/],
    ['a package that is none', [file('fr.oxt', 'x')], 'not-recognised', /fr\.oxt/],
  ] as const)('refuses %s', (_name, files, code, message) => {
    const read = readDictionaryFiles(files)
    expect(read).toMatchObject({ ok: false, problem: { code, message: expect.stringMatching(message) } })
  })
})

describe('the shelf', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'galley-spelling-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const shelf = () => spellingShelf(folder, nodeIo, () => 1)

  it('keeps words over a restart, each once', async () => {
    await shelf().changeWords(['Tarrant', 'Ansa', 'Tarrant'], [])
    expect(await shelf().changeWords(['Mira'], ['Ansa'])).toEqual({
      ok: true,
      value: { words: ['Mira', 'Tarrant'], dictionaries: [] },
    })
    expect(await shelf().state()).toMatchObject({ value: { words: ['Mira', 'Tarrant'] } })
  })

  it('a damaged list of words gives way to the one before and is set aside', async () => {
    await shelf().changeWords(['Tarrant'], [])
    await shelf().changeWords(['Ansa'], [])
    writeFileSync(join(folder, 'words.json'), '{"words": ["Tar')
    expect(await shelf().state()).toMatchObject({ value: { words: ['Tarrant'] } })
    await shelf().changeWords(['Mira'], [])
    expect(readdirSync(folder).filter((name) => name.startsWith('words.bad-'))).toHaveLength(1)
  })

  it('keeps a dictionary, reads it, and removes it', async () => {
    expect(await shelf().addDictionaries([file('fr.aff', AFF), file('fr.dic', DIC)])).toMatchObject({
      value: { dictionaries: ['fr'] },
    })
    expect(await shelf().readDictionary('fr')).toEqual({ ok: true, value: { aff: AFF, dic: DIC } })
    expect(await shelf().readDictionary('../words')).toMatchObject({ ok: false, problem: { code: 'not-found' } })
    expect(await shelf().removeDictionary('fr')).toMatchObject({ value: { dictionaries: [] } })
    expect(await shelf().removeDictionary('fr')).toMatchObject({ ok: false, problem: { code: 'not-found' } })
  })
})
