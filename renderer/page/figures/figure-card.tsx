import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { Asset } from '../../../core/essay/essay.ts'
import { assetHash } from '../../../core/essay/url.ts'
import { type FigureAt, figureAttrs, setFigure } from '../../editor/figure/figure-commands.ts'
import { NodeEditor } from '../../editor/node-editor.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import styles from '../panel.module.css'
import { RightsFields } from '../rights-fields.tsx'

interface FigureCardProps {
  readonly editor: Editor
  readonly figure: FigureAt
  /** `Figure 2` */
  readonly title: string
  /** The field that is to take the focus, and how often it was asked to. */
  readonly focus?: { readonly field: 'alt' | 'credit'; readonly asked: number } | null
  readonly actions?: ReactNode
}

/** Everything about a figure but its caption: alt text, credit, rights, and what is known of the file. */
export function FigureCard({ editor, figure, title, focus = null, actions }: FigureCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const creditLabel = useId()
  const { pos, node } = figure
  const attrs = figureAttrs(node)
  const asset = editor.storage.host.asset(attrs.src)
  const credit = node.lastChild
  const creditPos = pos + 1 + (node.firstChild?.nodeSize ?? 0)
  const asked = focus?.asked ?? 0
  const field = focus?.field

  useEffect(() => {
    if (asked === 0 || !field) return
    const control = card.current?.querySelector<HTMLElement>(
      field === 'alt' ? 'textarea:not(:disabled)' : '[data-credit-field] [contenteditable]',
    )
    control?.scrollIntoView({ block: 'nearest' })
    control?.focus()
  }, [asked, field])

  return (
    <div ref={card} data-figure-card="" data-one-history="">
      <Card title={title} actions={actions}>
        <Field label="Alt text">
          <TextArea
            value={attrs.alt}
            disabled={attrs.decorative}
            placeholder="What the picture shows, for those who cannot see it"
            onChange={(event) => setFigure(editor, pos, { alt: event.target.value })}
          />
        </Field>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={attrs.decorative}
            onChange={(event) => setFigure(editor, pos, { decorative: event.target.checked })}
          />
          Decorative, not read aloud
        </label>
        {credit?.type.name === 'figcredit' && (
          <div className={styles.lineField} data-credit-field="">
            <span className={styles.lineLabel} id={creditLabel} aria-hidden="true">
              Credit
            </span>
            <NodeEditor
              key={figure.pos}
              editor={editor}
              node={credit}
              pos={creditPos}
              label="Credit"
              placeholder="Photograph: name"
              className={styles.line}
            />
          </div>
        )}
        <RightsFields rights={attrs} onChange={(changes) => setFigure(editor, pos, changes)} />
        <p className={styles.note}>{aboutFile(attrs.src, asset)}</p>
      </Card>
    </div>
  )
}

/** What is known of a figure's file: `2400 × 1333 px · 412 KB · location removed`. */
export function aboutFile(src: string, asset: Asset | null): string {
  if (asset) {
    const parts = [`${asset.width} × ${asset.height} px`, weight(asset.bytes)]
    if (asset.locationRemoved) parts.push('location removed')
    return parts.join(' · ')
  }
  if (src === '') return 'No picture yet.'
  return assetHash(src) === null ? `From the web, not fetched: ${src}` : 'The file of this picture is not in the essay.'
}

/** `412 KB`, `2.1 MB`. */
export function weight(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
