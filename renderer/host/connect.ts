import type { Host } from '../../contract/host.ts'
import { httpHost } from './http-host.ts'

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly galley?: Host
  }
}

/** The host of this window: Electron's through its preload where there is one, the loopback server's otherwise. Never rejects. */
export async function connectHost(): Promise<Host> {
  return window.galley ?? (await httpHost())
}
