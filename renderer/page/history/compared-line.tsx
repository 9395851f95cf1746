import type { ReactNode } from 'react'
import type { Essay } from '../../../core/essay/essay.ts'
import { stringAttr } from '../../../core/essay/json.ts'
import { assetHash } from '../../../core/essay/url.ts'
import type { ComparedLine as Line, Piece } from '../../../core/review/compare.ts'
import styles from './compared-line.module.css'

/** What a line is called where its kind does not show by itself. */
const NAMES: Readonly<Record<string, string>> = {
  standfirst: 'Standfirst',
  figure: 'Picture',
  figcaption: 'Caption',
  figcredit: 'Credit',
  attribution: 'Who said it',
  codeBlock: 'Code',
  verse: 'Verse',
  horizontalRule: 'Separator',
}
const AROUND: Readonly<Record<string, string>> = {
  cover: 'Cover',
  pullQuote: 'Pull quote',
  discussionPrompt: 'Question to the readers',
  footnote: 'Note',
  tableRow: 'Table',
}
const SPOKEN: Readonly<Record<Line['fate'], string>> = {
  same: '',
  changed: 'Changed: ',
  added: 'Added: ',
  removed: 'Removed: ',
  'moved-from': 'Moved away from here: ',
  'moved-to': 'Moved here: ',
}
const TAGS: Readonly<Record<string, 'strong' | 'em' | 'u' | 's' | 'code' | 'sub' | 'sup'>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
}

/** One line of a comparison: its words, marked where they differ; for a figure its picture, too. */
export function ComparedLine({
  line,
  before,
  after,
  assetBase,
}: {
  readonly line: Line
  readonly before: Essay
  readonly after: Essay
  readonly assetBase: string
}) {
  const { fate, role, level, inside, pieces } = line
  const around = inside.findLast((type) => AROUND[type])
  const name = [around && AROUND[around], NAMES[role]].filter(Boolean).join(' · ')
  const picture = role === 'figure' ? pictureOf(line, before, after) : null
  const isRestyled = fate === 'changed' && pieces.every((piece) => piece.fate === 'restyled')
  return (
    <div
      className={styles.line}
      data-role={role}
      data-level={level || undefined}
      data-in={inside.at(-1)}
      {...(fate === 'same' ? {} : { 'data-change': fate })}
    >
      {fate !== 'same' && <span className="visually-hidden">{SPOKEN[fate]}</span>}
      {name !== '' && <span className={styles.name}>{name}</span>}
      {fate.startsWith('moved') && (
        <span className={styles.name}>{fate === 'moved-to' ? 'Moved here' : 'Moved to another place'}</span>
      )}
      {isRestyled && <span className={styles.name}>Other formatting, the same words</span>}
      {picture && <img className={styles.picture} src={assetBase + picture} alt="" loading="lazy" />}
      {pieces.length > 0 && (
        <div className={styles.words}>
          {pieces.map((piece, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a comparison never change
            <Words key={index} piece={piece} isMoved={fate.startsWith('moved')} />
          ))}
        </div>
      )}
    </div>
  )
}

function Words({ piece, isMoved }: { readonly piece: Piece; readonly isMoved: boolean }) {
  const text = piece.kind === 'note' ? '[note]' : piece.kind === 'picture' ? '' : piece.text
  if (text === '') return null
  const styled = <Marked marks={piece.marks.map(({ type }) => type)}>{text}</Marked>
  if (isMoved) return styled
  switch (piece.fate) {
    case 'same':
      return styled
    case 'added':
      return <ins>{styled}</ins>
    case 'removed':
      return <del>{styled}</del>
    case 'restyled':
      return <span className={styles.restyled}>{styled}</span>
  }
}

/** Words under the marks that show by themselves, outermost first. */
function Marked({ marks, children }: { readonly marks: readonly string[]; readonly children: ReactNode }) {
  const [first, ...others] = marks
  if (first === undefined) return children
  const Tag = TAGS[first]
  const inner = <Marked marks={others}>{children}</Marked>
  return Tag ? <Tag>{inner}</Tag> : inner
}

/** The hash of the picture that a line of a figure stands for; null in a gallery, where the block alone does not say which. */
function pictureOf({ before, after }: Line, one: Essay, other: Essay): string | null {
  const [essay, index] = after === null ? [one, before] : [other, after]
  if (index === -1) return assetHash(essay.metadata.cover?.src ?? '')
  const block = index === null ? undefined : essay.body.content?.[index]
  return block?.type === 'figure' ? assetHash(stringAttr(block, 'src')) : null
}
