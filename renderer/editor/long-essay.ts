import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** Blocks above which an essay is long: below, laying all of them out costs less than a frame. */
const LONG = 250

/** Says on the text that it is long, so that what is far from the visible page is left out of the layout (prose.css). */
export const LongEssay = Extension.create({
  name: 'longEssay',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        attributes: ({ doc }): Record<string, string> => (doc.childCount > LONG ? { 'data-long': '' } : {}),
      },
    }),
  ],
})
