import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { memo } from 'react'
import { PERMISSIONS } from '../../../core/essay/essay.ts'
import { LONGEST_TEXT } from '../../../core/essay/limits.ts'
import type { Finding } from '../../../core/publication/finding.ts'
import { figureAttrs, figuresOf, setFigure } from '../../editor/figure/figure-commands.ts'
import { Thumbnail } from '../../editor/figure/thumbnail.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-input.tsx'
import { LICENSES } from '../licenses.ts'
import { PERMISSION_NAMES } from '../rights-fields.tsx'
import { weight } from './figure-card.tsx'
import styles from './figures-table.module.css'
import { WordsCell } from './words-cell.tsx'

interface FigureRowProps {
  readonly editor: Editor
  readonly node: Node
  /** From 0, in reading order. */
  readonly index: number
  readonly url: string | null
  readonly findings: readonly Finding[]
  /** The misspelt words of its caption, by `wordsAt`. */
  readonly misspelt: string
  readonly onShow: (index: number) => void
}

/** One figure as a row of fields. It finds its figure anew at each change, because earlier rows move it. */
export const FigureRow = memo(function FigureRow({
  editor,
  node,
  index,
  url,
  findings,
  misspelt,
  onShow,
}: FigureRowProps) {
  const attrs = figureAttrs(node)
  const name = `figure ${index + 1}`
  const asset = editor.storage.host.asset(attrs.src)
  const pos = () => figuresOf(editor.state.doc)[index]?.pos ?? 0
  const set = (changes: Parameters<typeof setFigure>[2]) => setFigure(editor, pos(), changes)
  const [caption, credit] = [node.firstChild, node.lastChild]
  const listed = attrs.license === '' || LICENSES.some((license) => license.name === attrs.license)
  return (
    <tr className={styles.row}>
      <td className={styles.picture}>
        <button
          type="button"
          className={styles.show}
          aria-label={`Show ${name} in the text`}
          onClick={() => onShow(index)}
        >
          <Thumbnail url={url} asset={asset} className={styles.thumb} />
          <span>{index + 1}</span>
        </button>
      </td>
      <td data-label="Caption" className={styles.caption}>
        {caption && (
          <WordsCell
            editor={editor}
            node={caption}
            position={() => pos() + 1}
            label={`Caption of ${name}`}
            placeholder="Caption"
            misspelt={misspelt}
          />
        )}
      </td>
      <td data-label="Alt text" className={styles.alt}>
        <TextArea
          aria-label={`Alt text of ${name}`}
          value={attrs.alt}
          disabled={attrs.decorative}
          maxLength={LONGEST_TEXT}
          rows={1}
          placeholder={attrs.decorative ? 'Not read aloud' : 'What the picture shows'}
          onChange={(event) => set({ alt: event.target.value })}
        />
        <label className={styles.decorative}>
          <input
            type="checkbox"
            aria-label={`${name} is decorative`}
            checked={attrs.decorative}
            onChange={(event) => set({ decorative: event.target.checked })}
          />
          Decorative
        </label>
      </td>
      <td data-label="Credit" className={styles.credit}>
        {credit && (
          <WordsCell
            editor={editor}
            node={credit}
            position={() => pos() + 1 + (caption?.nodeSize ?? 0)}
            label={`Credit of ${name}`}
            placeholder="Photograph: name"
          />
        )}
      </td>
      <td data-label="Licence">
        <Select
          aria-label={`Licence of ${name}`}
          value={attrs.license}
          options={[
            { value: '', label: 'None named' },
            ...(listed ? [] : [{ value: attrs.license, label: attrs.license }]),
            ...LICENSES.map((license) => ({ value: license.name, label: license.name })),
          ]}
          onChange={(chosen) => {
            const license = LICENSES.find((one) => one.name === chosen)
            set({ license: chosen, licenseUrl: license?.url ?? '' })
          }}
        />
      </td>
      <td data-label="Permission">
        <Select
          aria-label={`Permission for ${name}`}
          value={attrs.permission}
          options={PERMISSIONS.map((value) => ({ value, label: PERMISSION_NAMES[value] }))}
          onChange={(permission) => set({ permission })}
        />
      </td>
      <td data-label="File" className={styles.file}>
        {asset ? (
          <>
            <span>
              {asset.width} × {asset.height}
            </span>
            <span>{weight(asset.bytes)}</span>
            {asset.mime !== 'image/svg+xml' && <span>prints to {centimetres(asset.width)} cm</span>}
          </>
        ) : (
          <span>No file</span>
        )}
      </td>
      <td data-label="To look at" className={styles.findings}>
        {findings.length === 0 ? (
          <span className={styles.complete}>Complete</span>
        ) : (
          <ul>
            {findings.map((finding) => (
              <li key={finding.rule} data-severity={finding.severity} title={finding.advice}>
                {WORDS[finding.rule] ?? finding.message}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
})

/** How wide a picture is in print at 300 dots an inch. */
function centimetres(pixels: number): string {
  return ((pixels / 300) * 2.54).toFixed(pixels < 1_000 ? 1 : 0)
}

/** The findings in few words; the row says which figure. */
const WORDS: Readonly<Record<string, string>> = {
  'picture-missing': 'No picture',
  'figure-alt-missing': 'No alt text',
  'figure-alt-is-caption': 'Alt text repeats the caption',
  'figure-alt-is-file-name': 'Alt text is a file name',
  'figure-caption-missing': 'No caption',
  'figure-credit-missing': 'No credit',
  'figure-rights-unknown': 'No licence or permission',
  'figure-permission-pending': 'Permission not given yet',
  'picture-small': 'Too small for its width',
  'picture-heavy': 'Heavier than needed',
  'picture-duplicate': 'Comes twice',
}
