import { describe, expect, it } from 'vitest'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import { type LivePage, livePage } from '../../core/publication/live-page.ts'
import { PROFILES, profileById } from '../../core/publication/profiles.ts'
import { mainText, publish } from '../../core/publication/publish.ts'
import { PUBLISH_OPTIONS, profileNamed } from '../builders/published.ts'
import { richEssay } from '../builders/rich-essay.ts'

const shownAt = (asset: Asset) => `/preview/p/${asset.hash}`
const BODY = /<article class="h-entry">[\s\S]*<\/article>/
const bodyOf = (live: LivePage | null) => BODY.exec(live?.rendering.parts.join('\n') ?? '')?.[0]

/** What the proof of a profile shows, as the host makes it. */
async function proofBody(essay: Essay, id: string): Promise<string | undefined> {
  const profile = profileNamed(id)
  const own = await publish(essay, profile, { ...PUBLISH_OPTIONS, shownAt })
  const page =
    own.proof === 'page'
      ? own
      : await publish(
          essay,
          { ...profileNamed('html-page'), credits: profile.credits },
          { ...PUBLISH_OPTIONS, shownAt },
        )
  return BODY.exec(mainText(page))?.[0]
}

describe('the page that follows what is typed', () => {
  const shows = async (id: string) =>
    (await publish(richEssay, profileNamed(id), { ...PUBLISH_OPTIONS, shownAt })).proof
  const followed = PROFILES.filter(({ rules }) => rules.anonymous !== true).map(({ id }) => id)

  it.each(followed)('is that of the proof of %s, to the letter, from the first and after an edit', async (id) => {
    const profile = profileNamed(id)
    const kind = await shows(id)
    const first = livePage(richEssay, profile, kind, shownAt)
    if (kind === 'fragment') {
      expect(first).toBeNull()
      return
    }
    expect(bodyOf(first)).toBe(await proofBody(richEssay, id))
    const [block, ...rest] = richEssay.body.content ?? []
    const edited: Essay = {
      ...richEssay,
      metadata: { ...richEssay.metadata, language: 'de', title: 'Ein Titel' },
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'New' }] }, ...(block ? [block] : []), ...rest],
      },
    }
    const next = livePage(edited, profile, kind, shownAt, first ?? undefined)
    expect(bodyOf(next)).toBe(await proofBody(edited, id))
  })

  it('is left to the host where names have to be taken out', () => {
    const anonymous = profileById('docx-anonymous')
    expect(anonymous && livePage(richEssay, anonymous, 'essay', shownAt)).toBeNull()
  })
})
