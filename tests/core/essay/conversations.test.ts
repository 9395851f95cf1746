import { describe, expect, it } from 'vitest'
import { type Conversation, conversations, DEEPEST_REPLY } from '../../../core/essay/conversations.ts'

const said = (text: string, answers?: number) => ({
  author: '',
  time: '',
  text,
  ...(answers === undefined ? {} : { answers }),
})
const outline = (one: Conversation): unknown =>
  one.replies.length > 0 ? [one.text, one.replies.map(outline)] : one.text

describe('conversations', () => {
  it('puts each message below the one that it answers', () => {
    const messages = [said('a'), said('b', 0), said('c'), said('d', 1), said('e', 0), said('f', 9), said('g', 6)]
    expect(conversations([{ id: 't', resolved: false, messages }]).map(outline)).toEqual([
      ['a', [['b', ['d']], 'e']],
      'c',
      'f',
      'g',
    ])
  })

  it('goes no deeper than it says, however deep the messages are, and has them all', () => {
    const messages = Array.from({ length: 10_000 }, (_, index) => said(String(index), index - 1))
    let level = conversations([{ id: 't', resolved: false, messages }])
    let count = 0
    for (let depth = 1; level.length > 0; depth++) {
      expect(depth).toBeLessThanOrEqual(DEEPEST_REPLY)
      count += level.length
      level = level.flatMap(({ replies }) => replies)
    }
    expect(count).toBe(10_000)
  })
})
