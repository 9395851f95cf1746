import { Editor, type JSONContent } from '@tiptap/core'
import type { BodyJson } from '../../core/essay/json.ts'
import type { EditorHost } from './editor-host.ts'
import { essayExtensions } from './extensions.ts'

/**
 * Makes the editor of one essay, without an element; the Page mounts it with `editor.mount(element)`. A body that does not fit
 * the schema is told through `host.report`, and the editor refuses changes, so that what is on disk cannot be overwritten by
 * a repaired copy.
 */
export function createEditor(body: BodyJson, host: EditorHost): Editor {
  return new Editor({
    element: null,
    extensions: essayExtensions(host),
    content: body as JSONContent,
    injectCSS: false,
    enableContentCheck: true,
    enablePasteRules: false,
    editorProps: {
      attributes: {
        'aria-label': 'Essay text',
        'aria-multiline': 'true',
        class: 'essay',
        // Galley checks the spelling itself (renderer/spelling), the same in both shells and without a network.
        spellcheck: 'false',
      },
    },
    onContentError: ({ editor }) => {
      editor.setEditable(false, false)
      host.report({
        code: 'invalid-essay',
        message: 'The text of this essay does not have the form that Galley knows.',
        safe: 'The file on disk is unchanged, and this window will not write over it.',
        next: 'Open it with the Galley that wrote it, or import a copy.',
      })
    },
  })
}
