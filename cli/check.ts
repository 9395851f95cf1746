import { check as checkEssay } from '../core/publication/checks.ts'
import { type Command, parseCommandLine, refuseUsage, tellProblem } from './command.ts'
import { EXIT } from './exit-code.ts'
import { findProfile, PROFILE_IDS } from './find-profile.ts'
import { readInput } from './read-input.ts'
import { showing } from './terminal.ts'
import { count, findingLines } from './words.ts'

/** `galley check`: what a publication would remark on, without writing anything. */
export const check: Command = {
  name: 'check',
  summary: 'say what a publication would remark on',
  help: `galley check X.essay --profile ID [--json]

Looks an essay over by a publication profile: its house rules and the craft's. Writes nothing.
ID is a built-in profile, one of your own, or the JSON file of one.

  --data    Galley's own data folder with your profiles, where it is not one of the usual ones
  --json    print one object: profile, findings [{rule, severity, message, advice, place}]

The exit code is 1 when there are errors among the findings.
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, {
      profile: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (!line.ok) return refuseUsage(terminal, check, line.problem.message)
    const [path, ...more] = line.value.positionals
    const id = line.value.text('profile')
    const json = line.value.has('json')
    if (path === undefined) return refuseUsage(terminal, check, 'which essay?')
    if (more.length > 0) return refuseUsage(terminal, check, 'one essay at a time.')
    if (id === undefined) return refuseUsage(terminal, check, `--profile is missing; there are ${PROFILE_IDS}.`)
    const by = await findProfile(id, terminal, line.value.text('data'))
    if (!by.ok && by.problem.code === 'not-found') return refuseUsage(terminal, check, by.problem.message)
    const read = await readInput(path, terminal)
    if (!read.ok) {
      tellProblem(terminal, read.problem, json)
      return EXIT.inputRefused
    }
    if (!by.ok) {
      tellProblem(terminal, by.problem, json)
      return EXIT.inputRefused
    }
    const profile = by.value
    const { essay } = read.value
    const findings = await showing(terminal, `Checking for ${profile.name}`, async () => checkEssay(essay, profile))
    terminal.out(
      json
        ? `${JSON.stringify({ profile: profile.id, findings })}\n`
        : findings.length === 0
          ? `Every check of “${profile.name}” is met.\n`
          : `${count(findings.length, 'finding')} for “${profile.name}”.\n${findingLines(findings)}`,
    )
    return findings.some(({ severity }) => severity === 'error') ? EXIT.doneWithErrors : EXIT.done
  },
}
