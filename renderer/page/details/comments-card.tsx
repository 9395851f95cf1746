import { Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { type Conversation, conversations, threadsInText } from '../../../core/essay/conversations.ts'
import type { Essay } from '../../../core/essay/essay.ts'
import { wordingFor } from '../../../core/publication/wording.ts'
import { useApp } from '../../app-store.ts'
import { useSession, useSessionState } from '../../session/session-context.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import panel from '../panel.module.css'
import styles from './comments-card.module.css'

/** The comments that came with the essay, to be read or to be removed; nothing where there are none. */
export function CommentsCard() {
  const app = useApp()
  const session = useSession()
  const threads = useSessionState((state) => state.threads)
  const isLocked = useSessionState((state) => state.isLocked)
  const card = useRef<HTMLDivElement>(null)
  const comments = conversations(threads)
  const count = countOf(threads)
  const remove = () => {
    const kept = threadsInText(session.document())
    const gone = count - countOf(kept)
    session.change({ threads: kept })
    app.tell({
      news: `${gone === 1 ? 'One comment was' : `${gone.toLocaleString('en-GB')} comments were`} removed.`,
      action: { label: 'Undo', run: () => session.change({ threads }) },
    })
    // The card goes, and the keyboard with it would begin at the top of the window.
    card.current?.focus({ preventScroll: true })
  }
  return (
    <div ref={card} tabIndex={-1} data-field="threads">
      {comments.length > 0 && (
        <Card title="Comments" actions={<span className={panel.note}>{count.toLocaleString('en-GB')}</span>}>
          <p className={panel.note}>
            They came with the essay. The proof shows them; of what you hand in only a TextPack has them, as it holds
            the whole essay.
          </p>
          {!isLocked && (
            <div className={styles.remove}>
              <Button kind="outline" icon={Trash2} onClick={remove}>
                Remove comments
              </Button>
            </div>
          )}
          <Comments comments={comments} />
        </Card>
      )}
    </div>
  )
}

function Comments({ comments }: { readonly comments: readonly Conversation[] }) {
  return (
    <ol className={styles.comments}>
      {comments.map((comment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing here ever moves
        <li key={index}>
          {(comment.author !== '' || comment.time !== '') && (
            <p className={styles.who}>
              {comment.author !== '' && <b dir="auto">{comment.author}</b>} {dayOf(comment.time)}
            </p>
          )}
          <p className={styles.words} dir="auto">
            {comment.text}
          </p>
          {comment.replies.length > 0 && <Comments comments={comment.replies} />}
        </li>
      ))}
    </ol>
  )
}

function countOf(threads: Essay['threads']): number {
  return threads.reduce((sum, { messages }) => sum + messages.length, 0)
}

function dayOf(time: string): string {
  return wordingFor('en').dateInWords(/^\d{4}-\d\d-\d\d(?=T)/.exec(time)?.[0] ?? time)
}
