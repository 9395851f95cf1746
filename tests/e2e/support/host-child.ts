import { startBrowserHost } from '../../../browser-host/main.ts'

/** A host in a process of its own: `node host-child.ts ESSAYS DATA`. Prints one address that opens it. */
const [, , essaysFolder = '', dataFolder = ''] = process.argv
const host = await startBrowserHost({ essaysFolder, dataFolder, idleAfter: null })
process.stdout.write(`${host.openingAddress()}\n`)
process.once('SIGTERM', () => void host.close())
