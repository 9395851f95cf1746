import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

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
 * What axe finds in the light theme, and which colours fail in the dark one: the rest of what axe looks at is the same in both, and whole
 * runs are slow. Leaves the page light, and still: colours on their way are no colours.
 */
export async function violationsInBothThemes(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const found = await violations(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await colourViolations(page)
  await page.emulateMedia({ colorScheme: 'light' })
  return [...found, ...dark.map((line) => `dark: ${line}`)]
}

/** The colours that axe finds hard to read on the page as it stands. */
export function colourViolations(page: Page): Promise<readonly string[]> {
  return found(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']))
}
