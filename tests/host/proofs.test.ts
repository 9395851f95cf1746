import { describe, expect, it } from 'vitest'
import { LOOK_NAMES } from '../../core/publication/looks.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { mainText } from '../../core/publication/publish.ts'
import { loadLook } from '../../host/publish/look.ts'
import { proofs } from '../../host/publish/proofs.ts'
import { renderPublication } from '../../host/publish/render-publication.ts'
import { buildEssay } from '../builders/essay.ts'
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
