import { shippedFolder } from '../host/shipped-folder.ts'
import { check } from './check.ts'
import type { Command } from './command.ts'
import { convert } from './convert.ts'
import { doctor } from './doctor.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { importFiles } from './import-files.ts'
import { inspect } from './inspect.ts'
import { publish } from './publish.ts'
import { recover } from './recover.ts'
import { serve } from './serve.ts'
import { shown, type Terminal } from './terminal.ts'

/** Every command, in the order in which `galley --help` lists them. */
export const commands: readonly Command[] = [importFiles, publish, check, inspect, convert, doctor, recover, serve]

const HELP = `galley COMMAND [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}\n`).join('')}
galley COMMAND --help says more; galley --version names the version.

Exit codes: 0 done, 1 done with errors among the findings, 2 not understood, 3 the input was refused,
4 could not write, 70 a defect of Galley.
`

/**
 * Runs one command line (without `node` and the script) and gives its exit code. Never throws: a defect is told in one
 * sentence, its stack only where the environment asks for it with GALLEY_DEBUG=1.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...rest] = argv
  try {
    if (first === '--help' || first === '-h' || first === 'help') return help(rest[0], terminal)
    if (first === '--version' || first === '-v') {
      terminal.out(`${shippedFolder().version}\n`)
      return EXIT.done
    }
    if (first === undefined) {
      terminal.err(HELP)
      return EXIT.usage
    }
    const command = commands.find(({ name }) => name === first)
    if (!command) {
      terminal.err(
        `galley: there is no command ${shown(first)}. There are ${commands.map(({ name }) => name).join(', ')}.\n`,
      )
      return EXIT.usage
    }
    // after `--` everything is a name
    const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest
    if (options.includes('--help') || options.includes('-h')) return help(command.name, terminal)
    return await command.run(rest, terminal)
  } catch (error) {
    terminal.err(
      `galley: Galley failed at ${shown(first ?? 'the start')}. This is a defect; your files are as they were.\n`,
    )
    if (process.env.GALLEY_DEBUG === '1') terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`)
    return EXIT.defect
  }
}

function help(name: string | undefined, terminal: Terminal): ExitCode {
  terminal.out(commands.find((command) => command.name === name)?.help ?? HELP)
  return EXIT.done
}
