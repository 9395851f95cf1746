import { describe, expect, it } from 'vitest'
import { FORMATS } from '../../core/publication/formats.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import { publish } from '../../core/publication/publish.ts'
import { readProfile } from '../../core/publication/read-profile.ts'
import { writeProfile } from '../../core/publication/write-profile.ts'
import { canonical, PUBLISH_OPTIONS, profileNamed } from '../builders/published.ts'
import { richEssay } from '../builders/rich-essay.ts'

describe('the table of formats', () => {
  it('has a profile for every row', () => {
    const asked = new Set(PROFILES.map(({ format }) => format))
    expect(Object.keys(FORMATS).filter((format) => !asked.has(format))).toEqual([])
  })

  it.each(PROFILES.map(({ id }) => id))('%s: the same essay gives the same bytes, under safe names', async (id) => {
    const profile = profileNamed(id)
    const essay = canonical(richEssay)
    const one = await publish(essay, profile, PUBLISH_OPTIONS)
    const again = await publish(structuredClone(essay), profile, PUBLISH_OPTIONS)
    expect(again.files).toEqual(one.files)
    expect(again.losses).toEqual(one.losses)
    const paths = one.files.map(({ path }) => path)
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length)
    for (const path of paths) expect(path).toMatch(/^(?!\.)[\p{L}\p{N}_.-]+(\/(?!\.)[\p{L}\p{N}_.-]+)*$/u)
    const [extension] = FORMATS[profile.format as keyof typeof FORMATS].extensions
    if (extension !== undefined) expect(paths[0]).toBe(`the-keeper-and-the-lamp${extension}`)
    for (const loss of one.losses) {
      expect(loss.place, loss.message).not.toBe('')
      expect(loss.message).toMatch(/^[A-Z].*\.$/)
    }
    // The words arrive, in the main file where it is a text.
    const [main] = one.files
    if (typeof main.content === 'string') expect(main.content).toContain('It begins with a stair.')
    else if ('essay' in main.content) expect(main.content.essay.body).toEqual(essay.body)
    else if ('html' in main.content) expect(main.content.html).toContain('It begins with a stair.')
    else expect((main.content as Uint8Array).length).toBeGreaterThan(100)
  })
})

describe('a profile’s JSON', () => {
  it.each(PROFILES.map(({ id }) => id))('%s is read as it was written', (id) => {
    expect(readProfile(writeProfile(profileNamed(id)))).toEqual({ ok: true, value: profileNamed(id) })
  })

  it('may leave out what it does not change', () => {
    const small = { version: 1, id: 'my-blog', name: 'My blog', description: '', format: 'html-page' }
    expect(readProfile(JSON.stringify(small))).toMatchObject({ ok: true, value: { rules: {}, look: 'magazine' } })
  })

  it.each([
    ['no JSON', '{', 'damaged', ''],
    ['a newer one', { version: 2 }, 'newer-version', ''],
    ['an unknown format', { format: 'fax' }, 'bad-input', 'format'],
    ['an unknown key', { colour: 'red' }, 'bad-input', ''],
    ['an unknown rule', { rules: { fonts: 1 } }, 'bad-input', 'rules'],
    ['a rule of another shape', { rules: { words: { min: 'many' } } }, 'bad-input', 'rules.words.min'],
    ['an unknown option', { options: { colour: 1 } }, 'bad-input', 'options'],
    ['an option of another shape', { options: { pictures: 'on-fire' } }, 'bad-input', 'options.pictures'],
    ['an id with folders', { id: '../x' }, 'bad-input', 'id'],
    ['a stylesheet that ends its element', { stylesheet: '</STYLE><script>' }, 'bad-input', 'stylesheet'],
    ['credits without names', { credits: { by: 'By us' } }, 'bad-input', 'credits.by'],
    ['a source that is no address', { source: { url: 'javascript:1' } }, 'bad-input', 'source.url'],
  ])('is refused: %s', (_, change, code, subject) => {
    const json = typeof change === 'string' ? change : JSON.stringify({ ...profileNamed('html-page'), ...change })
    const read = readProfile(json)
    expect(read).toMatchObject({ ok: false, problem: { code } })
    if (!read.ok) expect(read.problem.subject ?? '').toBe(subject)
  })
})
