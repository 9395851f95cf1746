import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type BrowserHost, startBrowserHost } from '../browser-host/main.ts'
import { type Command, parseCommandLine, refuseUsage } from './command.ts'
import { EXIT } from './exit-code.ts'
import { shown, type Terminal } from './terminal.ts'

const HIGHEST_PORT = 65_535

/** `galley serve`: Galley in a browser of this machine, until it is interrupted or nobody has used it for half an hour. */
export const serve: Command = {
  name: 'serve',
  summary: 'run Galley in a browser of this machine',
  help: `galley serve [--port N] [--folder DIR] [--open]

Serves Galley's window on 127.0.0.1 and prints an address that opens it once, within a minute.
Ends with Ctrl+C, or when nothing has asked for anything for half an hour.

  --port N       port to listen on; a free one unless given
  --folder DIR   folder of the essays; Essays in your documents unless given
  --open         open a browser
`,
  async run(argv, terminal) {
    const line = parseCommandLine(argv, {
      port: { type: 'string' },
      folder: { type: 'string' },
      open: { type: 'boolean' },
    })
    if (!line.ok) return refuseUsage(terminal, serve, line.problem.message)
    if (line.value.positionals.length > 0) return refuseUsage(terminal, serve, 'it takes options only; see --folder.')
    const portText = line.value.text('port') ?? '0'
    const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN
    if (!(port <= HIGHEST_PORT))
      return refuseUsage(terminal, serve, `--port is a number from 0 to ${HIGHEST_PORT}, not ${shown(portText)}.`)
    const named = line.value.text('folder')
    const folder = named === undefined ? undefined : resolve(terminal.folder, named)
    if (folder !== undefined && (await isFile(folder))) {
      terminal.err(`galley: ${shown(named ?? '')} is a file; --folder takes a folder.\n`)
      return EXIT.inputRefused
    }
    const started = await start(port, folder, line.value.has('open'), terminal)
    if (typeof started === 'string') {
      terminal.err(`galley: ${shown(started)}\n`)
      return EXIT.notWritten
    }
    const end = () => void started.close()
    process.once('SIGINT', end).once('SIGTERM', end)
    await started.ended
    process.off('SIGINT', end).off('SIGTERM', end)
    return EXIT.done
  },
}

/** The running host, or in words why it does not run. */
async function start(
  port: number,
  essaysFolder: string | undefined,
  open: boolean,
  terminal: Terminal,
): Promise<BrowserHost | string> {
  try {
    return await startBrowserHost({
      port,
      open,
      ...(essaysFolder === undefined ? {} : { essaysFolder }),
      tell: (text) => terminal.out(`${text}\n`),
      log: (text) => terminal.err(`${text}\n`),
    })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another one, or leave --port out.`
    if (code === 'EACCES') return `Port ${port} or Galley's folder is not for this user. Choose another one.`
    return message
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => !entry.isDirectory(),
    () => false,
  )
}
