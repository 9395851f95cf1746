import { resolve } from 'node:path'
import { recoverEssays } from '../host/doctor/recover.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem } from './command.ts'
import { EXIT, exitOfWriteProblem } from './exit-code.ts'
import { showing, shown } from './terminal.ts'
import { count } from './words.ts'

/** `galley recover`: essays from the objects of the history alone. */
export const recover: Command = {
  name: 'recover',
  summary: 'rebuild essays from the history alone',
  help: `galley recover FOLDER --out DIR [--all] [--json]

Writes essays from their kept versions, without any other file: the newest version of each essay, or
with --all every version. FOLDER is Galley's data folder, the folder history in it, or that of one
essay in there. Nothing in it is changed, and nothing in DIR is overwritten.

  --out DIR   where the essays go; made where it is missing
  --all       every version, with its time in the name
  --json      print one object: files (name, title, essayId, time, missingPictures), damaged
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, {
      out: { type: 'string' },
      all: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (!line.ok) return refuseUsage(terminal, recover, line.problem.message)
    const [from, ...more] = line.value.positionals
    const out = line.value.text('out')
    if (from === undefined) return refuseUsage(terminal, recover, 'from which folder?')
    if (more.length > 0) return refuseUsage(terminal, recover, 'one folder at a time.')
    if (out === undefined) return refuseUsage(terminal, recover, '--out is missing: where do the essays go?')
    const json = line.value.has('json')
    const recovered = await showing(terminal, 'Reading', () =>
      recoverEssays(resolve(terminal.folder, from), resolve(terminal.folder, out), { all: line.value.has('all') }),
    )
    if (!recovered.ok) {
      tellProblem(terminal, recovered.problem, json)
      return recovered.problem.code === 'gone' ? EXIT.inputRefused : exitOfWriteProblem(recovered.problem.code)
    }
    const { files, damaged } = recovered.value
    const lines = files.map(({ name, missingPictures }) => {
      const lack = missingPictures === 0 ? '' : ` (without ${count(missingPictures, 'picture')})`
      return `  ${shown(name)}${lack}\n`
    })
    const rest = damaged === 0 ? '' : `${count(damaged, 'version')} could not be read.\n`
    terminal.out(
      json
        ? `${JSON.stringify({ files, damaged })}\n`
        : `Wrote ${count(files.length, 'essay')}:\n${lines.join('')}${rest}`,
    )
    return damaged === 0 ? EXIT.done : EXIT.doneWithErrors
  },
}
