import { check as checkEssay } from '../core/publication/checks.ts'
import { PROFILES, profileById } from '../core/publication/profiles.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem } from './command.ts'
import { EXIT } from './exit-code.ts'
import { readInput } from './read-input.ts'
import { showing, shown } from './terminal.ts'
import { count, findingLines } from './words.ts'

const profileIds = PROFILES.map(({ id }) => id).join(', ')

/** `galley check`: what a publication would remark on, without writing anything. */
export const check: Command = {
  name: 'check',
  summary: 'say what a publication would remark on',
  help: `galley check X.essay --profile ID [--json]

Looks an essay over by a publication profile: its house rules and the craft's. Writes nothing.

  --json    print one object: profile, findings [{rule, severity, message, advice, place}]

The exit code is 1 when there are errors among the findings.
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, { profile: { type: 'string' }, json: { type: 'boolean' } })
    if (!line.ok) return refuseUsage(terminal, check, line.problem.message)
    const [path, ...more] = line.value.positionals
    const id = line.value.text('profile')
    const json = line.value.has('json')
    if (path === undefined) return refuseUsage(terminal, check, 'which essay?')
    if (more.length > 0) return refuseUsage(terminal, check, 'one essay at a time.')
    if (id === undefined) return refuseUsage(terminal, check, `--profile is missing; there are ${profileIds}.`)
    const profile = profileById(id)
    if (!profile) return refuseUsage(terminal, check, `there is no profile ${shown(id)}; there are ${profileIds}.`)
    const read = await readInput(path, terminal)
    if (!read.ok) {
      tellProblem(terminal, read.problem, json)
      return EXIT.inputRefused
    }
    const { essay } = read.value
    const findings = await showing(terminal, `Checking for ${profile.name}`, async () => checkEssay(essay, profile))
    terminal.out(
      json
        ? `${JSON.stringify({ profile: id, findings })}\n`
        : findings.length === 0
          ? `Every check of “${profile.name}” is met.\n`
          : `${count(findings.length, 'finding')} for “${profile.name}”.\n${findingLines(findings)}`,
    )
    return findings.some(({ severity }) => severity === 'error') ? EXIT.doneWithErrors : EXIT.done
  },
}
