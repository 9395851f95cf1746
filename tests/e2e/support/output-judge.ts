import type { Page } from '@playwright/test'
import type { HtmlOutput } from '../../builders/html-outputs.ts'
import { violations } from './axe.ts'

/** An address at which nothing listens. */
const ADDRESS = 'http://127.0.0.1:9/output'
const NO_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>'

/** What axe finds on an output that is shown in `page`, one line each. Its pictures are stand-ins. */
export async function outputJudge(page: Page): Promise<(output: HtmlOutput) => Promise<readonly string[]>> {
  let shown: Pick<HtmlOutput, 'html' | 'kind'> = { html: '', kind: 'page' }
  await page.route('**', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({
          contentType: `${shown.kind === 'chapter' ? 'application/xhtml+xml' : 'text/html'}; charset=utf-8`,
          body: shown.html,
        })
      : route.fulfill({ contentType: 'image/svg+xml', body: NO_PICTURE }),
  )
  return async (output) => {
    shown = output
    await page.goto(ADDRESS)
    return violations(page)
  }
}
