import type { MenuItemConstructorOptions as Item } from 'electron'
import { SHELL_MENUS } from '../contract/shell-menu.ts'

const line: Item = { type: 'separator' }
const roles = (...names: NonNullable<Item['role']>[]): Item[] => names.map((role) => ({ role }))

/**
 * The application menu in the order that the platform's people expect: Galley's own items (contract/shell-menu.ts), which send the
 * id of a command, and the platform's roles. Where the platform allows it, keys are only shown here: the window's registry acts
 * on them, so that no key does a thing twice.
 */
export function menuTemplate(mac: boolean, development: boolean, send: (command: string) => void): Item[] {
  const ending: Readonly<Record<string, Item[]>> = {
    '&File': roles(mac ? 'close' : 'quit'),
    '&Edit': [
      ...roles('cut', 'copy', 'paste'),
      // The platform reads the clipboard here; a page may not. One key on all platforms, that of the registry.
      { role: 'pasteAndMatchStyle', label: 'Paste as plain text', accelerator: 'CmdOrCtrl+Shift+V' },
      ...roles('selectAll'),
    ],
    '&View': roles(
      'resetZoom',
      'zoomIn',
      'zoomOut',
      'togglefullscreen',
      ...(development ? ['toggleDevTools' as const] : []),
    ),
  }
  const menus = SHELL_MENUS.map(({ label, groups }): Item => {
    const own = groups.map((group) =>
      group.map(({ label, command, keys }): Item => {
        const shown = keys === undefined ? {} : { accelerator: keys, registerAccelerator: false }
        return { label, id: command, click: () => send(command), ...shown }
      }),
    )
    const parts = ending[label] ? [...own, ending[label]] : own
    return { label, submenu: parts.flatMap((part, index) => (index === 0 ? part : [line, ...part])) }
  })
  const help = { ...menus.at(-1), role: 'help' } satisfies Item
  return [...(mac ? roles('appMenu') : []), ...menus.slice(0, -1), ...roles('windowMenu'), help]
}
