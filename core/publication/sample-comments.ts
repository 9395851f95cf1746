/**
 * A sample conversation below the essay, for the proof alone: it shows how the page looks once readers answer. People and words are invented.
 * No export calls this.
 */

/** The style of the conversation: the text of a style element of its own. A change here needs the new hash below; a test says which. */
export const SAMPLE_COMMENTS_STYLE = `.comments{inline-size:min(100% - 2*var(--gutter),var(--measure));margin:clamp(2.5rem,6vw,4rem) auto 0;font:.9375rem/1.6 var(--font-ui)}
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

/** Base64 SHA-256 of `SAMPLE_COMMENTS_STYLE`, for the content security policy of whoever shows the proof. */
export const SAMPLE_COMMENTS_STYLE_HASH = 'pGgq9w6Pq7rwOY+4KibrL2Y0LVowgK6uY5C/pktXuzw='

interface SampleComment {
  readonly name: string
  readonly when: string
  readonly text: string
  readonly author?: true
  readonly replies?: readonly SampleComment[]
}

const CONVERSATION: readonly SampleComment[] = [
  {
    name: 'Tamsin Okoro',
    when: '2 hours after publication',
    text: 'I read this twice, and the second time I went back to the work itself with your middle section beside me. It holds up. I had passed over that part for years.',
    replies: [
      {
        name: 'Lennart Brandvold',
        when: 'the same evening',
        text: 'Same here, though I am less sure about the ending. Does it follow from what comes before, or do we only wish it did?',
        replies: [
          {
            name: 'The author',
            when: 'the next morning',
            author: true,
            text: 'Fair. An earlier draft ended one paragraph sooner, and I still go back and forth. What would convince you?',
          },
          {
            name: 'Lennart Brandvold',
            when: 'the next morning',
            text: 'One more example of the same kind, I think. The captions make half of the argument already.',
          },
        ],
      },
    ],
  },
  {
    name: 'Ines Carvalheira',
    when: '3 days after publication',
    text: 'A small thing that I liked: every picture says who made it. I found two names there whom I did not know, and spent the weekend with their work.',
    replies: [
      {
        name: 'Rui Adeyemi-Holm',
        when: '4 days after publication',
        text: 'Could you say which two? Asking for my own weekend.',
      },
    ],
  },
]

/**
 * The page with the sample conversation at the end of its article, its style in the head, and the style's hash added to the page's own
 * content security policy. Throws where `html` is no page of `toHtml`.
 */
export function withSampleComments(html: string): string {
  const policy = /(<meta http-equiv="Content-Security-Policy" content="[^"]*style-src )/
  const headEnd = html.indexOf('</head>')
  const articleEnd = html.lastIndexOf('</article>')
  if (!policy.test(html) || headEnd < 0 || articleEnd < headEnd) throw new Error('This is no page of toHtml')
  const head = html.slice(0, headEnd).replace(policy, `$1'sha256-${SAMPLE_COMMENTS_STYLE_HASH}' `)
  return `${head}<style>${SAMPLE_COMMENTS_STYLE}</style>\n${html.slice(headEnd, articleEnd)}${writeComments()}\n${html.slice(articleEnd)}`
}

function writeComments(): string {
  return [
    '<section class="comments" lang="en" dir="ltr" aria-labelledby="comments">',
    '<h2 id="comments">What readers say</h2>',
    '<p class="sample">A sample conversation. It is shown in the proof only and is never exported.</p>',
    `<ol>${CONVERSATION.map(writeComment).join('')}</ol>`,
    '</section>',
  ].join('\n')
}

function writeComment(comment: SampleComment): string {
  const initials = comment.name
    .split(/[ -]/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 2)
  const badge = comment.author ? '<span class="by-author">Author</span>' : ''
  const replies = comment.replies ? `<ol class="children">${comment.replies.map(writeComment).join('')}</ol>` : ''
  return `<li class="comment"><div class="p-comment h-cite"><div class="comment-meta"><span class="initials" aria-hidden="true">${initials}</span><b class="p-author">${comment.name}</b>${badge}<span class="when">${comment.when}</span></div><p class="comment-text p-content">${comment.text}</p></div>${replies}</li>`
}
