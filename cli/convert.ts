import { extname, resolve } from 'node:path'
import type { PublishedFile } from '../contract/host.ts'
import type { Loss } from '../core/formats/conversion.ts'
import { toText } from '../core/formats/text/write-text.ts'
import type { Result } from '../core/result.ts'
import { ok } from '../core/result.ts'
import { publishEssay, type ReadFile, type WrittenFile, writeEssayFile, writeTextFile } from '../host/files.ts'
import { shippedFolder } from '../host/shipped-folder.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem, withForce } from './command.ts'
import { EXIT, exitOfWriteProblem } from './exit-code.ts'
import { readInput } from './read-input.ts'
import { showing, shown } from './terminal.ts'
import { count, fileLines, lossLines } from './words.ts'

/** The profile that writes a kind of file; `.essay` is written as it is. */
const PROFILE_OF_EXTENSION: Readonly<Record<string, string>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html-page',
  '.htm': 'html-page',
}

/** `galley convert`: one file into another format. */
export const convert: Command = {
  name: 'convert',
  summary: 'turn a file into another format',
  help: `galley convert IN OUT [--force] [--json]

Turns IN into OUT; the formats follow from the names.
  from  .essay .textpack .textbundle .docx .md .html .txt, and what blogs export (.xml .json .zip)
  to    .essay .md .html .txt

What the new format cannot say, or the old one said in a way that is not kept, is listed.

  --force   replace OUT when it is there already
  --json    print one object: from, to, files [{path, bytes, sha256}], losses
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, { force: { type: 'boolean' }, json: { type: 'boolean' } })
    if (!line.ok) return refuseUsage(terminal, convert, line.problem.message)
    const [from, to, ...more] = line.value.positionals
    if (from === undefined || to === undefined || more.length > 0)
      return refuseUsage(terminal, convert, 'it takes two names, IN and OUT.')
    const kind = extname(to).toLowerCase()
    if (kind !== '.essay' && kind !== '.txt' && PROFILE_OF_EXTENSION[kind] === undefined)
      return refuseUsage(terminal, convert, `${shown(to)} does not end in .essay, .md, .html or .txt.`)
    const destination = resolve(terminal.folder, to)
    if (destination === resolve(terminal.folder, from))
      return refuseUsage(terminal, convert, 'IN and OUT are the same file.')
    const json = line.value.has('json')

    const read = await readInput(from, terminal)
    if (!read.ok) {
      tellProblem(terminal, read.problem, json)
      return EXIT.inputRefused
    }
    const done = await showing(terminal, `Writing ${to}`, () =>
      write(read.value, destination, kind, line.value.has('force')),
    )
    if (!done.ok) {
      tellProblem(terminal, withForce(done.problem), json)
      return exitOfWriteProblem(done.problem.code)
    }
    const { files } = done.value
    const losses = [...read.value.losses, ...done.value.losses]
    terminal.out(
      json
        ? `${JSON.stringify({ from: read.value.format, to: kind.slice(1), files, losses })}\n`
        : `Wrote ${count(files.length, 'file')}: ${shown(to)}\n${fileLines(files)}${lossLines(losses)}`,
    )
    return EXIT.done
  },
}

async function write(
  { essay, pictures }: ReadFile,
  destination: string,
  kind: string,
  replace: boolean,
): Promise<Result<{ readonly files: readonly PublishedFile[]; readonly losses: readonly Loss[] }>> {
  if (kind === '.txt') {
    const { text, losses } = toText(essay)
    const done = await writeTextFile(destination, text, { replace })
    return done.ok ? ok({ files: [fileOf(done.value)], losses }) : done
  }
  const profile = PROFILE_OF_EXTENSION[kind]
  if (profile !== undefined)
    return publishEssay(essay, pictures, profile, destination, { replace, assetsFolder: shippedFolder().assets })
  const written = await writeEssayFile(destination, essay, pictures, { replace })
  if (!written.ok) return written
  return ok({ files: [fileOf(written.value)], losses: [] })
}

function fileOf({ path, bytes, sha256 }: WrittenFile): PublishedFile {
  return { path: path.split(/[/\\]/).at(-1) ?? path, bytes, sha256 }
}
