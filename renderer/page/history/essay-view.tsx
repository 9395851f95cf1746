import { useEffect, useRef } from 'react'
import type { Essay } from '../../../core/essay/essay.ts'
import { assetHash } from '../../../core/essay/url.ts'
import { createEditor } from '../../editor/create-editor.ts'
import '../../editor/prose.css'
import styles from './essay-view.module.css'

/** An essay as it is written, to be read only: title, standfirst and text, with its pictures from `assetBase`. */
export function EssayView({
  essay,
  assetBase,
  label,
}: {
  readonly essay: Essay
  readonly assetBase: string
  /** The spoken name of the text. */
  readonly label: string
}) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const surface = element.current
    if (!surface) return
    const editor = createEditor(essay.body, {
      pictureUrl: (src) => {
        const hash = assetHash(src)
        return hash === null ? null : assetBase + hash
      },
      asset: (src) => essay.assets.find((asset) => asset.hash === assetHash(src)) ?? null,
      takePicture: async () => ({ ok: false, problem: { code: 'read-only', message: 'This is for reading only.' } }),
      isLocked: () => true,
      report: () => {},
    })
    editor.setEditable(false, false)
    editor.setOptions({
      editorProps: { attributes: { 'aria-label': label, 'aria-readonly': 'true', class: 'essay', tabindex: '-1' } },
    })
    editor.mount(surface)
    return () => editor.destroy()
  }, [essay, assetBase, label])
  const { title, standfirst } = essay.metadata
  return (
    <article className={`${styles.essay} prose`}>
      {title !== '' && <h1 className={styles.title}>{title}</h1>}
      {standfirst !== '' && <p className={styles.standfirst}>{standfirst}</p>}
      <div ref={element} />
    </article>
  )
}
