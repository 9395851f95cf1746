import { resolve } from 'node:path'
import { examine } from '../host/doctor/examine.ts'
import type { Symptom } from '../host/doctor/symptom.ts'
import { defaultEssaysFolder, knownDataFolders } from '../host/standard-folders.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem } from './command.ts'
import { EXIT } from './exit-code.ts'
import { showing, shown, type Terminal } from './terminal.ts'
import { count } from './words.ts'

/** What became of one symptom. */
interface Told {
  readonly kind: Symptom['kind']
  readonly place: string
  readonly message: string
  /** What can be done, or null. */
  readonly cure: string | null
  /** What was done with `--mend`, or null. */
  readonly mended: string | null
}

/** `galley doctor`: whether everything that Galley keeps can still be read. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'read every essay, journal and version, and say what can be mended',
  help: `galley doctor [--folder ESSAYS] [--data DATA] [--mend] [--json]

Reads every essay of the folder, every journal and every kept version as strictly as Galley does when
it opens them, compares them with their hashes, and says what is damaged and what can be done.
Changes nothing without --mend. With it: what was lost is written as new files from journals and
history, damaged lists are made anew, leftovers of crashes are removed. No essay is changed or deleted.
Close Galley first.

  --folder   the essays folder, where it is not the usual one
  --data     Galley's own data folder, where it is not one of the usual ones
  --mend     do what can be done
  --json     print one object: checked, symptoms (kind, place, message, cure, mended)

Exit codes: 0 all is well or was mended, 1 something is not.
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, {
      folder: { type: 'string' },
      data: { type: 'string' },
      mend: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (!line.ok) return refuseUsage(terminal, doctor, line.problem.message)
    if (line.value.positionals.length > 0) return refuseUsage(terminal, doctor, 'name the folder with --folder.')
    const json = line.value.has('json')
    const folder = resolve(terminal.folder, line.value.text('folder') ?? defaultEssaysFolder())
    const named = line.value.text('data')
    const data = named === undefined ? knownDataFolders() : [resolve(terminal.folder, named)]
    const found = await showing(terminal, 'Reading', () => examine(folder, data))
    if (!found.ok) {
      tellProblem(terminal, found.problem, json)
      return EXIT.inputRefused
    }
    const { checked, symptoms } = found.value
    const told: Told[] = []
    for (const symptom of symptoms) told.push(await tell(symptom, line.value.has('mend'), terminal))
    const facts = [
      count(checked.essays, 'essay'),
      count(checked.logs, 'journal'),
      count(checked.versions, 'version or picture of history', 'versions and pictures of history'),
      count(checked.settings, 'settings file'),
    ]
    terminal.out(
      json
        ? `${JSON.stringify({ checked, symptoms: told })}\n`
        : `Read ${facts.join(', ')}.\n${told.length === 0 ? 'All is well.\n' : told.map(inWords).join('')}`,
    )
    return told.every(({ mended }) => mended !== null) ? EXIT.done : EXIT.doneWithErrors
  },
}

async function tell({ kind, place, message, cure }: Symptom, mend: boolean, terminal: Terminal): Promise<Told> {
  const told = { kind, place, message, cure: cure?.what ?? null, mended: null }
  if (!mend || cure === null) return told
  const applied = await cure.apply()
  if (applied.ok) return { ...told, mended: applied.value }
  tellProblem(terminal, applied.problem, false)
  return told
}

function inWords({ place, message, cure, mended }: Told): string {
  const end =
    mended !== null
      ? `Mended: ${mended}.`
      : cure !== null
        ? `Can be mended with --mend: ${cure}.`
        : 'Nothing can be mended here.'
  return `  ${shown(place)}\n    ${shown(message, 400)} ${shown(end)}\n`
}
