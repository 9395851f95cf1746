import { stat } from 'node:fs/promises'
import { basename, extname, join, resolve, sep } from 'node:path'
import { joinEssays } from '../core/essay/join-essays.ts'
import type { Loss, Taken } from '../core/formats/conversion.ts'
import { safeFileName } from '../host/file-name.ts'
import { type EssayWithPictures, type PictureBytes, type ReadFile, writeEssayFile } from '../host/files.ts'
import { inspectEssay } from '../host/inspect-essay.ts'
import { nodeIo } from '../host/io.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem, withForce } from './command.ts'
import { EXIT, exitOfWriteProblem } from './exit-code.ts'
import { readInputs } from './read-input.ts'
import { showing, shown, type Terminal } from './terminal.ts'
import { count, lossLines, size, takenLines } from './words.ts'

/** One essay that is to be written. */
interface Job extends EssayWithPictures {
  /** Absolute path. */
  readonly path: string
  readonly losses: readonly Loss[]
  readonly taken?: readonly Taken[]
}

/** `galley import`: makes essays of other files. */
export const importFiles: Command = {
  name: 'import',
  summary: 'make an essay of other files',
  help: `galley import FILE... --out X.essay [--force] [--json]
galley import FILE... --out FOLDER [--force] [--json]

Makes one essay of the files, in their order: each file after the first begins with its title as
a heading. Where --out is a folder (it exists, or ends in /), each file becomes an essay of its own.
Takes .md with YAML front matter, .docx, .html, .txt, .textpack, the folder .textbundle and .essay,
and whole blogs, each post an essay, into a folder: WordPress (.xml), Ghost (.json, .zip), Medium
and Substack (.zip).
Pictures that a file names are taken from its own folder and below it; nothing is fetched.

  --force   replace an essay that is there already
  --json    print one object: essays [{path, bytes, sha256, title, words, figures, notes,
            taken [{field, text}]: what was recognised by its wording}], losses
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, {
      out: { type: 'string' },
      force: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (!line.ok) return refuseUsage(terminal, importFiles, line.problem.message)
    const { positionals: names } = line.value
    const out = line.value.text('out')
    const json = line.value.has('json')
    if (names.length === 0) return refuseUsage(terminal, importFiles, 'which files?')
    if (out === undefined) return refuseUsage(terminal, importFiles, '--out is missing.')
    const folder = await isFolder(resolve(terminal.folder, out), out)
    if (!folder && extname(out).toLowerCase() !== '.essay')
      return refuseUsage(terminal, importFiles, `${shown(out)} does not end in .essay and is no folder.`)

    const read: FromFile[] = []
    for (const name of names) {
      const file = await readInputs(name, terminal)
      if (!file.ok) {
        tellProblem(terminal, file.problem, json)
        return EXIT.inputRefused
      }
      if (!folder && file.value.length > 1)
        return refuseUsage(
          terminal,
          importFiles,
          `${shown(name)} holds ${file.value.length} essays: name a folder with --out.`,
        )
      read.push(...file.value.map((one) => ({ ...one, name, several: file.value.length > 1 })))
    }
    const path = resolve(terminal.folder, out)
    const jobs = folder ? apart(read, path) : [together(read, path)]
    return write(jobs, line.value.has('force'), json, terminal)
  },
}

/** An essay with the file that it was read from. */
interface FromFile extends ReadFile {
  readonly name: string
  /** Whether the file held others beside it. */
  readonly several: boolean
}

/** Every essay a file of its own, named like its file, or by its title where one file holds several; no two alike. */
function apart(read: readonly FromFile[], folder: string): readonly Job[] {
  const taken = new Set<string>()
  return read.map((file) => {
    const name = basename(file.name)
    const own = name.slice(0, name.length - extname(name).length)
    const stem = file.several ? safeFileName(file.essay.metadata.title) || 'Untitled essay' : own
    let free = stem
    if (file.several) for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${stem} ${count}`
    taken.add(free.toLowerCase())
    return { ...file, path: join(folder, `${free}.essay`) }
  })
}

function together(read: readonly ReadFile[], path: string): Job {
  const joined = joinEssays(read.map(({ essay }) => essay))
  const pictures: PictureBytes = new Map(read.flatMap((file) => [...file.pictures]))
  const losses = [...read.flatMap((file) => file.losses), ...joined.losses]
  return { path, essay: joined.essay, pictures, losses, taken: read.flatMap(({ taken = [] }) => taken) }
}

async function write(jobs: readonly Job[], replace: boolean, json: boolean, terminal: Terminal) {
  const essays = []
  let words = ''
  for (const [index, { path, essay, pictures, taken = [] }] of jobs.entries()) {
    const written = await showing(terminal, `Writing ${index + 1} of ${jobs.length}: ${basename(path)}`, () =>
      writeEssayFile(path, essay, pictures, { replace }),
    )
    if (!written.ok) {
      // in words, what stands on disk by now; with --json the one object is the problem
      if (!json) terminal.out(words)
      tellProblem(terminal, withForce(written.problem), json)
      return exitOfWriteProblem(written.problem.code)
    }
    const found = inspectEssay(essay)
    const { bytes, sha256 } = written.value
    const figures = found.figures.length
    essays.push({ path, bytes, sha256, title: found.title, words: found.words, figures, notes: found.notes, taken })
    const about = [count(found.words, 'word'), count(figures, 'figure'), count(found.notes, 'note'), size(bytes)]
    words += `Wrote ${shown(path)}: ${shown(found.title) || 'Untitled'}, ${about.join(', ')}\n${takenLines(taken)}`
  }
  const losses = jobs.flatMap((job) => job.losses)
  terminal.out(json ? `${JSON.stringify({ essays, losses })}\n` : `${words}${lossLines(losses)}`)
  return EXIT.done
}

/** Whether this is meant as a folder; one that is named with a separator at its end and missing is made. */
async function isFolder(path: string, asGiven: string): Promise<boolean> {
  if (
    await stat(path).then(
      (entry) => entry.isDirectory(),
      () => false,
    )
  )
    return true
  if (!asGiven.endsWith('/') && !asGiven.endsWith(sep)) return false
  // what hinders this is said by the first write into it, with its reason
  await nodeIo.mkdir(path).catch(() => undefined)
  return true
}
