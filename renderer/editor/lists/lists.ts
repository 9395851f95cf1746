import { Extension, InputRule } from '@tiptap/core'
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list'
import { nodeFromCore } from '../from-core.ts'

/** Keys of these nodes come from the one table of keys (`keys.ts`). */
const noKeys = () => ({})

export const BulletListNode = nodeFromCore('bulletList', { addKeyboardShortcuts: noKeys }, BulletList)
export const OrderedListNode = nodeFromCore(
  'orderedList',
  // Tiptap's own plugin turns pasted plain text into lists; text pasted as plain text is to stay plain.
  { addKeyboardShortcuts: noKeys, addProseMirrorPlugins: () => [] },
  OrderedList,
)
export const ListItemNode = nodeFromCore('listItem', {}, ListItem)
export const TaskListNode = nodeFromCore('taskList', { addKeyboardShortcuts: noKeys }, TaskList)
export const TaskItemNode = nodeFromCore(
  'taskItem',
  { addInputRules: () => [] },
  TaskItem.configure({
    nested: true,
    a11y: { checkboxLabel: (node) => node.firstChild?.textContent || 'Task' },
  }),
)

/** Backspace and Delete at the edges of items, Tab and Shift+Tab, and `[ ]` for tasks. */
export const ListBehaviour = Extension.create({
  name: 'listBehaviour',
  addExtensions: () => [ListKeymap],
  addInputRules() {
    return [
      new InputRule({
        find: /^\[([ x]?)\]\s$/i,
        handler: ({ range, match, chain }) => {
          const made = chain()
            .deleteRange(range)
            .toggleList('taskList', 'taskItem')
            .updateAttributes('taskItem', { checked: match[1]?.toLowerCase() === 'x' })
            .run()
          return made ? undefined : null
        },
      }),
    ]
  },
})
