import type { Essay, Message, Thread } from './essay.ts'
import { walk } from './json.ts'

/** A message with those that answer it, in their order. */
export interface Conversation extends Message {
  readonly replies: readonly Conversation[]
}

/** How deep replies are set into one another, the first message included; what answers deeper stands beside what it answers. */
export const DEEPEST_REPLY = 6

/**
 * The messages of threads as people read a conversation: each below the one that it answers, in their order. A message that names none before it
 * begins a conversation.
 */
export function conversations(threads: readonly Thread[]): readonly Conversation[] {
  return threads.flatMap(({ messages }) => {
    const tops: Conversation[] = []
    const placed: { readonly beside: Conversation[]; readonly below: Conversation[]; readonly depth: number }[] = []
    for (const message of messages) {
      const above = message.answers === undefined ? undefined : placed[message.answers]
      const isDeepest = above?.depth === DEEPEST_REPLY
      const beside = above === undefined ? tops : isDeepest ? above.beside : above.below
      const below: Conversation[] = []
      beside.push({ ...message, replies: below })
      placed.push({ beside, below, depth: above === undefined ? 1 : isDeepest ? above.depth : above.depth + 1 })
    }
    return tops
  })
}

/** The threads to which words of the text refer: an editor's comments. All others are readers'. */
export function threadsInText({ body, threads }: Pick<Essay, 'body' | 'threads'>): Essay['threads'] {
  const named = new Set<unknown>()
  walk(body, ({ marks }) => {
    for (const { type, attrs } of marks ?? []) if (type === 'comment') named.add(attrs?.threadId)
  })
  return threads.filter(({ id }) => named.has(id))
}
