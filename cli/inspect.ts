import { type Inspection, inspectEssay } from '../host/inspect-essay.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem } from './command.ts'
import { EXIT } from './exit-code.ts'
import { readInput } from './read-input.ts'
import { shown } from './terminal.ts'
import { count, number } from './words.ts'

/** `galley inspect`: what stands in an essay, without changing it. */
export const inspect: Command = {
  name: 'inspect',
  summary: 'say what stands in an essay',
  help: `galley inspect X.essay [--json]

Says what stands in an essay: title, contributors, counts, figures, outline. Changes nothing.
Markdown, HTML and text files can be inspected, too.

  --json   print one object: title, metadata, contributors, words, characters, readingMinutes,
           figures, notes, outline, version
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, { json: { type: 'boolean' } })
    if (!line.ok) return refuseUsage(terminal, inspect, line.problem.message)
    const [path, ...more] = line.value.positionals
    if (path === undefined) return refuseUsage(terminal, inspect, 'which essay?')
    if (more.length > 0) return refuseUsage(terminal, inspect, 'one essay at a time.')
    const json = line.value.has('json')
    const read = await readInput(path, terminal)
    if (!read.ok) {
      tellProblem(terminal, read.problem, json)
      return EXIT.inputRefused
    }
    const found = inspectEssay(read.value.essay)
    terminal.out(json ? `${JSON.stringify(published(found))}\n` : inWords(found))
    return EXIT.done
  },
}

/** The fields of `--json`, which scripts rely on. */
function published(found: Inspection) {
  const { title, metadata, contributors, words, characters, readingMinutes, figures, notes, outline, version } = found
  return { title, metadata, contributors, words, characters, readingMinutes, figures, notes, outline, version }
}

function inWords(found: Inspection): string {
  const { metadata } = found
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })
  const facts = [
    count(found.words, 'word'),
    count(found.characters, 'character'),
    `${count(found.readingMinutes, 'minute')} to read`,
  ]
  const parts = [
    count(found.figures.length, 'figure'),
    count(found.notes, 'note'),
    count(found.outline.length, 'heading'),
  ]
  const about = [metadata.category, metadata.date, metadata.language, metadata.license?.name ?? '', metadata.status]
  const lines = [
    metadata.title === '' ? 'Untitled' : shown(metadata.title),
    ...(metadata.standfirst === '' ? [] : [shown(metadata.standfirst)]),
    ...(found.authors.length === 0 ? [] : [`By ${shown(list.format(found.authors))}`]),
    ...(found.editors.length === 0 ? [] : [`Edited by ${shown(list.format(found.editors))}`]),
    `${facts.join(', ')}.`,
    `${parts.join(', ')}.`,
    about
      .filter((part) => part !== '')
      .map((part) => shown(part))
      .join(', '),
  ]
  if (found.outline.length > 0) lines.push('', 'Outline', ...found.outline.map(headingLine))
  if (found.figures.length > 0) lines.push('', 'Figures', ...found.figures.map(figureLine))
  return `${lines.join('\n')}\n`
}

function headingLine({ level, text, words }: Inspection['outline'][number]): string {
  return `  ${'  '.repeat(Math.max(0, level - 2))}${shown(text)} (${number(words)})`
}

function figureLine(figure: Inspection['figures'][number], index: number): string {
  const missing = [
    ...(figure.alt === '' && !figure.decorative ? ['no alt text'] : []),
    ...(figure.caption === '' ? ['no caption'] : []),
    ...(figure.credit === '' ? ['no credit'] : []),
  ]
  const name = shown(figure.caption || figure.alt || 'Figure')
  return `  ${index + 1}. ${name}${missing.length === 0 ? '' : ` (${missing.join(', ')})`}`
}
