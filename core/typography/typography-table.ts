/** The signs by which a language sets speech apart. */
export interface QuoteSigns {
  /** Around a quotation: opening and closing. */
  readonly outer: readonly [open: string, close: string]
  /** Around a quotation within a quotation. */
  readonly inner: readonly [open: string, close: string]
}

/** How a language sets its text, as far as typing can help. */
export interface Typography {
  readonly quotes: QuoteSigns
  /** The dash between parts of a sentence that two hyphens stand for. */
  readonly dash: '—' | '–'
  /** No-break space before tall signs and inside guillemets: narrow (U+202F) or full (U+00A0); null where none is set. */
  readonly spaced: { readonly before: string; readonly tall: string } | null
  /** What a sign behind a letter is when another letter follows it; left out where such a sign is an apostrophe or closes. */
  readonly inWord?: Readonly<Record<string, string>>
}

const ENGLISH: QuoteSigns = { outer: ['“', '”'], inner: ['‘', '’'] }
const BRITISH: QuoteSigns = { outer: ['‘', '’'], inner: ['“', '”'] }
const LOW: QuoteSigns = { outer: ['„', '“'], inner: ['‚', '‘'] }
const LOW_HIGH: QuoteSigns = { outer: ['„', '”'], inner: ['‚', '’'] }
const GUILLEMETS: QuoteSigns = { outer: ['«', '»'], inner: ['“', '”'] }
const RIGHT: QuoteSigns = { outer: ['”', '”'], inner: ['’', '’'] }
const CORNERS: QuoteSigns = { outer: ['「', '」'], inner: ['『', '』'] }

const setting = (quotes: QuoteSigns, dash: '—' | '–' = '–', spaced: Typography['spaced'] = null): Typography => ({
  quotes,
  dash,
  spaced,
})

/** French puts a narrow no-break space before ; ! ? and a full one before the colon and inside guillemets (Lexique des règles typographiques). */
const FRENCH = setting({ outer: ['«', '»'], inner: ['“', '”'] }, '—', { before: '\u202f', tall: '\u00a0' })

/** Geresh and gershayim stand within abbreviations, and closing marks around speech (Academy of the Hebrew Language). */
const HEBREW: Typography = { ...setting(RIGHT, '–'), inWord: { '”': '\u05f4', '’': '\u05f3' } }

/**
 * By language tag, the longest that fits. After the customs that Unicode's CLDR collects (delimiters) and the house books of each language; where a language
 * has several, the commoner in print.
 */
const BY_LANGUAGE: Readonly<Record<string, Typography>> = {
  en: setting(ENGLISH, '—'),
  'en-GB': setting(BRITISH, '–'),
  'en-AU': setting(BRITISH, '–'),
  'en-NZ': setting(BRITISH, '–'),
  'en-ZA': setting(BRITISH, '–'),
  'en-IE': setting(BRITISH, '–'),
  de: setting(LOW),
  'de-CH': setting({ outer: ['«', '»'], inner: ['‹', '›'] }),
  'de-LI': setting({ outer: ['«', '»'], inner: ['‹', '›'] }),
  fr: FRENCH,
  'fr-CA': setting({ outer: ['«', '»'], inner: ['“', '”'] }, '—', { before: '', tall: '\u00a0' }),
  'fr-CH': setting({ outer: ['«', '»'], inner: ['‹', '›'] }, '–', { before: '\u202f', tall: '\u202f' }),
  es: setting(GUILLEMETS, '—'),
  'es-419': setting(ENGLISH, '—'),
  'es-MX': setting(ENGLISH, '—'),
  ca: setting(GUILLEMETS, '—'),
  gl: setting(GUILLEMETS, '—'),
  eu: setting(GUILLEMETS, '—'),
  it: setting(GUILLEMETS, '—'),
  'it-CH': setting({ outer: ['«', '»'], inner: ['‹', '›'] }),
  pt: setting(GUILLEMETS, '—'),
  'pt-BR': setting(ENGLISH, '—'),
  nl: setting({ outer: ['‘', '’'], inner: ['“', '”'] }),
  da: setting({ outer: ['»', '«'], inner: ['›', '‹'] }),
  nb: setting({ outer: ['«', '»'], inner: ['‘', '’'] }),
  nn: setting({ outer: ['«', '»'], inner: ['‘', '’'] }),
  no: setting({ outer: ['«', '»'], inner: ['‘', '’'] }),
  sv: setting(RIGHT),
  fi: setting(RIGHT),
  is: setting(LOW),
  et: setting(LOW),
  lv: setting({ outer: ['“', '”'], inner: ['‘', '’'] }),
  lt: setting(LOW),
  pl: setting({ outer: ['„', '”'], inner: ['«', '»'] }),
  cs: setting(LOW),
  sk: setting(LOW),
  sl: setting(LOW),
  hr: setting(LOW_HIGH),
  sr: setting(LOW),
  mk: setting(LOW),
  bg: setting(LOW),
  hu: setting({ outer: ['„', '”'], inner: ['»', '«'] }),
  ro: setting({ outer: ['„', '”'], inner: ['«', '»'] }),
  ru: setting({ outer: ['«', '»'], inner: ['„', '“'] }, '—'),
  uk: setting({ outer: ['«', '»'], inner: ['„', '“'] }, '—'),
  be: setting({ outer: ['«', '»'], inner: ['„', '“'] }, '—'),
  el: setting({ outer: ['«', '»'], inner: ['“', '”'] }, '—'),
  sq: setting({ outer: ['«', '»'], inner: ['“', '”'] }),
  tr: setting(ENGLISH, '–'),
  ar: setting({ outer: ['«', '»'], inner: ['“', '”'] }, '—'),
  fa: setting({ outer: ['«', '»'], inner: ['‹', '›'] }, '—'),
  ur: setting(ENGLISH, '—'),
  he: HEBREW,
  yi: HEBREW,
  ja: setting(CORNERS, '—'),
  'zh-Hant': setting(CORNERS, '—'),
}

/** How text of a language is set, by its BCP 47 tag; English where the language is unknown. */
export function typographyOf(language: string): Typography {
  const wanted = language.toLowerCase()
  for (let tag = wanted; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = BY_TAG.get(tag)
    if (found) return found
  }
  return BY_LANGUAGE.en as Typography
}

const BY_TAG: ReadonlyMap<string, Typography> = new Map(
  Object.entries(BY_LANGUAGE).map(([tag, value]) => [tag.toLowerCase(), value]),
)
