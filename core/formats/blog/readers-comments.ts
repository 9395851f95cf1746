import type { Message, Thread } from '../../essay/essay.ts'

/** Id of the thread that holds the comments of an imported page. */
const READERS_COMMENTS = 'readers-comments'

/** The comments of an imported page as threads: one that no words of the text refer to, or none where there is no comment. */
export function readersComments(messages: readonly Message[]): readonly Thread[] {
  return messages.length > 0 ? [{ id: READERS_COMMENTS, resolved: false, messages }] : []
}
