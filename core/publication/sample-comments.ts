/** A comment of the sample conversation. */
export interface SampleComment {
  readonly name: string
  readonly when: string
  readonly text: string
  readonly author?: boolean
  readonly replies?: readonly SampleComment[]
}

/** A sample conversation below an essay: it shows how the page looks once readers answer. People and words are invented. */
export const SAMPLE_COMMENTS: readonly SampleComment[] = [
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
