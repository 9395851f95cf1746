import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishEssay } from '../../host/files.ts'
import { recogniseSite } from '../../host/publish/recognise-site.ts'
import { ASSETS_FOLDER } from '../builders/host.ts'
import { richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { temporaryFolder } from './temporary-folder.ts'

const { essay, pictures } = richEssayWithFiles()
const slug = 'the-keeper-and-the-lamp'

/** A folder with these files; a name that ends in `/` is a folder. */
function site(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(path.endsWith('/') ? join(folder, path) : dirname(join(folder, path)), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(join(folder, path), text)
  }
  return folder
}

const publish = (profile: string, out: string, replace = false) =>
  publishEssay(essay, pictures, profile, out, { replace, assetsFolder: ASSETS_FOLDER })

describe('publishing into a site', () => {
  it.each([
    ['hugo', { 'hugo.toml': 'title = "x"' }, `content/essays/${slug}/index.md`, 'images/stair.png'],
    ['hugo', { 'config.toml': 'baseURL = "/"', 'content/posts/': '' }, `content/posts/${slug}/index.md`, 'images/'],
    ['hugo', { 'hugo.yaml': 'contentDir: text' }, `text/essays/${slug}/index.md`, 'images/stair.png'],
    [
      'jekyll',
      { '_config.yml': 'baseurl: "/blog" # x' },
      `_posts/2026-06-01-${slug}.md`,
      `/blog/assets/images/${slug}/stair.png`,
    ],
    [
      'eleventy',
      { 'eleventy.config.js': 'x = { dir: { input: "./site" } }' },
      `site/essays/${slug}/index.md`,
      'images/stair.png',
    ],
    ['eleventy', { '.eleventy.js': '', 'blog/': '' }, `blog/${slug}/index.md`, 'images/stair.png'],
    [
      'astro',
      { 'astro.config.mjs': '', 'src/content/blog/': '' },
      `src/content/blog/${slug}/index.md`,
      './images/stair.png',
    ],
  ] as const)('%s: %j', async (profile, files, path, address) => {
    const folder = site(files)
    const published = await publish(profile, folder)
    if (!published.ok) throw new Error(published.problem.message)
    expect(published.value.files[0]?.path).toBe(path)
    for (const file of published.value.files) expect(existsSync(join(folder, file.path))).toBe(true)
    expect(readFileSync(join(folder, path), 'utf8')).toContain(address)
    // A second time nothing is overwritten unasked.
    expect(await publish(profile, folder)).toMatchObject({ ok: false, problem: { code: 'exists' } })
    expect(await publish(profile, folder, true)).toMatchObject({ ok: true })
  })

  it('makes the usual folders in one that is no such site', async () => {
    const folder = join(temporaryFolder(), 'new')
    expect(await publish('jekyll', folder)).toMatchObject({ ok: true })
    expect(readdirSync(folder).sort()).toEqual(['_posts', 'assets'])
  })

  it('names what a site lacks', async () => {
    const eleventy = site({ 'eleventy.config.js': 'config.addPassthroughCopy("css")' })
    expect(await publish('eleventy', eleventy)).toMatchObject({
      value: { losses: expect.arrayContaining([expect.objectContaining({ kind: 'site' })]) },
    })
    const passing = site({ 'eleventy.config.js': 'config.addPassthroughCopy("essays/**/images")' })
    expect((await recogniseSite(passing, 'eleventy'))?.missing).toBe('')
    expect((await recogniseSite(site({ 'astro.config.ts': '' }), 'astro'))?.missing).toMatch(/no collection/)
  })

  it.each([
    ['hugo', { 'config.toml': 'name = "some other program"' }],
    ['hugo', { '_config.yml': '' }],
    ['jekyll', { 'hugo.toml': '' }],
  ] as const)('takes no other folder for a site: %s in %j', async (generator, files) => {
    expect(await recogniseSite(site(files), generator)).toBeNull()
  })

  it('never writes outside the site, whatever its configuration says', async () => {
    const folder = site({ 'hugo.toml': 'contentDir = "../../elsewhere"', 'inner/': '' })
    expect(await publish('hugo', folder)).toMatchObject({
      ok: true,
      value: { files: [{ path: `content/essays/${slug}/index.md` }, {}, {}, {}, {}, {}] },
    })
    expect((await recogniseSite(site({ 'hugo.toml': 'contentDir = "/etc"' }), 'hugo'))?.essays).toBe('content/essays')
    expect((await recogniseSite(site({ '_config.yml': 'source: .hidden' }), 'jekyll'))?.essays).toBe('_posts')
  })

  it('lets Hugo have HTML where the site prints it', async () => {
    const folder = site({ 'hugo.toml': '[markup.goldmark.renderer]\nunsafe = true' })
    await publish('hugo', folder)
    const text = readFileSync(join(folder, `content/essays/${slug}/index.md`), 'utf8')
    expect(text).toContain('<mark>crudely</mark>')
    expect(text).toContain('{{< figure ')
  })
})
