import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { LOOK_NAMES, type LookName } from '../../core/publication/looks.ts'
import type { PageLook } from '../../core/publication/page-look.ts'
import { findChromium } from '../../host/find-chromium.ts'
import { loadLook } from '../../host/publish/look.ts'
import { ASSETS_FOLDER } from '../builders/host.ts'
import { htmlErrors } from '../builders/html-judge.ts'
import { type HtmlOutput, htmlOutputs, judgedEssays } from '../builders/html-outputs.ts'
import { awkwardEssayWithFiles, richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { outputJudge } from '../e2e/support/output-judge.ts'
import { type Consumer, npmPackages, publishInto, run, systemProgram } from './consumer.ts'

/** Every HTML output of every essay that is judged, with the essay's name before it, in the look without fonts. */
async function everyOutput(): Promise<readonly HtmlOutput[]> {
  const outputs: HtmlOutput[] = []
  for (const [essayName, essay] of judgedEssays())
    for (const output of await htmlOutputs(essay, { look: await lookNamed('plain') }))
      outputs.push({ ...output, name: `${essayName}, ${output.name}` })
  return outputs
}

async function lookNamed(look: LookName): Promise<PageLook> {
  const loaded = await loadLook(ASSETS_FOLDER)
  if (!loaded.ok) throw new Error(loaded.problem.message)
  return loaded.value.lookFor(richEssayWithFiles().essay, { look, stylesheet: '' })
}

const EVERY = 'every HTML of every profile, pages, chapters and fragments set in the least page, every fixture'

/** The validator of the HTML standard, as the W3C runs it. */
export const vnu: Consumer = {
  name: 'vnu',
  judges: `${EVERY}: no errors`,
  prepare: (cache) =>
    systemProgram('java', 'default-jre-headless') ?? npmPackages(join(cache, 'vnu'), ['vnu-jar@26.9.27'], '2026-11-01'),
  async run(folder, cache) {
    const outputs = await everyOutput()
    for (const [index, { html, kind }] of outputs.entries())
      writeFileSync(
        join(folder, `${index}.${kind === 'chapter' ? 'xhtml' : 'html'}`),
        // HTML does not know the attribute of books; epubcheck does.
        kind === 'chapter' ? html.replace(/ epub:type="[^"]*"/g, '') : html,
      )
    const jar = join(cache, 'vnu/node_modules/vnu-jar/build/dist/vnu.jar')
    if (!existsSync(jar)) throw new Error(`no validator at ${jar}`)
    const { output } = run(
      ['java', '-Xss8m', '-jar', jar, '--skip-non-html', '--format', 'json', '--stdout', folder],
      folder,
    )
    const { messages } = JSON.parse(output.slice(output.indexOf('{'))) as {
      readonly messages: readonly { readonly type: string; readonly url?: string; readonly message: string }[]
    }
    const nameOf = (url = '') => outputs[Number(/(\d+)\.x?html$/.exec(url)?.[1])]?.name ?? url
    return messages.filter(({ type }) => type !== 'info').map(({ url, message }) => `${nameOf(url)}: ${message}`)
  },
}

/** html-validate, which is stricter than the standard about what assistive technology needs. `npm test` gives it two essays. */
export const htmlValidate: Consumer = {
  name: 'html-validate',
  judges: `${EVERY}: no errors, recommended and a11y`,
  prepare: () => null,
  async run() {
    const wrong: string[] = []
    for (const output of await everyOutput())
      wrong.push(...(await htmlErrors(output)).map((one) => `${output.name}: ${one}`))
    return wrong
  },
}

/** axe-core in a browser. `npm test` gives it one essay. */
export const axe: Consumer = {
  name: 'axe',
  judges: `${EVERY}: no violations; the pages of two essays in every look, light and dark`,
  prepare: () => (findChromium() === null ? 'there is no Chromium to run it in' : null),
  async run() {
    const browser = await chromium.launch({
      executablePath: findChromium() ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    try {
      const page = await browser.newPage({ reducedMotion: 'reduce' })
      const violationsOf = await outputJudge(page)
      const wrong: string[] = []
      const judge = async (output: HtmlOutput, how = '') =>
        wrong.push(...(await violationsOf(output)).map((one) => `${output.name}${how}: ${one}`))
      const seen = new Set<string>()
      for (const output of await everyOutput()) {
        // Where a picture lies is nothing to axe: the same page in one file, in a folder and for print is judged once.
        const said = output.html.replace(/ (?:src="[^"]*"|loading="lazy")|<meta[^>]*>|<script[\s\S]*?<\/script>/g, '')
        if (!seen.has(said)) await judge(output)
        seen.add(said)
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const look of LOOK_NAMES)
          for (const { essay } of [richEssayWithFiles(), awkwardEssayWithFiles()])
            for (const output of await htmlOutputs(essay, { look: await lookNamed(look) }))
              if (output.name.startsWith('html-page:')) await judge(output, `, ${look}, ${colorScheme}`)
      }
      return wrong
    } finally {
      await browser.close()
    }
  },
}

/** DAISY's Ace, which judges books as their readers with assistive technology do. */
export const ace: Consumer = {
  name: 'ace',
  judges: 'EPUB: no serious and no critical accessibility violations',
  prepare: (cache) =>
    findChromium() === null
      ? 'there is no Chromium to run it in'
      : npmPackages(join(cache, 'ace'), ['@daisy/ace@1.4.6'], '2026-11-01'),
  async run(folder, cache) {
    const paths = await publishInto(folder, richEssayWithFiles(), 'epub')
    // Puppeteer starts it without switches of ours; as root Chromium asks for this one.
    const browser = join(folder, 'chromium.sh')
    writeFileSync(browser, `#!/bin/sh\nexec "${findChromium()}" --no-sandbox "$@"\n`)
    chmodSync(browser, 0o755)
    const program = join(cache, 'ace/node_modules/.bin/ace-puppeteer')
    const env = { PUPPETEER_EXECUTABLE_PATH: browser, HOME: folder }
    const { output } = run([program, '--outdir', 'report', paths[0] ?? ''], folder, env)
    const report = join(folder, 'report/report.json')
    if (!existsSync(report)) throw new Error(`Ace wrote no report:\n${output.slice(-2_000)}`)
    return violationsIn(JSON.parse(readFileSync(report, 'utf8')))
  },
}

interface Assertion {
  readonly assertions?: readonly Assertion[]
  readonly 'earl:test'?: { readonly 'earl:impact'?: string; readonly 'dct:title'?: string }
  readonly 'earl:result'?: { readonly 'dct:description'?: string }
}

/** Everything serious or critical in a report, which nests the documents of the book. */
function violationsIn(part: Assertion): readonly string[] {
  const impact = part['earl:test']?.['earl:impact'] ?? ''
  const own = ['serious', 'critical'].includes(impact)
    ? [`${impact}: ${part['earl:test']?.['dct:title']}: ${part['earl:result']?.['dct:description'] ?? ''}`]
    : []
  return [...own, ...(part.assertions ?? []).flatMap(violationsIn)]
}
