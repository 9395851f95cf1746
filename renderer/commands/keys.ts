import type { Command, CommandContext } from './command.ts'

/** Whether this machine's people press Cmd where others press Ctrl. Set once from `HostInfo.platform`. */
let mac = false

/** Tells key handling and key labels which keyboard this is. */
export function setKeyboard(platform: 'darwin' | 'win32' | 'linux'): void {
  mac = platform === 'darwin'
}

const ARROWS = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }
const MAC_NAMES: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Backspace: '⌫',
  ...ARROWS,
}
const OTHER_NAMES: Readonly<Record<string, string>> = { Mod: 'Ctrl', ...ARROWS }

/** Keys as people read them: `Mod+Shift+K` is `Ctrl Shift K`, or `⇧⌘K` on a Mac. */
export function keysForPeople(keys: string): string {
  const parts = keys.split('+')
  if (!mac) return parts.map((part) => OTHER_NAMES[part] ?? part).join(' ')
  const order = ['Alt', 'Shift', 'Mod']
  const sorted = [...order.filter((part) => parts.includes(part)), ...parts.filter((part) => !order.includes(part))]
  return sorted.map((part) => MAC_NAMES[part] ?? part).join('')
}

const BRACKETS: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']' }

/**
 * The pressed keys in the form of `Command.keys`, or null for a modifier alone, an input method at work, and letters that are typed by AltGr, which Windows
 * reports as Ctrl and Alt.
 */
export function keysOf(event: KeyboardEvent): string | null {
  if (event.isComposing || (!mac && event.getModifierState('AltGraph'))) return null
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead'].includes(event.key)) return null
  const mod = mac ? event.metaKey : event.ctrlKey
  // The physical digit or letter decides, because Shift and Alt change what `key` says.
  const physical = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(event.code)
  const latin = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : (physical?.[1] ?? physical?.[2])
  // Option on a Mac makes quotes of the brackets, so that no key would ever match them.
  const bracket = mac && event.altKey ? BRACKETS[event.code] : undefined
  const key = physical?.[2] ?? latin ?? bracket ?? event.key
  return [
    mod ? 'Mod' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && (mod || event.altKey || key.length > 1) ? 'Shift' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join('+')
}

/**
 * True for a field of the essay (`data-one-history` around it): what is written there is in the essay at once, and one undo covers both.
 * A field whose words are not taken over yet says `data-draft`; they are its own.
 */
export function sharesHistory(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[data-one-history]') !== null &&
    target.matches('input, textarea, select') &&
    !target.matches('[data-draft]')
  )
}

/** Runs the command whose keys were pressed. True when one ran, so that the event is taken. */
export function runKeys(event: KeyboardEvent, commands: readonly Command[], context: CommandContext): boolean {
  const keys = keysOf(event)
  if (keys === null) return false
  const command = commands.find((candidate) => candidate.keys?.includes(keys))
  if (!command?.isEnabled(context)) return false
  const inEditor = event.target instanceof Element && event.target.closest('.ProseMirror') !== null
  const inField = event.target instanceof Element && event.target.closest('input, textarea, select') !== null
  const undoesAll = (command.id === 'edit.undo' || command.id === 'edit.redo') && sharesHistory(event.target)
  if (command.editorKeys && (inEditor || inField) && !undoesAll) return false
  void command.run(context)
  return true
}
