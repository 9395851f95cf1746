import { spawnSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { parse } from 'yaml'
import { published } from '../builders/published.ts'
import { awkwardEssayWithFiles, richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { type Consumer, npmPackages, run, systemProgram } from './consumer.ts'
import { judgePage } from './judge-page.ts'

const ESSAYS = [
  ['rich', richEssayWithFiles],
  ['awkward', awkwardEssayWithFiles],
] as const

/** WordPress's exchange file under libxml2, which WordPress itself reads it with. */
export const wxr: Consumer = {
  name: 'wxr',
  judges: 'xmllint reads the import file for WordPress without a word',
  prepare: () => systemProgram('xmllint', 'libxml2-utils'),
  async run(folder) {
    const wrong: string[] = []
    for (const [name, make] of ESSAYS) {
      writeFileSync(join(folder, `${name}.xml`), (await published(make().essay, 'wxr')).text)
      const { code, output } = run(['xmllint', '--noout', `${name}.xml`], folder)
      if (code !== 0 || output !== '') wrong.push(`${name}: ${output}`)
    }
    return wrong
  },
}

/** Ghost's own renderer over the text of an import (publishing.md 9). */
export const ghost: Consumer = {
  name: 'ghost',
  judges:
    'Ghost’s own renderer makes a page of the import: figures, alt, captions, credits, notes, picture files, every word',
  prepare: (cache) =>
    npmPackages(
      join(cache, 'ghost'),
      ['@tryghost/kg-lexical-html-renderer', '@tryghost/kg-default-nodes', 'jsdom@26'],
      '2026-10-01',
    ),
  async run(_folder, cache) {
    const script = join(cache, 'ghost/render.mjs')
    copyFileSync(join(import.meta.dirname, 'ghost-render.mjs'), script)
    const wrong: string[] = []
    for (const [name, make] of ESSAYS) {
      const { files } = await published(make().essay, 'ghost', {
        bytes: (hash) => make().pictures.get(hash) ?? new Uint8Array(),
      })
      const zip = unzipSync(files[0].content as Uint8Array)
      const json = Object.keys(zip).find((path) => path.endsWith('.json')) ?? ''
      const [{ data }] = (
        parse(new TextDecoder().decode(zip[json])) as { db: [{ data: { posts: [{ lexical: string }] } }] }
      ).db
      const done = spawnSync(process.execPath, [script], {
        input: data.posts[0].lexical,
        encoding: 'utf8',
        timeout: 120_000,
      })
      if (done.status !== 0) throw new Error(`the renderer ended with ${done.status}: ${done.stderr.slice(-3000)}`)
      const has = (src: string) => (Object.hasOwn(zip, src.replace('__GHOST_URL__/', '')) ? script : null)
      const judged = judgePage(done.stdout, make().essay, { fileOf: has, plainNotes: true })
      wrong.push(...judged.map((one) => `${name}: ${one}`))
      if (!/<li id="fn-1">/.test(done.stdout) || !/href="#fn-1"/.test(done.stdout))
        wrong.push(`${name}: no mark leads to a note`)
    }
    return wrong
  },
}
