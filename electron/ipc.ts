import { ipcMain, type WebFrameMain } from 'electron'
import { dispatch } from '../contract/dispatch.ts'
import type { HostOperations } from '../contract/host.ts'
import { OPERATION_NAMES } from '../contract/operations.ts'
import { fail } from '../core/result.ts'
import { APP, isAt } from '../host/desktop-addresses.ts'
import { operationChannel, READY_CHANNEL } from './preload/channels.ts'

/** Whether a message comes from the window's own page: a frame that still is, at the top, at exactly our address. */
function fromOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isAt(frame.url, APP)
}

/**
 * Answers the window: one handler for each operation of the contract, through `dispatch`. Any other sender gets `forbidden`.
 * `ready` is called when the page says that it may be closed, `onBug` with what a host operation threw.
 */
export function serveHost(host: HostOperations, ready: () => void, onBug: (error: unknown) => void): void {
  // electron-store answers any page with the path of the settings; ours never asks.
  ipcMain.removeAllListeners('electron-store-get-data')
  for (const name of OPERATION_NAMES)
    ipcMain.handle(operationChannel(name), (event, input: unknown) =>
      fromOurPage(event.senderFrame)
        ? dispatch(host, name, input, onBug)
        : fail('forbidden', 'Only the window of Galley may ask this.', { safe: 'Nothing was done.' }),
    )
  ipcMain.on(READY_CHANNEL, (event) => {
    if (fromOurPage(event.senderFrame)) ready()
  })
}
