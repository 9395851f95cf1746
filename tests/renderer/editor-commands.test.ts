import { describe, expect, test } from 'vitest'
import { editorCommands } from '../../renderer/commands/editor-commands.ts'
import { editorActions } from '../../renderer/editor/actions.ts'
import { forKeymap } from '../../renderer/editor/keys.ts'

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

  test('keys in the form of ProseMirror', () => {
    expect(forKeymap('Mod+Shift+K')).toBe('Mod-Shift-k')
    expect(forKeymap('Mod+Alt+1')).toBe('Mod-Alt-1')
    expect(forKeymap('Mod+.')).toBe('Mod-.')
  })
})
