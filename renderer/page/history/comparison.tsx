import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { Essay } from '../../../core/essay/essay.ts'
import { changedDetails, compareEssays, type ComparedLine as Line } from '../../../core/review/compare.ts'
import { detailName } from '../../detail-names.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ComparedLine } from './compared-line.tsx'
import styles from './comparison.module.css'

/** Unchanged lines that stay in sight around each change; longer runs are folded. */
const AROUND = 1

interface ComparisonProps {
  readonly before: Essay
  readonly after: Essay
  /** Prefix of the addresses of pictures. */
  readonly assetBase: string
  /** What the two marks mean: “only in the file”. */
  readonly legend: { readonly removed: string; readonly added: string }
}

/** Two states of an essay as one text: what is gone is struck through, what is new is underlined, long stretches that are the same are folded. */
export function Comparison({ before, after, assetBase, legend }: ComparisonProps) {
  const { lines, addedWords, removedWords, isSame } = useMemo(() => compareEssays(before, after), [before, after])
  const details = useMemo(() => changedDetails(before, after).map(detailName), [before, after])
  const parts = useMemo(() => folded(lines), [lines])
  const element = useRef<HTMLDivElement>(null)
  const at = useRef(-1)
  const places = parts.filter((part) => part.kind === 'change').length
  const go = (step: 1 | -1) => {
    const marked = [...(element.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
    if (marked.length === 0) return
    at.current = at.current < 0 && step < 0 ? marked.length - 1 : (at.current + step + marked.length) % marked.length
    const target = marked[at.current]
    for (const one of marked) one.toggleAttribute('data-now', one === target)
    target?.scrollIntoView({ block: 'center' })
  }
  return (
    <div className={styles.comparison}>
      <div className={styles.head}>
        <div className={styles.summary}>
          {isSame ? (
            <p>{details.length === 0 ? 'Both are the same, word for word.' : 'The words are the same.'}</p>
          ) : (
            <p className={styles.legend}>
              <span>
                <del>{legend.removed}</del> {wordCount(removedWords)}
              </span>{' '}
              <span>
                <ins>{legend.added}</ins> {wordCount(addedWords)}
              </span>
            </p>
          )}
          {details.length > 0 && <p>Other in both: {details.join(', ')}.</p>}
        </div>
        {places > 0 && (
          <span className={styles.steps}>
            <span className={styles.count}>{places === 1 ? '1 place' : `${places} places`}</span>
            <IconButton label="Previous change" icon={ArrowUp} onClick={() => go(-1)} />
            <IconButton label="Next change" icon={ArrowDown} onClick={() => go(1)} />
          </span>
        )}
      </div>
      <div className={`${styles.lines} prose`} ref={element}>
        {parts.map((part) => {
          const shown = part.lines.map((line, index) => (
            <ComparedLine
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a comparison never change
              key={index}
              line={line}
              before={before}
              after={after}
              assetBase={assetBase}
            />
          ))
          if (part.kind === 'fold') return <Fold key={part.from}>{shown}</Fold>
          return (
            <div key={part.from} className={styles.part} {...(part.kind === 'change' ? { 'data-place': '' } : {})}>
              {shown}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function wordCount(words: number): string {
  return words === 1 ? '1 word' : `${words.toLocaleString('en-GB')} words`
}

function Fold({ children }: { readonly children: readonly React.ReactNode[] }) {
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return children
  return (
    <div className={styles.fold}>
      <Button onClick={() => setOpen(true)}>Show {children.length} paragraphs that are the same</Button>
    </div>
  )
}

interface Part {
  readonly kind: 'change' | 'same' | 'fold'
  /** Index of its first line. */
  readonly from: number
  readonly lines: readonly Line[]
}

/** Lines as stretches: of changes, of what stands around them, and folded ones that are the same. */
function folded(lines: readonly Line[]): readonly Part[] {
  const kinds = lines.map((line, index): Part['kind'] => {
    if (line.fate !== 'same') return 'change'
    const near = lines.slice(Math.max(0, index - AROUND), index + AROUND + 1)
    return near.some(({ fate }) => fate !== 'same') ? 'same' : 'fold'
  })
  const parts: { kind: Part['kind']; from: number; lines: Line[] }[] = []
  for (const [index, line] of lines.entries()) {
    const kind = kinds[index] ?? 'same'
    const last = parts.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else parts.push({ kind, from: index, lines: [line] })
  }
  // One or two lines are shorter than the button that would stand for them.
  return parts.map((part) => (part.kind === 'fold' && part.lines.length < 3 ? { ...part, kind: 'same' } : part))
}
