import { ImagePlus, Replace, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Cover } from '../../../core/essay/essay.ts'
import { assetHash, assetSrc } from '../../../core/essay/url.ts'
import { pickPictures } from '../../editor/figure/take-pictures.ts'
import type { AloneEvent } from '../../editor/history/undo-borders.ts'
import { useSession, useSessionState } from '../../session/session-context.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { aboutFile } from '../figures/figure-card.tsx'
import { LineEditor } from '../line-editor.tsx'
import panel from '../panel.module.css'
import { RightsFields } from '../rights-fields.tsx'
import styles from './cover-card.module.css'

const EMPTY_COVER: Cover = {
  src: '',
  alt: '',
  decorative: false,
  caption: [],
  credit: [],
  creator: '',
  sourceUrl: '',
  license: '',
  licenseUrl: '',
  permission: '',
}

/** The picture above the text, with the same fields as a figure. */
export function CoverCard() {
  const session = useSession()
  const cover = useSessionState((state) => state.metadata.cover)
  const assets = useSessionState((state) => state.assets)
  const [dropping, setDropping] = useState(false)
  const change = (changes: Partial<Cover> | null, alone: AloneEvent | null = null) => {
    const { metadata } = session.store.getState()
    const changed = changes === null ? null : { ...(metadata.cover ?? EMPTY_COVER), ...changes }
    session.change({ metadata: { ...metadata, cover: changed } }, alone)
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    const { host } = session.editor.storage
    const taken = await host.takePicture({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    if (taken.ok) change({ src: assetSrc(taken.value.hash) })
    else host.report(taken.problem)
  }
  const choose = async () => take((await pickPictures(false))[0])
  const url = cover ? session.pictureUrl(cover.src) : null
  const asset = cover ? (assets.find(({ hash }) => hash === assetHash(cover.src)) ?? null) : null

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way to the button below
    <div
      data-field="cover"
      className={styles.cover}
      data-dropping={dropping}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        setDropping(false)
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        void take(event.dataTransfer.files[0])
      }}
    >
      <Card
        title="Cover figure"
        actions={
          cover && (
            <span className={styles.actions}>
              <IconButton label="Replace the cover" icon={Replace} onClick={() => void choose()} />
              <IconButton label="Remove the cover" icon={Trash2} onClick={() => change(null)} />
            </span>
          )
        }
      >
        {cover ? (
          <>
            {url === null ? (
              <p className={styles.missing}>{aboutFile(cover.src, asset)}</p>
            ) : (
              <img className={styles.picture} src={url} alt={cover.decorative ? '' : cover.alt} />
            )}
            <Field label="Alt text">
              <TextArea
                value={cover.alt}
                disabled={cover.decorative}
                placeholder="What the picture shows, for those who cannot see it"
                onChange={(event) => change({ alt: event.target.value })}
              />
            </Field>
            <label className={panel.check}>
              <input
                type="checkbox"
                checked={cover.decorative}
                onChange={(event) => change({ decorative: event.target.checked })}
              />
              Decorative, not read aloud
            </label>
            <LineEditor
              label="Cover caption"
              value={cover.caption}
              onChange={(caption, alone) => change({ caption }, alone)}
            />
            <LineEditor
              label="Cover credit"
              placeholder="Photograph: name"
              value={cover.credit}
              onChange={(credit, alone) => change({ credit }, alone)}
            />
            <RightsFields rights={cover} onChange={change} />
            {url !== null && <p className={panel.note}>{aboutFile(cover.src, asset)}</p>}
          </>
        ) : (
          <>
            <p className={styles.none}>The picture above the text, and on cards and lists that lead to it.</p>
            <Button icon={ImagePlus} className={panel.flush} onClick={() => void choose()}>
              Choose a picture…
            </Button>
          </>
        )}
      </Card>
    </div>
  )
}
