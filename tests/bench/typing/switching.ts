/**
 * `npm run bench:typing`, last part: from choosing another profile to its painted findings (issue 6: 200 ms), in an essay of 20,000 words, on the three screens that show them, what
 * of it the checks themselves take, and when the proof of the other profile is drawn. `node tests/bench/typing/switching.ts` runs it alone.
 */
import type { Page } from '@playwright/test'
import { check } from '../../../core/publication/checks.ts'
import type { Profile } from '../../../core/publication/profile.ts'
import { profileById } from '../../../core/publication/profiles.ts'
import { essayOf, tell, withEssayOpen } from './long-essay-open.ts'

const WORDS = 20_000
/** Milliseconds (issue 6). */
const LIMIT = 200
const TIMES = 40
/** Milliseconds between two choices. */
const REST = 1_500
/** Two with house rules that differ, so that the findings do. */
const [ONE, OTHER] = ['html-page', 'community-magazine'] as const

const whole = essayOf(WORDS)
// What a magazine asks for and a web page does not.
const essay = { ...whole, metadata: { ...whole.metadata, category: '', tags: [] } }

const core: number[] = []
for (let round = 0; round < TIMES; round++) {
  const before = performance.now()
  check(structuredClone(essay), profileById(round % 2 === 0 ? OTHER : ONE) as Profile)
  core.push(performance.now() - before)
}
tell('checks of another profile, nothing known', WORDS, core, LIMIT)

await withEssayOpen(essay, async (page) => {
  await page.getByRole('tab', { name: /^Checks/ }).click()
  const select = (name: string) => (id: string) => page.getByLabel(name).selectOption(id)
  await row('profile to findings, on the Page', page, select('Checked for'))
  await show(page, 'Proof')
  await row('profile to findings, on the Proof', page, select('Proof of'))
  await proofRow('profile to its proof, drawn', page, select('Proof of'))
  await show(page, 'Hand in')
  await row('profile to findings, at Hand in', page, (id) =>
    page
      .getByRole('navigation', { name: 'Hand in to' })
      .getByRole('button', { name: profileById(id)?.name ?? '', exact: true })
      .click(),
  )
})

/**
 * Each time from the choice to the frame after the new proof has taken the old one's place. The issue sets it no limit of its own: the whole publication is made for it,
 * and the old proof stands there until the new one is drawn.
 */
async function proofRow(name: string, page: Page, choose: (id: string) => Promise<unknown>): Promise<void> {
  await choose(OTHER)
  await page.waitForTimeout(REST)
  const times: number[] = []
  for (let round = 0; round < TIMES; round++) {
    const shown = page.evaluate(() => {
      const shownProof = () => document.querySelector('iframe[data-waits="false"]')?.getAttribute('src') ?? ''
      const before = shownProof()
      let chosen = 0
      document.addEventListener(
        'change',
        () => {
          chosen = performance.now()
        },
        { capture: true, once: true },
      )
      return new Promise<number>((resolve) => {
        const look = (): void => {
          if (chosen > 0 && shownProof() !== '' && shownProof() !== before)
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - chosen)))
          else requestAnimationFrame(look)
        }
        look()
      })
    })
    await choose(round % 2 === 0 ? ONE : OTHER)
    times.push(await shown)
    await page.waitForTimeout(REST)
  }
  tell(name, WORDS, times)
}

async function show(page: Page, view: string): Promise<void> {
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: view, exact: true }).click()
}

/** Switches to and fro; each time from the choice to the frame in which the findings have changed. */
async function row(name: string, page: Page, choose: (id: string) => Promise<unknown>): Promise<void> {
  const findings = page
    .locator('main:visible, aside:visible')
    .getByText(/is no category|There is no category|category/i)
    .first()
  await choose(OTHER)
  await findings.waitFor()
  const times: number[] = []
  for (let round = 0; round < TIMES; round++) {
    const isThere = round % 2 === 1
    const shown = page.evaluate((wanted) => {
      let chosen = 0
      const onChoice = () => {
        chosen = performance.now()
      }
      for (const kind of ['change', 'click']) document.addEventListener(kind, onChoice, { capture: true, once: true })
      return new Promise<number>((resolve) => {
        const look = (): void => {
          const says = [...document.querySelectorAll('li[data-severity]')].some(
            (one) => /category/i.test(one.textContent ?? '') && one.checkVisibility(),
          )
          if (chosen > 0 && says === wanted)
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - chosen)))
          else requestAnimationFrame(look)
        }
        look()
      })
    }, isThere)
    await choose(isThere ? OTHER : ONE)
    times.push(await shown)
    // Who chooses looks at what came: the proof of the one before is not still being drawn.
    await page.waitForTimeout(REST)
  }
  tell(name, WORDS, times, LIMIT)
}
