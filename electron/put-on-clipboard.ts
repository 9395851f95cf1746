import { ClipboardItem, clipboard } from 'electron'
import type { HostPorts } from '../host/create-host.ts'

/** Puts all flavours of a text on the system's clipboard in one step; those that are '' are left out. Rejects when the clipboard takes none. */
export const putOnClipboard: NonNullable<HostPorts['writeClipboard']> = ({ html, text, rtf }) => {
  const flavours = Object.entries({ 'text/html': html, 'text/plain': text, 'text/rtf': rtf })
  return clipboard.write([new ClipboardItem(Object.fromEntries(flavours.filter(([, content]) => content !== '')))])
}
