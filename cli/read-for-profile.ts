import type { Profile } from '../core/publication/profile.ts'
import type { ReadFile } from '../host/files.ts'
import { type Arguments, type Command, refuseUsage, tellProblem } from './command.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { findProfile, PROFILE_IDS } from './find-profile.ts'
import { readInput } from './read-input.ts'
import type { Terminal } from './terminal.ts'

/**
 * The one essay that a command line names and the profile of its `--profile`. What is missing or cannot be read is told, and the exit code is given in their place; `needs` names
 * one more option that must be there.
 */
export async function readForProfile(
  line: Arguments,
  command: Command,
  terminal: Terminal,
  needs?: string,
): Promise<{ readonly read: ReadFile; readonly profile: Profile } | ExitCode> {
  const [path, ...more] = line.positionals
  const id = line.text('profile')
  const json = line.has('json')
  if (path === undefined) return refuseUsage(terminal, command, 'which essay?')
  if (more.length > 0) return refuseUsage(terminal, command, 'one essay at a time.')
  if (id === undefined) return refuseUsage(terminal, command, `--profile is missing; there are ${PROFILE_IDS}.`)
  const by = await findProfile(id, terminal, line.text('data'))
  if (!by.ok && by.problem.code === 'not-found') return refuseUsage(terminal, command, by.problem.message)
  if (needs !== undefined && line.text(needs) === undefined)
    return refuseUsage(terminal, command, `--${needs} is missing.`)
  const read = await readInput(path, terminal)
  if (read.ok && by.ok) return { read: read.value, profile: by.value }
  const problem = !read.ok ? read.problem : !by.ok ? by.problem : null
  if (problem) tellProblem(terminal, problem, json)
  return EXIT.inputRefused
}
