import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'

/** What axe finds on the page as it stands, one line each. The proof's frame has no scripts, so axe cannot look into it. */
export function violations(page: Page): Promise<readonly string[]> {
  return found(new AxeBuilder({ page }))
}

async function found(axe: AxeBuilder): Promise<readonly string[]> {
  // Its other mode opens a page of its own for each run, to look into frames of other sites; there are none.
  const { violations } = await axe.exclude('iframe').setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  )
}

/**
 * What axe finds in the light theme, and which colours fail in the dark one and in sepia: the rest of what axe looks at is the same in all, and whole
 * runs are slow. With `within` the other two are looked at there alone. Leaves the page light, and still: colours on their way are no colours.
 */
export async function violationsInEveryTheme(page: Page, within?: Locator): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const found = await violations(page)
  await within?.evaluate((element) => element.setAttribute('data-looked-at', ''))
  const only = within && '[data-looked-at]'
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await colourViolations(page, only)
  await page.emulateMedia({ colorScheme: 'light' })
  const before = await setTheme(page, 'sepia')
  const sepia = await colourViolations(page, only)
  await setTheme(page, before)
  await within?.evaluate((element) => element.removeAttribute('data-looked-at'))
  return [...found, ...dark.map((line) => `dark: ${line}`), ...sepia.map((line) => `sepia: ${line}`)]
}

/** The colours that axe finds hard to read on the page as it stands, or in one place of it. */
export function colourViolations(page: Page, within?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block'])
  return found(within === undefined ? axe : axe.include(within))
}

/** Sets the theme of the page for a moment; answers the one before. */
function setTheme(page: Page, theme: string): Promise<string> {
  return page.evaluate((wanted) => {
    const { dataset } = document.documentElement
    const before = dataset.theme ?? 'light'
    dataset.theme = wanted
    return before
  }, theme)
}
