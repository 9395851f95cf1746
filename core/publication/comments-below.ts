import { type Conversation, conversations } from '../essay/conversations.ts'
import type { Essay } from '../essay/essay.ts'
import { escapeAttribute, escapeText } from '../formats/html/write/escape.ts'
import { SAMPLE_COMMENTS, type SampleComment } from './sample-comments.ts'
import { type Wording, wordingFor } from './wording.ts'

/*
 * What readers say below the essay, for the proof alone. No export calls this.
 */

/** The style of the conversation: the text of a style element of its own. A change here needs the new hash below; a test says which. */
export const COMMENTS_STYLE = `.comments{inline-size:min(100% - 2*var(--gutter),var(--measure));margin:clamp(2.5rem,6vw,4rem) auto 0;font:.9375rem/1.6 var(--font-ui)}
.comments h2{margin:0 0 .25rem;font:640 1.35rem/1.3 var(--font-text)}
.comments .sample{margin:0 0 1.5rem;color:var(--ink-3);font-size:.875rem}
.comments ol{margin:0;padding:0;list-style:none}
.comments .children{margin-inline-start:1.1rem;padding-inline-start:clamp(.9rem,4vw,1.6rem);border-inline-start:2px solid var(--line)}
.comments li+li,.comments li>ol{margin-block-start:1.5rem}
.comment-meta{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:center}
.comment-meta .initials{display:grid;place-items:center;inline-size:2.1rem;block-size:2.1rem;border-radius:50%;background:var(--wash);color:var(--ink-2);font-size:.75rem;font-weight:600}
.comment-meta b{font-weight:600}
.comment-meta .by-author{padding:0 .5rem;border-radius:99px;background:var(--accent-wash);color:var(--accent);font-size:.78rem;font-weight:600}
.comment-meta .when{color:var(--ink-3);font-size:.82rem}
.comment-text{margin:.45rem 0 0}
@media print{.comments{display:none}}`

/** Base64 SHA-256 of `COMMENTS_STYLE`, for the content security policy of whoever shows the proof. */
export const COMMENTS_STYLE_HASH = 'pGgq9w6Pq7rwOY+4KibrL2Y0LVowgK6uY5C/pktXuzw='

/** A comment as it is shown. */
interface Shown {
  readonly name: string
  readonly when: string
  readonly text: string
  readonly isAuthor: boolean
  readonly replies: readonly Shown[]
}

/**
 * The page with a conversation at the end of its article: the comments that the essay came with, else the sample. Its style stands in the head, and the style's
 * hash is added to the page's own content security policy. Throws where `html` is no page of `toHtml`.
 */
export function withComments(html: string, { threads, metadata }: Pick<Essay, 'threads' | 'metadata'>): string {
  const policy = /(<meta http-equiv="Content-Security-Policy" content="[^"]*style-src )/
  const headEnd = html.indexOf('</head>')
  const articleEnd = html.lastIndexOf('</article>')
  if (!policy.test(html) || headEnd < 0 || articleEnd < headEnd) throw new Error('This is no page of toHtml')
  const head = html.slice(0, headEnd).replace(policy, `$1'sha256-${COMMENTS_STYLE_HASH}' `)
  const own = conversations(threads)
  const { dateInWords } = wordingFor('en')
  const section =
    own.length > 0
      ? writeSection(
          'The comments that came with this essay. They are shown in the proof and are no part of the published page.',
          own.map((one) => shownOf(one, dateInWords)),
          metadata.language,
        )
      : writeSection(
          'A sample conversation. It is shown in the proof only and is never exported.',
          SAMPLE_COMMENTS.map(shownSample),
          'en',
        )
  return `${head}<style>${COMMENTS_STYLE}</style>\n${html.slice(headEnd, articleEnd)}${section}\n${html.slice(articleEnd)}`
}

function shownOf({ author, time, text, replies }: Conversation, dateInWords: Wording['dateInWords']): Shown {
  return {
    name: author,
    when: dateInWords(/^\d{4}-\d\d-\d\d(?=T)/.exec(time)?.[0] ?? time),
    text,
    isAuthor: false,
    replies: replies.map((reply) => shownOf(reply, dateInWords)),
  }
}

function shownSample({ name, when, text, author = false, replies = [] }: SampleComment): Shown {
  return { name, when, text, isAuthor: author, replies: replies.map(shownSample) }
}

function writeSection(about: string, comments: readonly Shown[], language: string): string {
  const lang = language === '' ? 'en' : language
  return [
    '<section class="comments" lang="en" dir="ltr" aria-labelledby="comments">',
    '<h2 id="comments">What readers say</h2>',
    `<p class="sample">${about}</p>`,
    `<ol>${comments.map((comment) => writeComment(comment, escapeAttribute(lang))).join('')}</ol>`,
    '</section>',
  ].join('\n')
}

function writeComment(comment: Shown, lang: string): string {
  const initials = comment.name
    .split(/[\s-]+/)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .slice(0, 2)
    .join('')
  const who = [
    comment.name === ''
      ? ''
      : `<span class="initials" aria-hidden="true">${escapeText(initials)}</span><b class="p-author" dir="auto">${escapeText(comment.name)}</b>`,
    comment.isAuthor ? '<span class="by-author">Author</span>' : '',
    comment.when === '' ? '' : `<span class="when">${escapeText(comment.when)}</span>`,
  ].join('')
  const meta = who === '' ? '' : `<div class="comment-meta">${who}</div>`
  const words = comment.text
    .split('\n')
    .map((line) => `<p class="comment-text p-content" lang="${lang}" dir="auto">${escapeText(line)}</p>`)
    .join('')
  const replies =
    comment.replies.length > 0
      ? `<ol class="children">${comment.replies.map((reply) => writeComment(reply, lang)).join('')}</ol>`
      : ''
  return `<li class="comment"><div class="p-comment h-cite">${meta}${words}</div>${replies}</li>`
}
