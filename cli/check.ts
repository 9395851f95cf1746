import { check as checkEssay } from '../core/publication/checks.ts'
import { type Command, parseCommandLine, refuseUsage } from './command.ts'
import { EXIT } from './exit-code.ts'
import { readForProfile } from './read-for-profile.ts'
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
    const asked = await readForProfile(line.value, check, terminal)
    if (typeof asked === 'number') return asked
    const { profile } = asked
    const { essay } = asked.read
    const findings = await showing(terminal, `Checking for ${profile.name}`, async () => checkEssay(essay, profile))
    terminal.out(
      line.value.has('json')
        ? `${JSON.stringify({ profile: profile.id, findings })}\n`
        : findings.length === 0
          ? `Every check of “${profile.name}” is met.\n`
          : `${count(findings.length, 'finding')} for “${profile.name}”.\n${findingLines(findings)}`,
    )
    return findings.some(({ severity }) => severity === 'error') ? EXIT.doneWithErrors : EXIT.done
  },
}
