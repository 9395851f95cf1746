import { expect, it } from 'vitest'
import { SHELL_MENUS } from '../../contract/shell-menu.ts'
import { commands } from '../../renderer/commands/registry.ts'

const items = SHELL_MENUS.flatMap((menu) => menu.groups.flat())

it('every item of the menu is a command of the window, with the same keys', () => {
  expect(items.length).toBeGreaterThan(20)
  for (const { command: id, keys } of items) {
    const command = commands.find((candidate) => candidate.id === id)
    expect(command, id).toBeDefined()
    expect(keys, id).toBe(command?.keys?.[0]?.replace('Mod', 'CmdOrCtrl'))
  }
})
