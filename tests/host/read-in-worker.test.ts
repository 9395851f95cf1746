import { describe, expect, it } from 'vitest'
import { toDocx } from '../../core/formats/docx/write/to-docx.ts'
import { writeZip } from '../../core/zip/write-zip.ts'
import { readInWorker } from '../../host/import/read-in-worker.ts'
import { buildEssay } from '../builders/essay.ts'

const NOWHERE = { kind: 'files', files: [] } as const
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('readInWorker', () => {
  it('reads a text, and says which of the given pictures it took', async () => {
    const { pictures } = buildEssay({ tones: [40] })
    const bytes = [...pictures.values()][0] as Uint8Array
    const files = [
      { name: 'lamp.png', bytes },
      { name: 'other.png', bytes },
    ]
    const { result, used } = await readInWorker({
      name: 'a.md',
      bytes: bytesOf('# A\n\n![Lamp](images/lamp.png)\n'),
      pictures: { kind: 'files', files },
    })
    expect(result).toMatchObject({ ok: true, value: [{ format: 'markdown', essay: { metadata: { title: 'A' } } }] })
    expect(used).toEqual(['lamp.png'])
  })

  it('reads a DOCX with its pictures', async () => {
    const { essay, pictures } = buildEssay({ title: 'The lamp', text: ['It rains.'], tones: [40] })
    const { bytes } = toDocx(essay, {
      kind: 'reading',
      anonymous: false,
      picture: ({ hash }) => pictures.get(hash) ?? null,
    })
    const { result } = await readInWorker({ name: 'Lamp.DOCX', bytes, pictures: NOWHERE })
    if (!result.ok) throw new Error(result.problem.message)
    const [read] = result.value
    expect(read?.essay.metadata.title).toBe('The lamp')
    expect([...(read?.pictures ?? [])]).toEqual([...pictures].map(([hash, one]) => [hash, new Uint8Array(one)]))
  })

  it('ends a reader that takes too long or too much memory, with a problem that names the limit', async () => {
    const bytes = bytesOf(`${'> '.repeat(40)}a\n`.repeat(60_000))
    const order = { name: 'deep.md', bytes, pictures: NOWHERE }
    const late = await readInWorker(order, { deadline: 1, memory: 512 })
    expect(late.result).toMatchObject({ ok: false, problem: { code: 'too-large', subject: 'deep.md' } })
    const full = await readInWorker(order, { deadline: 60_000, memory: 24 })
    expect(full.result).toMatchObject({
      ok: false,
      problem: { code: 'too-large', message: expect.stringContaining('24 MB') },
    })
  })

  it.each([
    ['no zip', bytesOf('Hello'), 'not-recognised'],
    ['a zip of something else', writeZip([{ name: 'a.txt', bytes: 'a', deflate: false }]), 'not-recognised'],
    [
      'entities of its own',
      writeZip([
        { name: '[Content_Types].xml', bytes: '<Types/>', deflate: false },
        { name: 'word/document.xml', bytes: '<!DOCTYPE a [<!ENTITY x "lol">]><a>&x;</a>', deflate: false },
      ]),
      'damaged',
    ],
    [
      'a document that is no XML',
      writeZip([
        { name: '[Content_Types].xml', bytes: '<Types/>', deflate: false },
        { name: 'word/document.xml', bytes: '<w:document', deflate: false },
      ]),
      'damaged',
    ],
  ])('refuses a DOCX that is %s', async (_, bytes, code) => {
    const { result } = await readInWorker({ name: 'x.docx', bytes, pictures: NOWHERE })
    expect(result).toMatchObject({ ok: false, problem: { code, safe: expect.stringContaining('unchanged') } })
  })
})
