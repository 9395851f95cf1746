import type { EditorState } from '@tiptap/pm/state'
import { Images, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useMemo } from 'react'
import type { Finding } from '../../../core/publication/finding.ts'
import { keysForPeople, keysOf, sharesHistory } from '../../commands/keys.ts'
import { type FigureAt, figuresOf, showFigure } from '../../editor/figure/figure-commands.ts'
import { redo, undo } from '../../editor/history/undo.ts'
import { misspellingsIn } from '../../editor/spelling/spelling-marks.ts'
import { useEditorValue } from '../../editor/use-editor-value.ts'
import { useSession } from '../../session/session-context.ts'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useDigest } from '../digest.ts'
import { moveBetweenCells } from './cell-keys.ts'
import { FigureRow } from './figure-row.tsx'
import styles from './figures-table.module.css'
import { wordsAt } from './words-cell.tsx'

const NONE: readonly Finding[] = []
const COLUMNS = ['Figure', 'Caption', 'Alt text', 'Credit', 'Licence', 'Permission', 'File', 'To look at']

/** All figures as one table to work through: every field in place, with the same text, the same history and the same checks as the page. */
export function FiguresTable({ onClose }: { readonly onClose: () => void }) {
  const session = useSession()
  const { editor } = session
  const doc = useEditorValue(editor, ({ state }) => state.doc)
  const figures = useMemo(() => figuresOf(doc), [doc])
  const misspelt = useEditorValue(
    editor,
    ({ state }) => figuresOf(state.doc).map((one) => misspeltIn(state, one)),
    areSame,
  )
  const findings = useDigest((digest) => digest.findings)
  const byFigure = useMemo(() => groupByFigure(findings), [findings])
  const open = [...byFigure.values()].flat().filter(({ severity }) => severity !== 'advice').length

  const show = useCallback(
    (index: number) => {
      onClose()
      const figure = figuresOf(editor.state.doc)[index]
      // The dialog gives the focus back when it goes; only then can the text take it.
      if (figure) requestAnimationFrame(() => requestAnimationFrame(() => showFigure(editor, figure.pos)))
    },
    [editor, onClose],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const keys = keysOf(event.nativeEvent)
    const command = keys === 'Mod+Z' ? undo : keys === 'Mod+Shift+Z' || keys === 'Mod+Y' ? redo : null
    if (command && (sharesHistory(event.target) || !isField(event.target))) {
      event.preventDefault()
      command(editor.state, editor.view.dispatch)
      return
    }
    moveBetweenCells(event)
  }

  return (
    <Dialog label="Table of figures" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the fields inside */}
      <div className={styles.whole} data-one-history="" onKeyDown={onKeyDown}>
        <header className={styles.head}>
          <Images aria-hidden="true" />
          <h2>Figures</h2>
          <p>
            {figures.length === 1 ? '1 figure' : `${figures.length} figures`}
            {figures.length > 0 && ` · ${open === 0 ? 'nothing missing' : `${open} to look at`}`}
          </p>
          <IconButton label="Close" icon={X} onClick={onClose} />
        </header>
        {figures.length === 0 ? (
          <p className={styles.empty}>No figures yet. Drop a picture between two paragraphs, and it will stand here.</p>
        ) : (
          // The scroll can be reached by key, as its fields can.
          <div className={styles.scroll}>
            <table aria-label="Figures" className={styles.table}>
              <thead>
                <tr>
                  {COLUMNS.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {figures.map(({ node }, index) => (
                  <FigureRow
                    // A figure has no name of its own; its place is what it is called by.
                    // biome-ignore lint/suspicious/noArrayIndexKey: see above
                    key={index}
                    editor={editor}
                    node={node}
                    index={index}
                    url={session.pictureUrl(String(node.attrs.src))}
                    findings={byFigure.get(index + 1) ?? NONE}
                    misspelt={misspelt[index] ?? ''}
                    onShow={show}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <footer className={styles.foot}>
          Tab and the arrows go from field to field; {keysForPeople('Mod+ArrowDown').replace('ArrowDown', '↓')} from
          within words or a list. {keysForPeople('Mod+Z')} undoes here as in the text.
        </footer>
      </div>
    </Dialog>
  )
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))
}

/** The misspelt words of a figure's caption, by `wordsAt`. */
function misspeltIn(state: EditorState, { pos, node }: FigureAt): string {
  const start = pos + 2
  return wordsAt(misspellingsIn(state, start, start + (node.firstChild?.content.size ?? 0)), start)
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index])
}

function groupByFigure(findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const groups = new Map<number, Finding[]>()
  for (const finding of findings) {
    const figure = finding.place.kind === 'block' ? finding.place.figure : undefined
    if (figure === undefined) continue
    const group = groups.get(figure)
    if (group) group.push(finding)
    else groups.set(figure, [finding])
  }
  return groups
}
