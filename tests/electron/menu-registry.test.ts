import { expect, it } from 'vitest'
import { SHELL_MENUS } from '../../contract/shell-menu.ts'
import { keysForPeople, keysOf, setKeyboard } from '../../renderer/commands/keys.ts'
import { commands } from '../../renderer/commands/registry.ts'

const items = SHELL_MENUS.flatMap((menu) => menu.groups.flat())

it('every item of the menu is a command of the window, with the same keys', () => {
  expect(items.length).toBeGreaterThan(20)
  for (const { command: id, keys } of items) {
    const command = commands.find((candidate) => candidate.id === id)
    expect(command, id).toBeDefined()
    expect(keys, id).toBe(command?.keys?.[0]?.replace('Mod', 'CmdOrCtrl').replace('Arrow', ''))
  }
})

/** Commands that are in no menu, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'edit.pastePlain': "the platform's own item, which may read the clipboard where a page may not",
  'view.fullScreen': "the platform's own item",
}

/** Items whose menu says what their label leaves out, and the label that the window's own lists show instead. */
const NAMED_BY_MENU: Readonly<Record<string, string>> = { 'block.table': 'Table' }

it('an item is called what the palette calls it, or what follows the heading there', () => {
  const wrong = items.filter(({ command: id, label }) => {
    const known = commands.find((candidate) => candidate.id === id)?.label ?? ''
    const plain = known.slice(known.indexOf(': ') + 2)
    const bare = known.includes(': ') ? plain.charAt(0).toUpperCase() + plain.slice(1) : known
    return label !== known && label !== bare && known !== NAMED_BY_MENU[id]
  })
  expect(wrong.map(({ label }) => label)).toEqual([])
})

it('every command is in a menu', () => {
  const inMenus = new Set(items.map(({ command }) => command))
  const missing = commands.map(({ id }) => id).filter((id) => !inMenus.has(id))
  expect(missing).toEqual(Object.keys(ELSEWHERE))
})

it('no key has two meanings', () => {
  const keys = commands.flatMap((command) => command.keys ?? [])
  // Over selected words and links Mod+K makes a link; elsewhere it opens the palette.
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual(['Mod+K'])
})

it('brackets with Option are found on a Mac, where they type quotes', () => {
  setKeyboard('darwin')
  const event = { code: 'BracketRight', key: '‘', metaKey: true, altKey: true, ctrlKey: false, shiftKey: false }
  expect(keysOf({ ...event, isComposing: false } as KeyboardEvent)).toBe('Mod+Alt+]')
  setKeyboard('linux')
})

it('a letter that is typed by AltGr is a letter, though Windows reports Ctrl and Alt with it', () => {
  setKeyboard('win32')
  const event = {
    code: 'KeyS',
    key: 'ś',
    metaKey: false,
    altKey: true,
    ctrlKey: true,
    shiftKey: false,
    isComposing: false,
  }
  const pressed = (graph: boolean) => keysOf({ ...event, getModifierState: () => graph } as unknown as KeyboardEvent)
  expect([pressed(false), pressed(true)]).toEqual(['Mod+Alt+S', null])
  setKeyboard('linux')
})

it.each(['linux', 'darwin'] as const)('no key is shown by the name that browsers give it, on %s', (platform) => {
  setKeyboard(platform)
  const shown = commands.flatMap((command) => command.keys ?? []).map(keysForPeople)
  setKeyboard('linux')
  expect(shown.filter((keys) => /Arrow|Mod/.test(keys))).toEqual([])
})
