import type { NodeJson } from '../../essay/json.ts'
import { stringAttr } from '../../essay/json.ts'
import { PASTE_PLACES } from '../../formats/paste/paste-places.ts'
import { acceptSuggestions } from '../checks/fixes.ts'
import type { Destination } from './destination.ts'
import {
  asSigns,
  headingsOf,
  inColumn,
  type Mend,
  notesInBrackets,
  quotations,
  remarked,
  singleFigures,
  singleQuotations,
  tasksAsSigns,
  versesAsParagraphs,
  withoutMissingNotes,
  withoutPrompts,
} from './mends.ts'
import { tablesAsLists } from './table-as-list.ts'

/** What can be done about one kind of loss, and where it is. */
export interface Remedy {
  /** What to do by hand; or "Nothing to do: …" with the reason. A whole sentence. */
  readonly advice: string
  /** What the press of a button does in the essay; left out where only the writer can do something, or nobody. */
  readonly mend?: {
    /** What the button says: "Write as a list". */
    readonly label: string
    /** What is so afterwards, for every place at once: "Tables are lists now." */
    readonly done: string
    readonly apply: Mend
  }
  /** Whether a node of the body is what is lost; left out where that does not stand in the body. */
  readonly isAbout?: (node: NodeJson) => boolean
  /** The field of the details that it is about, by its name in `Metadata` or `people`. */
  readonly field?: string
}

const nothing = (why: string, more: Partial<Remedy> = {}): Remedy => ({ advice: `Nothing to do: ${why}`, ...more })
const byHand = (advice: string, more: Partial<Remedy> = {}): Remedy => ({ advice, ...more })
const detail = (field: string, advice: string): Remedy => ({ advice, field })
const of =
  (...types: readonly string[]) =>
  ({ type }: NodeJson) =>
    types.includes(type)
const marked =
  (...names: readonly string[]) =>
  ({ marks }: NodeJson) =>
    marks?.some(({ type }) => names.includes(type)) ?? false
const isPicture = of('figure', 'image')

const NOTES: Remedy = {
  advice:
    'The numbers and the notes stay readable. Short notes can stand in brackets in the text; where the links matter, make the notes anew in the editor there.',
  mend: {
    label: 'Put notes into the text',
    done: 'Notes of one paragraph stand in brackets in the text now.',
    apply: notesInBrackets,
  },
  isAbout: of('footnoteRef'),
}

const UPLOAD = byHand('Upload the pictures that lie beside the text, and give each its alt text and caption there.', {
  isAbout: isPicture,
})
const PUT_IN = byHand('Choose the picture again in the essay, or take the figure out.', { isAbout: isPicture })
const ONE_LINE = nothing('every word of it is printed, at the end of the caption.', { isAbout: isPicture })
const THERE = 'Set it there by hand'

