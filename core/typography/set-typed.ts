import { type Typography, typographyOf } from './typography-table.ts'

/** What stands in place of what was typed: the last `replaced` characters before the cursor, the typed one among them, become `text`. */
export interface SetTyped {
  /** UTF-16 units before the typed character that are replaced with it. */
  readonly replaced: number
  readonly text: string
}

const LETTER = /[\p{L}\p{M}]/u
const DIGIT = /\p{N}/u
const SPACES = /[\s\u00a0\u202f]$/

/** Words that begin with a left out letter; after a space their sign is an apostrophe, not a quotation mark. */
const ELIDED = /^(?:tis|twas|em|til|cause|cos|n|round|bout|s|t|k|\d\ds)$/i
const OPENERS = /[\s\u00a0\u202f([{<\u2014\u2013/¿¡-]$/

/**
 * Sets a typed character as a printer of the language would: quotation marks (nested), apostrophes, primes, dashes, ellipsis, and French spaces.
 * `before` is the text of the block up to the cursor, without the character; `after` what follows. null where the character stays as it is.
 */
export function setTyped(char: string, before: string, after: string, language: string): SetTyped | null {
  const typography = typographyOf(language)
  switch (char) {
    case '"':
      return doubleQuote(before, typography)
    case "'":
      return singleQuote(before, after, typography)
    case '-':
      return dash(before, typography)
    case '.':
      return before.endsWith('..') && !before.endsWith('...') ? { replaced: 2, text: '…' } : null
    case ';':
    case '!':
    case '?':
    case ':':
      return tallSign(char, before, typography)
    case '»':
    case '«':
      return guillemet(char, before, typography)
    case ' ':
      // The space that one types inside a guillemet is the one that was set there.
      return typography.spaced && before.endsWith(`«${typography.spaced.tall}`)
        ? { replaced: 1, text: typography.spaced.tall }
        : null
    default:
      return LETTER.test(char) ? mendedByLetter(char, before, typography) : null
  }
}

/**
 * A letter behind a sign that was set before it was known that the word goes on: `90′` and s are `90’s`, and a Hebrew mark of abbreviation is no quotation
 * mark (צה״ל, ג׳ירפה).
 */
function mendedByLetter(char: string, before: string, { inWord }: Typography): SetTyped | null {
  if (char === 's' && /\p{N}′$/u.test(before)) return { replaced: 1, text: '’s' }
  const sign = inWord?.[before.at(-1) ?? '']
  return sign !== undefined && LETTER.test(before.at(-2) ?? '') ? { replaced: 1, text: sign + char } : null
}

/**
 * A word that begins with a left out letter and is finished now, when its sign was set as a quotation mark: of `‘tis` and of `‘n’` the first sign
 * becomes `’`. Answers how far before the cursor that sign stands, or null. To be asked before a space, a stop or a mark is typed.
 */
export function elisionBefore(before: string, language: string): number | null {
  const open = pairs(typographyOf(language)).single[0]
  const match = /(?:^|[\s\u00a0\u202f([{\u2014\u2013“„«-])([‘‚‹])([\p{L}\d]{1,5})(’?)$/u.exec(before)
  const [, sign, word = '', close] = match ?? []
  if (sign !== open || !ELIDED.test(word) || (close !== '' && !/^n$/i.test(word))) return null
  return word.length + 1 + (close?.length ?? 0)
}

type Pair = readonly [open: string, close: string]

/** The pair of the double key and that of the single one. In British books the single ones stand outside; the keys mean the same. */
function pairs({ quotes: { outer, inner } }: Typography): { readonly double: Pair; readonly single: Pair } {
  return outer[0] === '‘' ? { double: inner, single: outer } : { double: outer, single: inner }
}

/** A quotation mark opens after a space or an opening sign, and closes behind everything else. */
function opens(before: string, { double, single }: ReturnType<typeof pairs>): boolean {
  const last = before.at(-1) ?? ''
  if (before === '' || OPENERS.test(before)) return true
  // In languages that close with the sign by which they open, only a sign behind a space has opened.
  return [double, single].some(
    ([open, close]) => last === open && (open !== close || OPENERS.test(before.slice(0, -1)) || before === open),
  )
}

function doubleQuote(before: string, typography: Typography): SetTyped {
  const both = pairs(typography)
  const { double, single } = both
  // Feet and inches, minutes and seconds: 5′ 11″.
  if (/\p{N}′\s?\p{N}+$/u.test(before)) return { replaced: 0, text: '″' }
  // Inches and seconds alone: 12″, where no quotation is open that the sign could close.
  if (DIGIT.test(before.at(-1) ?? '') && !isOpen(before, double)) return { replaced: 0, text: '″' }
  if (opens(before, both)) {
    // The same key within its own quotation means the inner marks.
    return opening(isOpen(before, double) && double[0] !== double[1] ? single : double, typography)
  }
  // Of two that are open, the later one.
  const innerLast = isOpen(before, single) && before.lastIndexOf(single[0]) > before.lastIndexOf(double[0])
  return closing(innerLast && isOpen(before, double) ? single : double, before, typography)
}

function singleQuote(before: string, after: string, typography: Typography): SetTyped {
  const both = pairs(typography)
  const { single } = both
  const last = before.at(-1) ?? ''
  // Minutes and feet: 51° 30′, 6′.
  if (DIGIT.test(last) && /(?:°\s?\p{N}+|(?:^|[\s(])\p{N}{1,2})$/u.test(before) && !isOpen(before, single))
    return { replaced: 0, text: '′' }
  if (opens(before, both)) return opening(single, typography)
  if (LETTER.test(last) && LETTER.test(after.at(0) ?? '')) return { replaced: 0, text: '’' }
  // Behind a word the sign closes what it has opened, and is an apostrophe otherwise.
  return isOpen(before, single) ? closing(single, before, typography) : { replaced: 0, text: '’' }
}

function opening([open]: Pair, { spaced }: Typography): SetTyped {
  return { replaced: 0, text: open === '«' && spaced ? open + spaced.tall : open }
}

function closing([, close]: Pair, before: string, { spaced }: Typography): SetTyped {
  if (close !== '»' || !spaced) return { replaced: 0, text: close }
  if (before.endsWith(' ')) return { replaced: 1, text: spaced.tall + close }
  return { replaced: 0, text: SPACES.test(before) ? close : spaced.tall + close }
}

function isOpen(before: string, [open, close]: Pair): boolean {
  if (open === close) return (before.split(open).length - 1) % 2 === 1
  const at = before.lastIndexOf(open)
  if (at < 0) return false
  const rest = before.slice(at + open.length)
  // An apostrophe has the shape of a closing mark; between letters it closes nothing.
  return close === '’' ? !/’(?![\p{L}\p{M}])/u.test(rest) : !rest.includes(close)
}

/** Two hyphens are the dash of the language, between numbers a short one; three are a long one. */
function dash(before: string, { dash: sign }: Typography): SetTyped | null {
  if (/[\u2013\u2014]$/.test(before)) return { replaced: 1, text: '—' }
  // At the start of a block hyphens are shorthand.
  if (!before.endsWith('-') || before.endsWith('--') || before === '-') return null
  return { replaced: 1, text: /\p{N}-$/u.test(before) ? '–' : sign }
}

function tallSign(char: string, before: string, { spaced }: Typography): SetTyped | null {
  if (!spaced) return null
  const space = char === ':' ? spaced.tall : spaced.before
  if (space === '' || before === '' || /[\s:;!?…(]$/.test(before.replace(/[ \u00a0\u202f]$/, '')) === true) return null
  // Addresses, times and smileys are no sentences.
  if (char === ':' && /(?:https?|mailto|\p{N})$/iu.test(before)) return null
  if (/[ ]$/.test(before)) return { replaced: 1, text: space + char }
  return /[\p{L}\p{N}»”)\]]$/u.test(before) ? { replaced: 0, text: space + char } : null
}

function guillemet(char: '»' | '«', before: string, typography: Typography): SetTyped | null {
  if (!typography.spaced) return null
  return char === '«' ? opening(['«', '»'], typography) : closing(['«', '»'], before, typography)
}
