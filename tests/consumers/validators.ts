import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '../../host/find-chromium.ts'
import { fixtureEssays } from '../builders/fixture-essays.ts'
import { richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { type Consumer, npmPackages, publishInto, run, systemProgram } from './consumer.ts'

/** The validator of the HTML standard, as the W3C runs it. */
export const vnu: Consumer = {
  name: 'vnu',
  judges: 'HTML of every profile that writes it, pages and fragments set in one, every fixture: no errors',
  prepare: (cache) =>
    systemProgram('java', 'default-jre-headless') ?? npmPackages(join(cache, 'vnu'), ['vnu-jar@26.9.27'], '2026-11-01'),
  async run(folder, cache) {
    const rich = richEssayWithFiles()
    const essays = [['rich', rich.essay] as const, ...fixtureEssays()]
    for (const [index, [, essay]] of essays.entries())
      for (const profile of [...PAGES, ...FRAGMENTS]) {
        const paths = await publishInto(join(folder, `${index}-${profile}`), { ...rich, essay }, profile)
        if (FRAGMENTS.includes(profile))
          for (const path of paths) if (path.endsWith('.html')) asPage(join(folder, `${index}-${profile}`, path))
      }
    const jar = join(cache, 'vnu/node_modules/vnu-jar/build/dist/vnu.jar')
    if (!existsSync(jar)) throw new Error(`no validator at ${jar}`)
    const { output } = run(
      ['java', '-Xss8m', '-jar', jar, '--skip-non-html', '--format', 'json', '--stdout', folder],
      folder,
    )
    const { messages } = JSON.parse(output.slice(output.indexOf('{'))) as {
      readonly messages: readonly { readonly type: string; readonly url?: string; readonly message: string }[]
    }
    const nameOf = (url = '') => {
      const [, index = '', page = ''] = /\/(\d+)-([a-z-]+)\//.exec(url) ?? []
      return `${essays[Number(index)]?.[0] ?? '?'}, ${page}`
    }
    return messages.filter(({ type }) => type !== 'info').map(({ url, message }) => `${nameOf(url)}: ${message}`)
  },
}

const PAGES = ['html-page', 'html-folder']
/** What is pasted into a page that others make. */
const FRAGMENTS = ['html-fragment', 'wordpress', 'community-magazine', 'medium', 'substack']

/** Sets a fragment in the least page that HTML knows. */
function asPage(path: string): void {
  const html = readFileSync(path, 'utf8')
  if (/^<!doctype/i.test(html)) throw new Error(`${path} is a page already`)
  writeFileSync(
    path,
    `<!doctype html>\n<html lang="en">\n<head><title>Page</title></head>\n<body>\n${html}\n</body>\n</html>\n`,
  )
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