const REMEDIES: Readonly<Record<string, Remedy>> = {
  table: {
    advice: 'Write the table as a list, or put in a picture of it with its alt text.',
    mend: { label: 'Write as a list', done: 'Tables are lists now.', apply: tablesAsLists },
    isAbout: of('table'),
  },
  gallery: {
    advice: 'As single figures they look the same in the essay and there.',
    mend: { label: 'Make single figures', done: 'Galleries are single figures now.', apply: singleFigures },
    isAbout: of('gallery'),
  },
  'pull-quote': {
    advice: 'Take it out if it repeats the text, or make it a quotation in the essay, too.',
    mend: { label: 'Make a quotation', done: 'Pull quotes are quotations now.', apply: quotations },
    isAbout: of('pullQuote'),
  },
  prompt: {
    advice: 'Its words stay; only its box goes.',
    mend: { label: 'Write as plain text', done: 'Prompts are plain text now.', apply: withoutPrompts },
    isAbout: of('discussionPrompt'),
  },
  verse: {
    advice: 'Its lines stay; written as a paragraph, the essay looks as it will there.',
    mend: { label: 'Write as a paragraph', done: 'Verse stands in paragraphs now.', apply: versesAsParagraphs },
    isAbout: of('verse'),
  },
  quote: {
    advice: 'Quote one paragraph at a time where it matters.',
    mend: {
      label: 'Quote each alone',
      done: 'Each quoted paragraph is a quotation of its own now.',
      apply: singleQuotations,
    },
    isAbout: ({ type, content = [] }) =>
      (type === 'blockquote' || type === 'pullQuote') &&
      content.filter((child) => child.type === 'paragraph').length > 1,
  },
  checkbox: {
    advice: 'Write ☐ or ☑ before the words.',
    mend: { label: 'Write ☐ and ☑', done: 'Tasks are a list with ☐ and ☑ now.', apply: tasksAsSigns },
    isAbout: of('taskList'),
  },
  layout: {
    advice: 'The destination sets how wide a picture stands.',
    mend: { label: 'Set in the column', done: 'Those figures stand in the column now.', apply: inColumn() },
    isAbout: (node) => of('figure', 'gallery')(node) && !['', 'column'].includes(stringAttr(node, 'layout')),
  },
  underline: {
    advice: 'Set the words in italics, or bold, which stay.',
    mend: {
      label: 'Set in italics',
      done: 'Underlined words are in italics now.',
      apply: remarked('underline', 'italic'),
    },
    isAbout: marked('underline'),
  },
  highlight: {
    advice: 'Set the words in bold, which stays.',
    mend: { label: 'Set in bold', done: 'Highlighted words are bold now.', apply: remarked('highlight', 'bold') },
    isAbout: marked('highlight'),
  },
  strike: {
    advice: 'Without the line the words read as if they held. Take them out, or say that they are struck.',
    mend: { label: 'Take the line off', done: 'No words are struck through now.', apply: remarked('strike', null) },
    isAbout: marked('strike'),
  },
  subscript: {
    advice: 'Write the sign itself, such as ₂, where there is one.',
    mend: { label: 'Write the signs', done: 'Lowered digits are signs now.', apply: asSigns('subscript') },
    isAbout: marked('subscript'),
  },
  superscript: {
    advice: 'Write the sign itself, such as ², where there is one.',
    mend: { label: 'Write the signs', done: 'Raised digits are signs now.', apply: asSigns('superscript') },
    isAbout: marked('superscript'),
  },
  language: nothing(
    'a screen reader will read those words in the voice of the text. Elsewhere the essay keeps their language.',
    {
      isAbout: (node) => marked('language')(node) || stringAttr(node, 'lang') !== '' || stringAttr(node, 'dir') !== '',
    },
  ),
  'highlight-colour': nothing('the words stay highlighted in the colour of the destination.', {
    isAbout: marked('highlight'),
  }),
  'note-link': NOTES,
  'dead-link': NOTES,
  'back-link': NOTES,
  'note-block': byHand('Write such a note as one paragraph.', { isAbout: of('footnote') }),
  'missing-note': {
    advice: 'Write the note, or take its number out.',
    mend: { label: 'Take the number out', done: 'Numbers without a note are gone.', apply: withoutMissingNotes },
    isAbout: of('footnoteRef'),
  },
  suggestion: {
    advice: 'Answer the suggestions on the Page, or accept them all.',
    mend: {
      label: 'Accept all',
      done: 'All suggestions are accepted.',
      apply: (essay) => acceptSuggestions.mend(essay, { kind: 'essay' }),
    },
    isAbout: marked('insertion', 'deletion'),
  },
  comment: nothing('comments are for you and your editor, and are published nowhere.', { isAbout: marked('comment') }),
  picture: UPLOAD,
  pictures: UPLOAD,
  'remote-picture': PUT_IN,
  'missing-picture': PUT_IN,
  'figure-caption': ONE_LINE,
  'figure-credit': ONE_LINE,
  'linked-ornament': byHand('Give the picture an alt text that says where its link leads.', { isAbout: isPicture }),
  rights: nothing('the credit is printed; source and licence stay in the essay.', { isAbout: isPicture }),
  figure: byHand('Take the note or the small picture out of the caption, or leave it so: nothing of it is lost.', {
    isAbout: isPicture,
  }),
  'figure-link': nothing('the words name the figure, so that it is found without a link.'),
  size: nothing('the destination makes pictures as wide as its text.', { isAbout: isPicture }),
  backtick: nothing('it reads the same.', { isAbout: of('figure') }),
  'alt-sign': nothing('it is read out the same.', { isAbout: of('figure') }),
  shortcode: byHand('Close the shortcode, or write it as code.'),
  'raw-html': byHand('Let the mark begin and end at the edge of a word; then Markdown has a sign for it.'),
  'html-card': nothing('Ghost shows it as it is; only there it is edited as code.'),
  'html-block': nothing('WordPress shows it as it is; only there it is edited as code.'),
  spaces: byHand('Set such words as verse or code, which keep their spaces.'),
  'control-character': nothing('nobody sees that character.'),
  embedded: byHand('Put in a picture of it with its alt text.'),
  site: byHand('Look at the folder of the site that was chosen.'),
  'not-rehearsed': byHand('Hand in the text in parts.'),
  cover: detail('cover', `${THERE}, from the file that lies beside the text.`),
  tags: detail('tags', `${THERE}, when the draft is in.`),
  canonical: detail('canonicalUrl', `${THERE}, when the draft is in.`),
  details: detail('slug', `${THERE}, when the text is in.`),
  standfirst: detail('standfirst', 'Write it into the excerpt, or as the first paragraph, where readers need it.'),
  license: detail('license', 'Name the licence in the last paragraph where readers need it.'),
  biography: detail('people', `${THERE}, with the author’s account.`),
  portrait: detail('people', `${THERE}, with the author’s account.`),
  'co-author': detail('people', 'Name them in the first line where the site has no Co-Authors Plus.'),
  'too-long': detail('excerpt', 'Make it shorter in the essay; the checks say how long it may be.'),
}

