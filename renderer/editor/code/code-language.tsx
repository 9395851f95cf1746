import type { Editor } from '@tiptap/core'
import { useId } from 'react'
import { TextInput } from '../../ui/text-input.tsx'
import { Floating } from '../floating.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import styles from './code-language.module.css'

/** Languages that are offered; any other may be typed. */
const LANGUAGES = [
  'bash',
  'c',
  'css',
  'diff',
  'go',
  'html',
  'java',
  'javascript',
  'json',
  'python',
  'r',
  'rust',
  'sql',
  'typescript',
  'yaml',
]

/** In which language the code block that holds the cursor is written, in the strip above its lines (prose.css). Alt+F10 goes to it. */
export function CodeLanguage({ editor }: { editor: Editor }) {
  const block = useEditorValue(editor, codeAt, sameFields)
  const list = useId()
  if (!block) return null
  const back = () => editor.view.focus()
  return (
    <Floating editor={editor} place="head" anchor={() => boxOf(editor, block.pos)}>
      <div className={styles.label} data-editor-toolbar="">
        <TextInput
          aria-label="Language of the code"
          placeholder="plain"
          list={list}
          spellCheck={false}
          autoComplete="off"
          maxLength={40}
          className={styles.input}
          value={block.language}
          onChange={(event) => {
            const language = event.target.value.trim().toLowerCase()
            editor.view.dispatch(editor.state.tr.setNodeAttribute(block.pos, 'language', language))
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Enter') return
            event.preventDefault()
            event.stopPropagation()
            back()
          }}
        />
        <datalist id={list}>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} />
          ))}
        </datalist>
      </div>
    </Floating>
  )
}

function codeAt({ state }: Editor): { readonly pos: number; readonly language: string } | null {
  const { $from } = state.selection
  if ($from.depth === 0 || $from.parent.type.name !== 'codeBlock') return null
  return { pos: $from.before(), language: String($from.parent.attrs.language ?? '') }
}

function boxOf(editor: Editor, pos: number): DOMRect | null {
  const dom = editor.view.nodeDOM(pos)
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}
