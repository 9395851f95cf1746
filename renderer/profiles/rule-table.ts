import type { RulePath } from './rule-path.ts'

type Choices = readonly (readonly [value: string, label: string])[]

/** How one rule is set. */
export type RuleControl =
  /** from and to, in a unit */
  | { readonly kind: 'span'; readonly path: RulePath; readonly label: string; readonly unit: string }
  | { readonly kind: 'number'; readonly path: RulePath; readonly label: string; readonly unit: string }
  | {
      readonly kind: 'one'
      readonly path: RulePath
      readonly label: string
      readonly choices: Choices
      readonly hint?: string
    }
  | { readonly kind: 'several'; readonly path: RulePath; readonly label: string; readonly choices: Choices }
  | { readonly kind: 'numbers'; readonly path: RulePath; readonly label: string; readonly choices: Choices }
  | { readonly kind: 'flag'; readonly path: RulePath; readonly label: string }
  /** always, never, or as chosen when the essay is handed in */
  | { readonly kind: 'fixed'; readonly path: RulePath; readonly label: string }
  | { readonly kind: 'words'; readonly path: RulePath; readonly label: string; readonly hint: string }
  | { readonly kind: 'list'; readonly path: RulePath; readonly label: string; readonly hint: string }

const COUNTED: Choices = [
  ['notes', 'notes'],
  ['captions', 'captions'],
  ['works-cited', 'works cited'],
]
const CASES: Choices = [
  ['title', 'Capitals on Every Main Word'],
  ['sentence', 'Capital on the first word only'],
]

/** Every house rule (core/publication/house-rules.ts), in the order of the editor. */
export const RULE_TABLE: readonly { readonly heading: string; readonly controls: readonly RuleControl[] }[] = [
  {
    heading: 'Length',
    controls: [
      { kind: 'span', path: ['words'], label: 'Words', unit: 'words' },
      { kind: 'several', path: ['words', 'with'], label: 'Words are counted with', choices: COUNTED },
      { kind: 'span', path: ['characters'], label: 'Characters with spaces', unit: 'characters' },
      { kind: 'several', path: ['characters', 'with'], label: 'Characters are counted with', choices: COUNTED },
    ],
  },
  {
    heading: 'Title and details',
    controls: [
      { kind: 'span', path: ['title'], label: 'Title', unit: 'characters' },
      { kind: 'one', path: ['title', 'case'], label: 'Capitals in the title', choices: CASES },
      { kind: 'span', path: ['standfirst'], label: 'Standfirst', unit: 'characters' },
      { kind: 'one', path: ['standfirst', 'case'], label: 'Capitals in the standfirst', choices: CASES },
      { kind: 'span', path: ['excerpt'], label: 'Excerpt', unit: 'characters' },
      { kind: 'span', path: ['tags'], label: 'Tags', unit: 'tags' },
      { kind: 'flag', path: ['category', 'required'], label: 'A category must be chosen' },
      { kind: 'list', path: ['category', 'among'], label: 'Categories', hint: 'With commas between them.' },
    ],
  },
  {
    heading: 'Pictures',
    controls: [
      { kind: 'span', path: ['pictures', 'count'], label: 'Number of figures', unit: 'figures' },
      { kind: 'span', path: ['pictures', 'width'], label: 'Width', unit: 'pixels' },
      { kind: 'number', path: ['pictures', 'bytes'], label: 'Largest file', unit: 'bytes' },
      {
        kind: 'several',
        path: ['pictures', 'formats'],
        label: 'Kinds of files',
        choices: ['jpg', 'png', 'gif', 'webp', 'avif', 'svg'].map((kind) => [kind, kind.toUpperCase()] as const),
      },
      {
        kind: 'one',
        path: ['pictures', 'naming'],
        label: 'Names of files',
        choices: [
          ['plain', 'What they show: brass-lamp.jpg'],
          ['numbered', 'With a number: 01-brass-lamp.jpg'],
          ['figure', 'As figures: Fig01-brass-lamp.jpg'],
        ],
      },
      {
        kind: 'several',
        path: ['pictures', 'required'],
        label: 'Every figure needs',
        choices: [
          ['alt', 'alt text'],
          ['caption', 'caption'],
          ['credit', 'credit'],
          ['creator', 'creator'],
          ['source', 'source'],
          ['license', 'licence'],
          ['permission', 'permission'],
        ],
      },
      {
        kind: 'words',
        path: ['pictures', 'caption'],
        label: 'Caption and credit as one line',
        hint: 'For instance {caption} ({credit}). Where there is one line for both: WordPress, Ghost, Medium, Substack.',
      },
      { kind: 'flag', path: ['cover', 'required'], label: 'A cover is required' },
      { kind: 'span', path: ['cover', 'width'], label: 'Width of the cover', unit: 'pixels' },
    ],
  },
  {
    heading: 'Text',
    controls: [
      {
        kind: 'numbers',
        path: ['headings', 'levels'],
        label: 'Levels of headings',
        choices: ['1', '2', '3', '4', '5', '6'].map((level) => [level, level] as const),
      },
      {
        kind: 'one',
        path: ['notes'],
        label: 'Notes',
        choices: [
          ['footnotes', 'Footnotes'],
          ['endnotes', 'Endnotes'],
          ['links', 'Links in the text'],
          ['none', 'None are taken'],
        ],
        hint: 'Word files and what is copied for Word have them where you say. All else has them at its end; Markdown, where its reader puts them.',
      },
      {
        kind: 'one',
        path: ['worksCited'],
        label: 'Works cited',
        hint: 'The heading of the list, its order, full stops and years are checked, nothing else of the style.',
        choices: [
          ['mla', 'MLA'],
          ['chicago', 'Chicago'],
          ['apa', 'APA'],
          ['required', 'In any style'],
          ['none', 'None are taken'],
        ],
      },
      {
        kind: 'one',
        path: ['closingQuestion'],
        label: 'Closing question',
        choices: [
          ['required', 'Required'],
          ['none', 'Not taken'],
        ],
      },
      { kind: 'words', path: ['spelling'], label: 'Spelling', hint: 'A language tag, as en-GB.' },
      {
        kind: 'list',
        path: ['elements'],
        label: 'Elements that are taken',
        hint: 'Names with commas: paragraph, heading, figure. Empty: all.',
      },
    ],
  },
  {
    heading: 'People',
    controls: [
      { kind: 'fixed', path: ['anonymous'], label: 'Names are left out' },
      { kind: 'flag', path: ['biography', 'required'], label: 'A biography is required' },
      { kind: 'span', path: ['biography', 'words'], label: 'Biography', unit: 'words' },
      {
        kind: 'one',
        path: ['biography', 'person'],
        label: 'The biography says',
        choices: [
          ['first', '“I”'],
          ['third', '“she”, “he”, “they”'],
        ],
      },
    ],
  },
]
