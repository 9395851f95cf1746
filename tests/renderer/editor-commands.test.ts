import type { EditorView } from '@tiptap/pm/view'
import { describe, expect, test } from 'vitest'
import { editorCommands } from '../../renderer/commands/editor-commands.ts'
import { editorActions } from '../../renderer/editor/actions.ts'
import { forKeymap, keysByShift } from '../../renderer/editor/keys.ts'

describe("the editor's commands", () => {
  test('every action has its command, with the same keys', () => {
    for (const action of editorActions) {
      const command = editorCommands.find(({ id }) => id === action.id)
      expect(command, action.id).toBeDefined()
      expect(command?.keys ?? [], action.id).toEqual(action.keys ?? [])
      expect(command?.editorKeys ?? false, action.id).toBe(action.keys !== undefined)
    }
  })

  test('ids and keys are given once', () => {
    const ids = editorCommands.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const keys = editorCommands.flatMap((command) => command.keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('each has an icon, and what the slash menu offers can be looked for', () => {
    for (const command of editorCommands) {
      expect(command.icon, command.id).toBeDefined()
      if (command.slash) expect(command.words?.length ?? 0, command.id).toBeGreaterThan(0)
    }
  })

  test('Shift decides which letter a key is, not Caps Lock', () => {
    const pressed: string[] = []
    const plugin = keysByShift({ 'Ctrl-i': () => pressed.push('i') > 0, 'Ctrl-Shift-z': () => pressed.push('Z') > 0 })
    const press = (key: string, keyCode: number, shiftKey: boolean) => {
      const event = { key, keyCode, shiftKey, ctrlKey: true, altKey: false, metaKey: false } as KeyboardEvent
      return plugin.props.handleKeyDown?.call(plugin, {} as EditorView, event)
    }
    // With Caps Lock on, the letter is small while Shift is held and large without it.
    expect(press('i', 73, true)).toBe(false)
    expect(press('I', 73, false)).toBe(true)
    expect(press('z', 90, true)).toBe(true)
    expect(press('i', 73, false)).toBe(true)
    expect(pressed).toEqual(['i', 'Z', 'i'])
  })

  test('keys in the form of ProseMirror', () => {
    expect(forKeymap('Mod+Shift+K')).toBe('Mod-Shift-k')
    expect(forKeymap('Mod+Alt+1')).toBe('Mod-Alt-1')
    expect(forKeymap('Mod+.')).toBe('Mod-.')
  })
})
