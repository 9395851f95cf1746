#!/usr/bin/env node
import { run } from './run.ts'

/** `galley …` with its output cut off by a reader that has enough (`galley inspect X | head`) ends quietly. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

process.stdout.on('error', endQuietly)
process.stderr.on('error', endQuietly)
// npm runs a script in the package's folder; names on the command line start from where the person stood
const { npm_lifecycle_event: script, INIT_CWD: stood } = process.env

// not process.exit(): what is still on its way to a pipe would be cut
process.exitCode = await run(process.argv.slice(2), {
  folder: script === 'galley' && stood ? stood : process.cwd(),
  watched: process.stderr.isTTY === true,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
