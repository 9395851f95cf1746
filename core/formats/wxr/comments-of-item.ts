import type { Message, Thread } from '../../essay/essay.ts'
import { LONGEST_LINE, LONGEST_TEXT, MOST_MESSAGES } from '../../essay/limits.ts'
import { wordsOfHtml } from '../blog/essay-of-post.ts'
import { readersComments } from '../blog/readers-comments.ts'
import type { LossLedger } from '../conversion.ts'
import type { XmlElement } from './read-xml.ts'
import { childrenOf, textOf } from './xml-parts.ts'

/**
 * The readers' comments of a post in WordPress's exchange file (publishing.md 1.3), each with what it answers. Pingbacks and spam are no comments; one that
 * waits for approval or lies in the bin is counted as left out, and so are words that are more than an essay holds.
 */
export function commentsOfItem(item: XmlElement, losses: LossLedger): readonly Thread[] {
  const messages: Message[] = []
  const numbers = new Map<string, number>()
  for (const comment of childrenOf(item, 'wp:comment')) {
    const approved = textOf(comment, 'wp:comment_approved').trim()
    const type = textOf(comment, 'wp:comment_type').trim()
    if (type === 'pingback' || type === 'trackback' || approved === 'spam') continue
    const author = wordsOfHtml(textOf(comment, 'wp:comment_author')).slice(0, LONGEST_LINE)
    if (approved === '0' || approved === 'trash') {
      losses.add('readers-comment', 'A reader’s comment that was not approved was left out.', author)
      continue
    }
    const text = wordsOfComment(textOf(comment, 'wp:comment_content'))
    if (text.length > LONGEST_TEXT || messages.length === MOST_MESSAGES) {
      losses.add('readers-comment', 'A reader’s comment beyond what an essay holds was left out.', author)
      continue
    }
    const answers = numbers.get(textOf(comment, 'wp:comment_parent').trim())
    numbers.set(textOf(comment, 'wp:comment_id').trim(), messages.length)
    messages.push({ author, time: timeOf(comment), text, ...(answers === undefined ? {} : { answers }) })
  }
  return readersComments(messages)
}

/** The words, one line for each paragraph and line. */
function wordsOfComment(html: string): string {
  return html
    .split(/\n+|<\/(?:p|li|blockquote)>|<br\s*\/?>/i)
    .map(wordsOfHtml)
    .filter((line) => line !== '')
    .join('\n')
}

function timeOf(comment: XmlElement): string {
  const [universal, local] = ['wp:comment_date_gmt', 'wp:comment_date'].map((name) => {
    const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(textOf(comment, name).trim()) ?? []
    return day === undefined || day.startsWith('0000') ? '' : `${day}T${time}`
  })
  return universal ? `${universal}Z` : (local ?? '')
}
