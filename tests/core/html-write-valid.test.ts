import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { COMMENTS_STYLE, COMMENTS_STYLE_HASH, withComments } from '../../core/publication/comments-below.ts'
import { htmlErrors } from '../builders/html-judge.ts'
import { htmlOutputs, judgedEssays } from '../builders/html-outputs.ts'
import { doc, p } from '../builders/nodes.ts'
import { richEssay } from '../builders/rich-essay.ts'

const stylesheet = readFileSync(new URL('../../assets/publication/magazine.css', import.meta.url), 'utf8')
const look = { stylesheet, stylesheetHash: createHash('sha256').update(stylesheet).digest('base64') }
const page = (essay: Essay) =>
  toHtml(essay, {
    kind: 'page',
    look,
    address: (asset) => `images/${asset.name.replaceAll(' ', '-')}`,
    publicAddress: (asset) => `images/${asset.hash}.jpg`,
  }).text

/** Every profile but those of Markdown, text and packs, which hold none. */
const PROFILES_WITH_HTML = [
  ...['community-magazine', 'docx', 'docx-anonymous', 'docx-manuscript', 'epub', 'ghost', 'html-folder'],
  ...['html-fragment', 'html-page', 'medium', 'pdf', 'substack', 'wordpress', 'wxr'],
]

const errorsIn = (html: string) => htmlErrors({ html, kind: 'page' })

describe('every HTML of every profile', () => {
  it.each(['rich', 'awkward'])('has no error by html-validate, recommended and a11y: the %s essay', async (name) => {
    const [, essay] = judgedEssays().find(([one]) => one === name) ?? []
    const wrong: string[] = []
    const names: string[] = []
    for (const output of await htmlOutputs(essay as Essay)) {
      names.push(output.name)
      wrong.push(...(await htmlErrors(output)).map((one) => `${output.name}: ${one}`))
    }
    expect(wrong).toEqual([])
    expect([...new Set(names.map((one) => one.replace(/:.*/, '')))].sort()).toEqual(PROFILES_WITH_HTML)
  })
})

describe('the published page', () => {
  it('has no error by html-validate, recommended and a11y', async () => {
    expect(await errorsIn(page(richEssay))).toEqual([])
  })

  it('has none with the sample conversation', async () => {
    expect(await errorsIn(withComments(page(richEssay), richEssay))).toEqual([])
  })

  it('has none with comments that came with the essay, whose words are words and nothing else', async () => {
    const message = { author: '</b><i>Cy', time: '2024-04-03T10:00:00Z', text: 'One <script>x</script>\n& two' }
    const messages = [message, { author: '', time: '', text: 'Yes', answers: 0 }]
    const html = withComments(page(richEssay), {
      ...richEssay,
      threads: [{ id: 'readers-comments', resolved: false, messages }],
    })
    expect(await errorsIn(html)).toEqual([])
    expect(html).toContain('&lt;script&gt;x&lt;/script&gt;')
    expect(html).toContain('3 April 2024')
    expect(html).not.toContain('sample conversation')
    expect(html).toMatch(/two<\/p><\/div><ol class="children"><li class="comment"><div class="p-comment h-cite"><p/)
  })

  it('has none with two of everything', async () => {
    const [first, ...rest] = richEssay.body.content ?? []
    const twice = [first, ...rest.slice(0, -1), ...rest].filter((block) => block !== undefined)
    expect(await errorsIn(page({ ...richEssay, body: { type: 'doc', content: twice } }))).toEqual([])
  })

  it('has none where pictures are missing', async () => {
    expect(await errorsIn(page({ ...richEssay, assets: [] }))).toEqual([])
  })

  it('would be caught with an error (the validator works)', async () => {
    const broken = page(richEssay).replace('alt="', 'data-x="')
    expect((await errorsIn(broken)).length).toBeGreaterThan(0)
  })

  it('asks for nothing outside itself', () => {
    const html = page(richEssay)
      .replace(/<a [^>]*>/g, '')
      .replace(/<meta [^>]*>/g, '')
      .replace(/<link rel="(canonical|license)"[^>]*>/g, '')
    const requests = html.match(/(?:src|srcset|href|action|poster|data)\s*=\s*"[^"]*"|url\([^)]*\)|@import/g) ?? []
    expect(requests.filter((one) => !/^src="images\//.test(one))).toEqual([])
    expect(page(richEssay)).not.toMatch(/<script(?! type="application\/ld\+json")|\son\w+=|style="/)
  })

  it('allows its own stylesheet and the sample’s by their hashes alone', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('base64')
    expect(COMMENTS_STYLE_HASH).toBe(hash(COMMENTS_STYLE))
    const sample = withComments(page(richEssay), richEssay)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(sample)?.[1] ?? ''
    const styles = [...sample.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
      (match) => `'sha256-${hash(match[1] ?? '')}'`,
    )
    expect(styles).toHaveLength(2)
    for (const style of styles) expect(policy).toContain(style)
    expect(policy).not.toContain('unsafe')
    expect(policy).toMatch(/^default-src 'none'; /)
  })

  it('says the same with the sample conversation, but for it', () => {
    const html = page(richEssay)
    const sample = withComments(html, richEssay)
    const without = sample
      .replace(`<style>${COMMENTS_STYLE}</style>\n`, '')
      .replace(`'sha256-${COMMENTS_STYLE_HASH}' `, '')
      .replace(/<section class="comments"[\s\S]*?<\/section>\n/, '')
    expect(without).toBe(html)
    expect(sample).toContain('class="children"')
    expect(() => withComments('<p>no page</p>', richEssay)).toThrow()
  })

  it('refuses a stylesheet that could end its element', () => {
    const bad = { stylesheet: 'p{}</style>', stylesheetHash: 'x' }
    expect(() => toHtml(richEssay, { kind: 'page', look: bad, address: () => 'x' })).toThrow('stylesheet')
  })

  it('is the same text each time', () => {
    expect(page(richEssay)).toBe(page(structuredClone(richEssay)))
    const essay = { ...richEssay, body: doc([p('cached')]) }
    expect(page(essay)).toBe(page(essay))
  })
})
