import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { isEmptyParagraph } from './blocks.ts'

/** Says in the empty line that holds the cursor what can be done there. One look at the selection, whatever the length. */
export const LinePlaceholder = Extension.create({
  name: 'linePlaceholder',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          decorations: ({ doc, selection }) => {
            const first = doc.firstChild
            if (doc.childCount === 1 && isEmptyParagraph(first))
              return hint(doc, 0, doc.content.size, 'Begin to write, or type / for more')
            const { $head, empty } = selection
            if (!empty || !(selection instanceof TextSelection) || $head.depth !== 1 || !isEmptyParagraph($head.parent))
              return null
            return hint(doc, $head.before(), $head.after(), 'Write, or type / for more')
          },
        },
      }),
    ]
  },
})

function hint(doc: Node, from: number, to: number, words: string): DecorationSet {
  return DecorationSet.create(doc, [Decoration.node(from, to, { 'data-placeholder': words, 'data-empty': '' })])
}
