import { ipcMain, type WebFrameMain } from 'electron'
import { dispatch } from '../contract/dispatch.ts'
import type { ClosingAnswer, HostOperations } from '../contract/host.ts'
import { OPERATION_NAMES } from '../contract/operations.ts'
import { fail } from '../core/result.ts'
import { APP, isAt } from '../host/desktop-addresses.ts'
import { CLOSING_ANSWERS, CLOSING_CHANNEL, operationChannel } from './preload/channels.ts'

/** Whether a message comes from the window's own page: a frame that still is, at the top, at exactly our address. */
function fromOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isAt(frame.url, APP)
}

/**
 * Answers the window: one handler for each operation of the contract, through `dispatch`. Any other sender gets `forbidden`.
 * `onClosing` is called with what the page says of its leaving, `onBug` with what a host operation threw.
 */
export function serveHost(
  host: HostOperations,
  onClosing: (answer: ClosingAnswer) => void,
  onBug: (error: unknown) => void,
): void {
  // electron-store answers any page with the path of the settings; ours never asks.
  ipcMain.removeAllListeners('electron-store-get-data')
  for (const name of OPERATION_NAMES)
    ipcMain.handle(operationChannel(name), (event, input: unknown) =>
      fromOurPage(event.senderFrame)
        ? dispatch(host, name, input, onBug)
        : fail('forbidden', 'Only the window of Galley may ask this.', { safe: 'Nothing was done.' }),
    )
  ipcMain.on(CLOSING_CHANNEL, (event, said: unknown) => {
    const answer = CLOSING_ANSWERS.find((one) => one === said)
    if (answer && fromOurPage(event.senderFrame)) onClosing(answer)
  })
}
