import { baseKeymap } from '@tiptap/pm/commands'
import { history } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { schema } from '../../../core/essay/schema.ts'

/** The page of the bare ProseMirror editor: the same text under the same schema, and nothing else. */
const body = await (await fetch('body.json')).json()
const place = document.getElementById('editor')
if (place) {
  new EditorView(place, {
    state: EditorState.create({ doc: Node.fromJSON(schema, body), plugins: [history(), keymap(baseKeymap)] }),
  })
  document.body.dataset.ready = ''
}
