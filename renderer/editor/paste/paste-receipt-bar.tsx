import type { Editor } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { ListChecks, Type, Undo2, X } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Tool, Toolbar } from '../toolbar.tsx'
import { useEditorValue } from '../use-editor-value.ts'
import { pasteAgainAsPlainText } from './paste.ts'
import { type PasteReceipt, pasteReceipt, withReceipt } from './paste-receipt.ts'
import styles from './paste-receipt-bar.module.css'

/** What the last paste brought and what it left behind, below the text until one writes on. */
export function PasteReceiptBar({ editor }: { editor: Editor }) {
  const receipt = useEditorValue(editor, ({ state }) => pasteReceipt(state))
  return (
    <div className={styles.place} role="status">
      {receipt && <Receipt editor={editor} receipt={receipt} />}
    </div>
  )
}

function Receipt({ editor, receipt }: { editor: Editor; receipt: PasteReceipt }) {
  const [open, setOpen] = useState(false)
  const list = useId()
  const left = receipt.losses.reduce((sum, { count }) => sum + count, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another receipt begins closed
  useEffect(() => setOpen(false), [receipt])
  const back = () => editor.view.focus()
  const putAway = () => {
    editor.view.dispatch(withReceipt(editor.state.tr, null).setMeta('addToHistory', false))
    back()
  }
  return (
    <div className={styles.receipt}>
      <div className={styles.row}>
        <p className={styles.words}>
          Pasted from {receipt.source}: {receipt.came || 'words'}.
          {left > 0 && <span className={styles.left}> {left === 1 ? '1 remark.' : `${left} remarks.`}</span>}
        </p>
        <Toolbar label="What was pasted" onLeave={back}>
          {left > 0 && (
            <Tool
              label="What was changed or left out"
              icon={ListChecks}
              pressed={open}
              onClick={() => setOpen(!open)}
            />
          )}
          {receipt.plain !== '' && (
            <Tool
              label="Paste as plain text"
              icon={Type}
              onClick={() => {
                pasteAgainAsPlainText(editor)
                back()
              }}
            />
          )}
          <Tool
            label="Take the paste back"
            icon={Undo2}
            onClick={() => {
              undo(editor.state, editor.view.dispatch)
              back()
            }}
          />
          <Tool label="Put the receipt away" icon={X} onClick={putAway} />
        </Toolbar>
      </div>
      {open && (
        <ul id={list} className={styles.losses}>
          {receipt.losses.map((loss) => (
            <li key={`${loss.kind} ${loss.message}`}>
              {loss.message}
              {loss.count > 1 && ` ${loss.count} times.`}
              {loss.place !== '' && <span className={styles.where}>{loss.place}</span>}
            </li>
          ))}
          <li>Fonts, colours and sizes stay behind: the essay has its own.</li>
        </ul>
      )}
    </div>
  )
}
