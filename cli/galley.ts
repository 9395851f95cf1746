#!/usr/bin/env node
import { run } from './run.ts'

/** `galley …` with its output cut off by a reader that has enough (`galley inspect X | head`) ends quietly. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

process.stdout.on('error', endQuietly)
process.stderr.on('error', endQuietly)
// not process.exit(): what is still on its way to a pipe would be cut
process.exitCode = await run(process.argv.slice(2), {
  folder: process.cwd(),
  watched: process.stderr.isTTY === true,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
