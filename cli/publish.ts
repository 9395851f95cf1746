import { resolve } from 'node:path'
import { PROFILES } from '../core/publication/profiles.ts'
import { publishEssay } from '../host/files.ts'
import { shippedFolder } from '../host/shipped-folder.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem, withForce } from './command.ts'
import { EXIT, exitOfWriteProblem } from './exit-code.ts'
import { findProfile, PROFILE_IDS } from './find-profile.ts'
import { readInput } from './read-input.ts'
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
    const [path, ...more] = line.value.positionals
    const out = line.value.text('out')
    const profile = line.value.text('profile')
    const json = line.value.has('json')
    if (path === undefined) return refuseUsage(terminal, publish, 'which essay?')
    if (more.length > 0) return refuseUsage(terminal, publish, 'one essay at a time.')
    if (profile === undefined) return refuseUsage(terminal, publish, `--profile is missing; there are ${PROFILE_IDS}.`)
    const by = await findProfile(profile, terminal, line.value.text('data'))
    if (!by.ok && by.problem.code === 'not-found') return refuseUsage(terminal, publish, by.problem.message)
    if (out === undefined) return refuseUsage(terminal, publish, '--out is missing.')

    const read = await readInput(path, terminal)
    if (!read.ok) {
      tellProblem(terminal, read.problem, json)
      return EXIT.inputRefused
    }
    if (!by.ok) {
      tellProblem(terminal, by.problem, json)
      return EXIT.inputRefused
    }
    const { essay, pictures } = read.value
    const done = await showing(terminal, `Publishing as ${profile}`, () =>
      publishEssay(essay, pictures, by.value, resolve(terminal.folder, out), {
        replace: line.value.has('force'),
        assetsFolder: shippedFolder().assets,
      }),
    )
    if (!done.ok) {
      tellProblem(terminal, withForce(done.problem), json)
      return exitOfWriteProblem(done.problem.code)
    }
    const { files, findings, destination } = done.value
    const losses = [...read.value.losses, ...done.value.losses]
    terminal.out(
      json
        ? `${JSON.stringify({ profile: done.value.profile, files, findings, losses })}\n`
        : `Wrote ${count(files.length, 'file')}: ${shown(destination)}\n${fileLines(files)}${findingLines(findings)}${lossLines(losses)}`,
    )
    return findings.some(({ severity }) => severity === 'error') ? EXIT.doneWithErrors : EXIT.done
  },
}
