import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeZip } from '../../core/zip/write-zip.ts'
import { readFiles } from '../../host/import/read-file.ts'
import { pngPicture } from '../builders/picture.ts'

const nowhere = () => null
const GHOST = readFileSync(join(import.meta.dirname, '../fixtures/blogs/ghost.json'), 'utf8')
const MEDIUM = `<!DOCTYPE html><html><head><title>The Lamp</title></head><body><article class="h-entry">
<header><h1 class="p-name">The Lamp</h1></header>
<section data-field="subtitle" class="p-summary">On a pier.</section>
<section data-field="body" class="e-content"><section class="section"><div class="section-inner">
<h3 class="graf graf--h3 graf--title">The Lamp</h3><p class="graf graf--p">It burns.</p>
<figure class="graf graf--figure"><img class="graf-image" src="https://cdn-images-1.medium.com/max/800/1*lamp.png"><figcaption class="imageCaption">At six</figcaption></figure>
<p class="graf graf--p">Edited by Cy Marsh.</p></div></section></section>
<footer><p>By <a href="https://medium.com/@ada" class="p-author h-card">Ada Keeper</a> on <a href="https://medium.com/p/1"><time class="dt-published" datetime="2024-03-03T10:00:00.000Z">March 3, 2024</time></a>.</p><p><a href="https://medium.com/@ada/the-lamp-1" class="p-canonical">Canonical link</a></p></footer>
</article></body></html>`

const ARCHIVES = {
  ghost: writeZip([
    { name: 'export/lamp.json', bytes: GHOST, deflate: true },
    { name: 'export/content/images/2024/05/lamp.png', bytes: pngPicture(), deflate: false },
  ]),
  medium: writeZip([
    { name: 'medium-export/README.html', bytes: '<p>About', deflate: true },
    { name: 'medium-export/posts/2024-03-03_The-Lamp-1.html', bytes: MEDIUM, deflate: true },
    { name: 'medium-export/posts/draft_Next-2.html', bytes: MEDIUM.replaceAll('The Lamp', 'Next'), deflate: true },
  ]),
  substack: writeZip([
    {
      name: 'posts.csv',
      bytes:
        'post_id,post_date,is_published,type,title,subtitle\n1.lamp,2024-01-02,true,newsletter,The Lamp,On a pier\n',
      deflate: true,
    },
    { name: 'posts/1.lamp.html', bytes: '<p>It burns.</p>', deflate: true },
    { name: 'posts/1.lamp.opens.csv', bytes: 'private', deflate: true },
  ]),
}

async function essays(archive: Uint8Array) {
  const read = await readFiles('export.zip', archive, nowhere)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

describe('the zip of a blog', () => {
  it('of Ghost brings its pictures', async () => {
    const found = await essays(ARCHIVES.ghost)
    expect(found.map(({ essay, pictures }) => [essay.metadata.title, pictures.size])).toEqual([
      ['Rendered', 1],
      ['Lexical', 1],
      ['Mobiledoc', 1],
    ])
    // The picture of the cover is not in the zip.
    expect(found[0]?.losses.map(({ kind }) => kind)).toContain('picture-missing')
  })

  it('of Medium is read page by page, with byline, date, caption and editors', async () => {
    const [post, draft] = await essays(ARCHIVES.medium)
    expect(post?.essay.metadata).toMatchObject({
      title: 'The Lamp',
      standfirst: 'On a pier.',
      date: '2024-03-03',
      status: 'published',
    })
    expect(post?.essay.people.map(({ name }) => name)).toEqual(['Ada Keeper', 'Cy Marsh'])
    expect(post?.essay.credits.map(({ role }) => role)).toEqual(['author', 'editor'])
    expect(post?.essay.body.content?.map(({ type }) => type)).toEqual(['paragraph', 'figure'])
    expect(post?.losses).toContainEqual(expect.objectContaining({ kind: 'not-a-post', place: 'README.html' }))
    expect(draft?.essay.metadata).toMatchObject({ title: 'Next', status: 'draft' })
  })

  it('of Substack is read by its table', async () => {
    const [post] = await essays(ARCHIVES.substack)
    expect(post?.essay.metadata).toMatchObject({ title: 'The Lamp', standfirst: 'On a pier', date: '2024-01-02' })
  })

  it('of something else is refused', async () => {
    const zip = writeZip([{ name: 'a.txt', bytes: 'a', deflate: false }])
    expect(await readFiles('a.zip', zip, nowhere)).toMatchObject({ ok: false, problem: { code: 'not-recognised' } })
  })
})

describe('a file of any bytes', () => {
  const names = fc.constantFrom('a.zip', 'a.xml', 'a.json', 'a.txt', 'a.html', 'a.md', 'a.odt', 'a.docx', 'a.textpack')
  const answers = async (name: string, bytes: Uint8Array) => {
    const read = await readFiles(name, bytes, nowhere)
    if (!read.ok) expect(read.problem.message).not.toBe('')
  }

  it('is read or refused in words, and never fails', async () => {
    await fc.assert(fc.asyncProperty(names, fc.uint8Array({ maxLength: 300 }), answers), { numRuns: 200 })
  })

  it.each(Object.entries(ARCHIVES))('so is an archive that was cut or changed: %s', async (_, archive) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length - 1), fc.nat(255), async (at, byte) => {
        const changed = archive.slice()
        changed[at] = byte
        await answers('a.zip', archive.slice(0, at))
        await answers('a.zip', changed)
      }),
      { numRuns: 60 },
    )
  })

  it('says of an OpenDocument text what to do', async () => {
    const read = await readFiles('a.odt', new Uint8Array([1]), nowhere)
    expect(read.ok ? '' : read.problem.next).toMatch(/LibreOffice.*docx/)
  })
})
