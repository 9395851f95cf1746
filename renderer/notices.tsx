import { CircleCheck, OctagonAlert, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Notice } from './app-store.ts'
import styles from './notices.module.css'
import { Button, IconButton } from './ui/button.tsx'

/** What the window has to say: problems stay until they are dismissed, news goes by itself. */
export function Notices({ notices, onDismiss }: { notices: readonly Notice[]; onDismiss: (id: number) => void }) {
  const { stack, at } = useRoom(notices)
  return (
    <section ref={stack} data-at={at} className={styles.notices} aria-label="Notices" aria-live="polite">
      {notices.map((notice) => (
        <div
          key={notice.id}
          className={`${styles.notice} ${notice.kind === 'problem' ? styles.problem : styles.news}`}
          {...(notice.kind === 'problem' ? { role: 'alert' } : {})}
        >
          {notice.kind === 'problem' ? <OctagonAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
          {notice.kind === 'problem' ? (
            <div>
              <p className={styles.what}>{notice.problem.message}</p>
              {(notice.problem.safe || notice.problem.next) && (
                <p className={styles.more}>{[notice.problem.safe, notice.problem.next].filter(Boolean).join(' ')}</p>
              )}
            </div>
          ) : (
            <div>
              <p>{notice.text}</p>
              {notice.action && (
                <Button
                  kind="outline"
                  className={styles.action}
                  onClick={() => {
                    onDismiss(notice.id)
                    notice.action?.run()
                  }}
                >
                  {notice.action.label}
                </Button>
              )}
            </div>
          )}
          <IconButton label="Dismiss" icon={X} onClick={() => onDismiss(notice.id)} />
        </div>
      ))}
    </section>
  )
}

/** Where the notices stand: at the bottom, or at the top while the line that is being written is there, or an offer about pictures that came in. */
function useRoom(notices: readonly Notice[]) {
  const stack = useRef<HTMLElement>(null)
  const [at, setAt] = useState<'bottom' | 'top'>('bottom')
  useEffect(() => {
    if (notices.length === 0) return
    const look = () => {
      const box = stack.current?.getBoundingClientRect()
      if (!box || box.height === 0) return
      const isCovered = writtenBoxes().some(
        ({ top, bottom, left, right }) => bottom > box.top && top < box.bottom && right > box.left && left < box.right,
      )
      if (isCovered) setAt((before) => (before === 'bottom' ? 'top' : 'bottom'))
    }
    look()
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [notices])
  return { stack, at }
}

/** The whole line of the caret, as wide as what is written in; and what asks something in the text. */
function writtenBoxes(): readonly Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>[] {
  const offers = [...document.querySelectorAll('[data-offer]')].map((offer) => offer.getBoundingClientRect())
  const active = document.activeElement
  if (active?.matches('input, textarea')) return [...offers, active.getBoundingClientRect()]
  const selection = document.getSelection()
  if (!(active instanceof HTMLElement) || !active.isContentEditable || !selection?.rangeCount) return offers
  const caret = selection.getRangeAt(0).getBoundingClientRect()
  // An empty line has no box of its own.
  const block = caret.height > 0 ? caret : selection.anchorNode?.parentElement?.getBoundingClientRect()
  const { left, right } = active.getBoundingClientRect()
  return block ? [...offers, { top: block.top - 8, bottom: block.bottom + 8, left, right }] : offers
}
