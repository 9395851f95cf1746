import { describe, expect, it } from 'vitest'
import type { Profile } from '../../core/publication/profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { readFile } from '../../host/import/read-file.ts'
import { renderPublication } from '../../host/publish/render-publication.ts'
import { buildEssay } from '../builders/essay.ts'

const look = { lookFor: () => ({ stylesheet: '', stylesheetHash: '' }) }
const { essay, pictures } = buildEssay({ title: 'The lamp', text: ['It rains.'], tones: [40, 200] })

async function render(id: string) {
  const rendered = await renderPublication(essay, pictures, profileById(id) as Profile, look)
  if (!rendered.ok) throw new Error(rendered.problem.message)
  return rendered.value.files
}

describe('a TextPack', () => {
  it('is read back as the same essay, pictures and all', async () => {
    const [file] = await render('textpack')
    const read = await readFile('the-lamp.textpack', file?.content ?? new Uint8Array(), () => null)
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value.essay).toEqual(essay)
    expect(read.value.losses).toEqual([])
    expect([...read.value.pictures.keys()].sort()).toEqual([...pictures.keys()].sort())
  })
})

describe('a submission pack', () => {
  it('holds the manuscript, a list of pictures, the checks, and every picture by its number', async () => {
    const files = await render('submission-pack')
    expect(files.map(({ path }) => path)).toEqual([
      'the-lamp.docx',
      'pictures.csv',
      'checks.txt',
      'images/Fig01-tone-40.png',
      'images/Fig02-tone-200.png',
    ])
    const list = new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[1]?.content)
    expect(list.split('\r\n')[1]).toBe('"1","images/Fig01-tone-40.png","A caption.","Grey","A credit","","","","",""')
  })
})
