/** A browser host in a process of its own, to be killed: `node host-process.mjs '{"folder"}'`. Prints one JSON line when it listens. */
import { join } from 'node:path'
import { startBrowserHost } from '../../../browser-host/main.ts'

const { folder } = JSON.parse(process.argv[2] ?? '{}') as { readonly folder: string }
const running = await startBrowserHost({
  essaysFolder: join(folder, 'Essays'),
  dataFolder: join(folder, 'data'),
  rendererFolder: join(folder, 'renderer'),
  idleAfter: null,
})
process.stdout.write(`${JSON.stringify({ origin: running.origin, address: running.openingAddress() })}\n`)
