import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Table2, TriangleAlert } from 'lucide-react'
import { useApp } from '../../app-store.ts'
import { figureAttrs, figuresOf, showFigure } from '../../editor/figure/figure-commands.ts'
import { Thumbnail } from '../../editor/figure/thumbnail.tsx'
import { useSession } from '../../session/session-context.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FigureCard } from './figure-card.tsx'
import styles from './figures-panel.module.css'
import { useActiveFigure, useFigures } from './use-figures.ts'

/** The figures of the essay: the selected one's card on top, then all of them with what each still lacks. */
export function FiguresPanel({
  focus,
}: {
  readonly focus: { readonly field: 'alt' | 'credit'; readonly asked: number } | null
}) {
  const app = useApp()
  const session = useSession()
  const { editor } = session
  const active = useActiveFigure(editor)
  const figures = useFigures(editor)
  if (figures.length === 0) {
    return (
      <Card>
        <p className={styles.empty}>
          No figures yet. Drop a picture between two paragraphs, paste one, or choose one with Insert picture.
        </p>
      </Card>
    )
  }
  return (
    <>
      {active && (
        <FigureCard
          key={active.number}
          editor={editor}
          figure={active}
          title={`Figure ${active.number}`}
          focus={focus}
        />
      )}
      <Card
        title="All figures"
        actions={
          <Button icon={Table2} onClick={() => app.store.setState({ dialog: { kind: 'figures' } })}>
            As a table
          </Button>
        }
      >
        <ol className={styles.list}>
          {figures.map(({ node }, at) => {
            const lacks = lacking(node)
            const { src, alt } = figureAttrs(node)
            const url = session.pictureUrl(src)
            return (
              // A figure has no name of its own; its place in the list is what it is called by.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={at}>
                <button
                  type="button"
                  className={styles.item}
                  {...(at + 1 === active?.number ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => jump(editor, at)}
                >
                  <Thumbnail url={url} asset={editor.storage.host.asset(src)} className={styles.thumb} />
                  <span className={styles.words}>
                    <span className={styles.name}>
                      Figure {at + 1}
                      <span className={styles.caption}>{node.firstChild?.textContent || alt}</span>
                    </span>
                    {lacks.length > 0 ? (
                      <span className={styles.lacks}>
                        <TriangleAlert aria-hidden="true" />
                        No {lacks.join(', no ')}
                      </span>
                    ) : (
                      <span className={styles.complete}>Complete</span>
                    )}
                  </span>
                </button>
              </li>
            )
          })}
        </ol>
      </Card>
    </>
  )
}

/** What a figure still lacks, in the order of its fields. */
function lacking(node: Node): readonly string[] {
  const { src, alt, decorative } = figureAttrs(node)
  const lacks: string[] = []
  if (src === '') lacks.push('picture')
  if (!decorative && alt.trim() === '') lacks.push('alt text')
  if (node.firstChild?.content.size === 0) lacks.push('caption')
  if (node.lastChild?.content.size === 0) lacks.push('credit')
  return lacks
}

/** Selects a figure by its index and brings it to the middle. The list may be a moment behind the text, so it is looked up now. */
function jump(editor: Editor, index: number): void {
  const figure = figuresOf(editor.state.doc)[index]
  if (!figure) return
  showFigure(editor, figure.pos)
}
