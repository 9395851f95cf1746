#!/usr/bin/env node
import { EXIT, type ExitCode } from './exit-code.ts'
import { run } from './run.ts'

/** Set when the answer did not arrive: a full disk behind `> file`, for instance. */
let lost: ExitCode | null = null

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has enough (`galley inspect X | head`) is no failure.
  if (error.code === 'EPIPE') return
  lost = EXIT.notWritten
  process.exitCode = lost
  process.stderr.write(`galley: The answer could not be written (${error.code ?? error.message}).\n`)
})
// There is nowhere left to say it.
process.stderr.on('error', () => {})

// npm runs a script in the package's folder; names on the command line start from where the person stood.
const { npm_lifecycle_event: script, INIT_CWD: stood } = process.env

const exit = await run(process.argv.slice(2), {
  folder: script === 'galley' && stood ? stood : process.cwd(),
  watched: process.stderr.isTTY === true,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
// Not process.exit(): what is still on its way to a pipe would be cut.
process.exitCode = lost ?? exit
