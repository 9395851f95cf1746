import { resolve } from 'node:path'
import { PROFILES } from '../core/publication/profiles.ts'
import { publishEssay } from '../host/files.ts'
import { shippedFolder } from '../host/shipped-folder.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem, withForce } from './command.ts'
import { EXIT, exitOfWriteProblem } from './exit-code.ts'
import { readForProfile } from './read-for-profile.ts'
import { showing, shown } from './terminal.ts'
import { count, fileLines, findingLines, lossLines } from './words.ts'

const profileList = PROFILES.map(({ id, description }) => `  ${id.padEnd(18)} ${description}\n`).join('')

/** `galley publish`: writes an essay as a publication takes it. */
export const publish: Command = {
  name: 'publish',
  summary: 'write an essay as a publication takes it',
  help: `galley publish X.essay --profile ID --out PATH [--force] [--json]

Writes the essay by a publication profile and says what the checks found. PATH is the file to write,
or a folder to put it into; pictures of profiles that keep them apart go beside it. Profiles of static
sites go into the site's own folders where PATH is its root. ID may also be one of your
own profiles, or the JSON file of one.

Profiles
${profileList}
  --data    Galley's own data folder with your profiles, where it is not one of the usual ones
  --force   replace files that are there already
  --json    print one object: profile, files [{path, bytes, sha256}], findings, losses

The exit code is 1 when it was written and there are errors among the findings.
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, {
      profile: { type: 'string' },
      out: { type: 'string' },
      data: { type: 'string' },
      force: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (!line.ok) return refuseUsage(terminal, publish, line.problem.message)
    const asked = await readForProfile(line.value, publish, terminal, 'out')
    if (typeof asked === 'number') return asked
    const { read, profile } = asked
    const json = line.value.has('json')
    const out = line.value.text('out') ?? ''
    const done = await showing(terminal, `Publishing as ${profile.id}`, () =>
      publishEssay(read.essay, read.pictures, profile, resolve(terminal.folder, out), {
        replace: line.value.has('force'),
        assetsFolder: shippedFolder().assets,
      }),
    )
    if (!done.ok) {
      tellProblem(terminal, withForce(done.problem), json)
      return exitOfWriteProblem(done.problem.code)
    }
    const { files, findings, destination } = done.value
    const losses = [...read.losses, ...done.value.losses]
    terminal.out(
      json
        ? `${JSON.stringify({ profile: done.value.profile, files, findings, losses })}\n`
        : `Wrote ${count(files.length, 'file')}: ${shown(destination)}\n${fileLines(files)}${findingLines(findings)}${lossLines(losses)}`,
    )
    return findings.some(({ severity }) => severity === 'error') ? EXIT.doneWithErrors : EXIT.done
  },
}
