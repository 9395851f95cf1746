import { TextSelection } from '@tiptap/pm/state'
import type { OutlineEntry } from '../../core/essay/outline.ts'
import { useApp } from '../app-store.ts'
import { useEditorValue } from '../editor/use-editor-value.ts'
import type { EssaySession } from '../session/essay-session.ts'
import { useSession } from '../session/session-context.ts'
import { useDigest } from './digest.ts'
import styles from './outline-panel.module.css'
import { putAwayOverlays } from './use-narrow-panels.ts'

/** The headings of the essay with the words below each; the one above the cursor is marked. */
export function OutlinePanel() {
  const app = useApp()
  const session = useSession()
  const entries = useDigest((digest) => digest.outline)
  const block = useEditorValue(session.editor, ({ state }) => state.selection.$from.index(0))
  const here = entries.findLast((entry) => entry.block <= block)
  return (
    <nav aria-label="Outline" className={styles.outline}>
      <h2 className={styles.heading}>Outline</h2>
      {entries.length === 0 ? (
        <p className={styles.empty}>Headings stand here. Begin a line with ## and a space to make one.</p>
      ) : (
        <ul>
          {entries.map((entry) => (
            <li key={entry.block}>
              <button
                type="button"
                className={styles.entry}
                data-level={entry.level}
                {...(entry === here ? { 'aria-current': 'location' as const } : {})}
                onClick={() => {
                  goTo(session, entry)
                  putAwayOverlays(app)
                }}
              >
                <span className={styles.text}>{entry.text.trim() || 'Untitled heading'}</span>
                <span className={styles.words} aria-hidden="true">
                  {entry.words.toLocaleString('en-GB')}
                </span>
                <span className="visually-hidden">, {entry.words} words</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}

/** Sets the cursor to the end of a heading, and the heading near the top of the page. */
function goTo(session: EssaySession, entry: OutlineEntry): void {
  const { editor } = session
  const { doc } = editor.state
  if (entry.block >= doc.childCount) return
  let position = 0
  for (let index = 0; index < entry.block; index++) position += doc.child(index).nodeSize
  const end = position + 1 + doc.child(entry.block).content.size
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(doc.resolve(end), -1)))
  const dom = editor.view.nodeDOM(position)
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'start' })
  editor.view.focus()
}