const NUMBERED = { picture: { advice: 'Their files lie beside the text under the same numbers.' } }
/** What differs at a destination. */
const ELSEWHERE: Readonly<Partial<Record<Destination['id'], Readonly<Record<string, Partial<Remedy>>>>>> = {
  ghost: {
    table: { advice: 'Ghost shows it as it is; only there it is edited as code. A list needs no code.' },
    verse: { advice: 'Ghost shows it as it is; only there it is edited as code. A paragraph needs no code.' },
    layout: {
      mend: {
        label: 'Set in the column',
        done: 'Figures at a side stand in the column now.',
        apply: inColumn(['left', 'right']),
      },
    },
  },
  medium: NUMBERED,
  substack: NUMBERED,
  'hugo-safe': {
    cover: {
      advice: 'Nothing to do: where the page does not show it, the theme wants another key in the front matter.',
    },
  },
}

/** What can be done about a loss of this kind at a destination; null for a kind that is not known. */
export function remedyFor(kind: string, destination: Destination['id']): Remedy | null {
  if (kind === 'heading' && (destination === 'medium' || destination === 'substack'))
    return {
      advice: 'Set its level by hand where the nearest one says too much or too little.',
      mend: {
        label: 'Set the levels',
        done: 'Every heading has a level that the destination knows now.',
        apply: headingsOf(PASTE_PLACES[destination].headings),
      },
      isAbout: ({ type, attrs }) =>
        type === 'heading' && !PASTE_PLACES[destination].headings.includes(Number(attrs?.level ?? 2)),
    }
  const common = Object.hasOwn(REMEDIES, kind) ? REMEDIES[kind] : undefined
  return common ? { ...common, ...ELSEWHERE[destination]?.[kind] } : null
}
