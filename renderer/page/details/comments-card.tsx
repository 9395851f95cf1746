import { type Conversation, conversations } from '../../../core/essay/conversations.ts'
import { wordingFor } from '../../../core/publication/wording.ts'
import { useSessionState } from '../../session/session-context.ts'
import { Card } from '../../ui/card.tsx'
import panel from '../panel.module.css'
import styles from './comments-card.module.css'

/** The comments that came with the essay, to be read; nothing where there are none. */
export function CommentsCard() {
  const threads = useSessionState((state) => state.opened.document.threads)
  const comments = conversations(threads)
  if (comments.length === 0) return null
  const count = threads.reduce((sum, { messages }) => sum + messages.length, 0)
  return (
    <Card title="Comments" actions={<span className={panel.note}>{count.toLocaleString('en-GB')}</span>}>
      <p className={panel.note}>
        They came with the essay. The proof shows them; of what you hand in only a TextPack has them, as it holds the
        whole essay.
      </p>
      <Comments comments={comments} />
    </Card>
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

function dayOf(time: string): string {
  return wordingFor('en').dateInWords(/^\d{4}-\d\d-\d\d(?=T)/.exec(time)?.[0] ?? time)
}
