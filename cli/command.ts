import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { fail, ok, type Problem, type Result } from '../core/result.ts'
import { MAY_REPLACE } from '../host/disk-problem.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { shown, type Terminal } from './terminal.ts'

/** One command of the terminal. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** The whole help text. */
  readonly help: string
  /** Does it. `argv` is what follows the command's name. */
  run(argv: readonly string[], terminal: Terminal): Promise<ExitCode>
}

/** What stood on the command line. Options that were not given are missing. */
export interface Arguments {
  readonly positionals: readonly string[]
  /** The value of a string option. */
  text(name: string): string | undefined
  /** Whether a switch was given. */
  has(name: string): boolean
}

/** Reads the command line strictly: an unknown option, a missing or an empty value is a `bad-input` problem. */
export function parseCommandLine(argv: readonly string[], options: ParseArgsOptionsConfig): Result<Arguments> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    const empty = Object.keys(values).find((name) => values[name] === '')
    if (empty !== undefined) return fail('bad-input', `--${empty} is empty.`)
    if (positionals.includes('')) return fail('bad-input', 'A file name is empty.')
    return ok({
      positionals,
      text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      has: (name) => values[name] === true,
    })
  } catch (error) {
    // parseArgs refuses by throwing a TypeError with such a code; its first sentence is written for people.
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return fail('bad-input', `${error.message.split(/\.\s|\. To/)[0] ?? error.message}.`)
    throw error
  }
}

/** Says how the command is used and why it was not understood. */
export function refuseUsage(terminal: Terminal, command: Command, why: string): ExitCode {
  terminal.err(`galley ${command.name}: ${why}\nSee galley ${command.name} --help.\n`)
  return EXIT.usage
}

/**
 * Tells a problem: to people on stderr, and with `json` as `{problem: {code, message, …}}` on stdout, so that a program
 * always gets its one object.
 */
export function tellProblem(terminal: Terminal, problem: Problem, json: boolean): void {
  const sentences = [problem.message, problem.safe, problem.next].filter((part) => part !== undefined)
  terminal.err(`galley: ${sentences.map((part) => shown(part)).join(' ')}\n`)
  if (json) terminal.out(`${JSON.stringify({ problem })}\n`)
}

/** The same problem with the way out that the terminal offers where something is in the way that may be replaced. */
export function withForce(problem: Problem): Problem {
  return problem.next === MAY_REPLACE
    ? { ...problem, next: 'Choose another name, or add --force to replace it.' }
    : problem
}
