import { describe, expect, it } from 'vitest'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import { LOOK_NAMES } from '../../core/publication/looks.ts'
import type { PageLook } from '../../core/publication/page-look.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { PROFILES, profileById } from '../../core/publication/profiles.ts'
import { mainText, publish } from '../../core/publication/publish.ts'
import { loadLook, pageLookOf } from '../../host/publish/look.ts'
import { proofs } from '../../host/publish/proofs.ts'
import { renderPublication } from '../../host/publish/render-publication.ts'
import { buildEssay } from '../builders/essay.ts'
import { fixtureEssays } from '../builders/fixture-essays.ts'
import { ASSETS_FOLDER } from '../builders/host.ts'
import { richEssay } from '../builders/rich-essay.ts'

const PICTURES = new Map(richEssay.assets.map(({ hash }) => [hash, new Uint8Array([1, 2, 3])]))
const addresses = {
  assetBase: () => '',
  proof: (id: string) => `/preview/${id}`,
  proofAssetBase: (id: string) => `/preview/${id}/`,
  proofPictureSource: 'x:',
  proofFramedBy: 'y:',
}
const bare = (html: string) => html.replace(/(<img\b[^>]*? src=")[^"]*(")/g, '$1$2')

/** The HTML that a profile exports; of one whose files are no HTML, the page of the same essay, which its proof shows. */
async function exportedHtml(essay: Essay, profile: Profile, look: PageLook): Promise<string> {
  const dataUri = ({ hash }: Asset) => `data:image/jpeg;base64,${hash}`
  const bytes = () => new Uint8Array([1, 2, 3])
  const [{ path, content }] = (await publish(essay, profile, { look, bytes, dataUri })).files
  if (typeof content === 'string' && path.endsWith('.html')) return content
  if (typeof content === 'object' && 'html' in content) return content.html
  const page = profileById('html-page') as Profile
  const rules = { anonymous: profile.rules.anonymous === true }
  return exportedHtml(essay, { ...page, credits: profile.credits, rules }, look)
}

describe('a proof', () => {
  const profiles = ['html-page', 'html-folder', 'html-fragment'].map((id) => profileById(id) as Profile)

  it.each(LOOK_NAMES)('in the look %s is the export, byte for byte, addresses of pictures aside', async (name) => {
    const look = await loadLook(ASSETS_FOLDER)
    if (!look.ok) throw new Error(look.problem.message)
    const pages = new Set<string>()
    for (const own of [...profiles, ...profiles.map((one) => ({ ...one, stylesheet: 'h1 { color: teal }' }))]) {
      for (const essay of [richEssay, buildEssay({ text: ['Łódź & <b>'] }).essay]) {
        const made = { ...essay, settings: { ...essay.settings, look: name } }
        const exported = await renderPublication(made, PICTURES, own, look.value)
        if (!exported.ok) throw new Error(exported.problem.message)
        const text = bare(mainText(exported.value.publication))
        const kept = proofs(addresses)
        const base = { ref: 'r', essay: made, pictures: PICTURES, profile: own, look: look.value }
        const { id } = await kept.render({ ...base, comments: false, theme: 'system' })
        const html = bare(kept.page(id)?.html ?? '')
        if (own.format === 'html-fragment') expect(html).toContain(text)
        else expect(html).toBe(text)
        pages.add(html)
      }
    }
    expect([...pages].join('').includes('color: teal')).toBe(true)
  })

  it.each(PROFILES.map(({ id }) => id))('of %s is what is exported, byte for byte, for every fixture', async (id) => {
    const page = pageLookOf('p { margin: 0 }')
    const look = { lookFor: () => page }
    const own = profileById(id) as Profile
    const kept = proofs(addresses)
    for (const [name, essay] of [['rich', richEssay] as const, ...fixtureEssays()]) {
      const base = { ref: 'r', essay, pictures: PICTURES, look, comments: false, theme: 'system' } as const
      const { id: proof, shows } = await kept.render({ ...base, profile: own })
      const shown = bare(kept.page(proof)?.html ?? '')
      const exported = bare(await exportedHtml(essay, own, page))
      if (shows === 'fragment') expect(shown, name).toContain(`\n<div class="e-content">\n${exported}</div>`)
      else expect(shown, name).toBe(exported)
    }
  })

  it('takes the place of an earlier one of the same essay, at the same address, and of no other essay’s', async () => {
    const look = await loadLook(ASSETS_FOLDER)
    if (!look.ok) throw new Error(look.problem.message)
    const kept = proofs(addresses)
    const base = { pictures: PICTURES, profile: profiles[0] as Profile, look: look.value, comments: false } as const
    const { id } = await kept.render({ ...base, ref: 'r', essay: richEssay, theme: 'system' })
    const changed = { ...richEssay, metadata: { ...richEssay.metadata, title: 'Another' } }
    const after = await kept.render({ ...base, ref: 'r', essay: changed, theme: 'system', again: id })
    expect(after.id).toBe(id)
    expect(kept.page(id)?.html).toContain('<h1 class="p-name">Another</h1>')
    expect((await kept.render({ ...base, ref: 'other', essay: changed, theme: 'system', again: id })).id).not.toBe(id)
    expect((await kept.render({ ...base, ref: 'r', essay: changed, theme: 'system', again: 'gone' })).id).not.toBe(
      'gone',
    )
  })

  it('takes the look of the profile where the essay has none of its own', async () => {
    const look = await loadLook(ASSETS_FOLDER)
    if (!look.ok) throw new Error(look.problem.message)
    const sheets = LOOK_NAMES.map(
      (name) => look.value.lookFor(richEssay, { look: name, stylesheet: '' }).stylesheetHash,
    )
    expect(new Set(sheets).size).toBe(LOOK_NAMES.length)
    const chosen = { ...richEssay, settings: { ...richEssay.settings, look: 'plain' as const } }
    expect(look.value.lookFor(chosen, { look: 'journal', stylesheet: '' }).stylesheetHash).toBe(sheets[3])
    expect(look.value.lookFor(chosen, { look: 'journal', stylesheet: '' }).stylesheet).not.toContain('@font-face{')
  })
})
