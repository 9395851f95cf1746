import fc from 'fast-check'

/** A kind of text that has broken converters before; property tests run over each by its name. */
export interface TextClass {
  readonly name: string
  /** Pieces that are joined to one line, never empty; no control characters, newlines or lone surrogates. */
  readonly pieces: readonly string[]
}

const words = ['lamp', 'the', 'keeper', 'a', 'harbour', 'of', 'It', 'rains', 'oil', 'wick']

/** The stress classes. Each mixes its own pieces with plain words and spaces. */
export const TEXT_CLASSES: readonly TextClass[] = [
  { name: 'plain words', pieces: ['.', ',', ';', '?', '!', '—', '’'] },
  { name: 'asterisks and underscores', pieces: ['*', '**', '_', '__', '***', '*a*', '_b_', 'snake_case'] },
  { name: 'brackets and parentheses', pieces: ['[', ']', '(', ')', '[x]', '[x](y)', '![', '[^1]', '[ ]', '[x]:'] },
  {
    name: 'angle brackets and ampersands',
    pieces: [
      '<',
      '>',
      '&',
      '&amp;',
      '&lt;',
      '<b>',
      '</b>',
      '<!--',
      '-->',
      '<?',
      ']]>',
      '&#35;',
      '&nbsp;',
      '<p>',
      '</div>',
    ],
  },
  { name: 'backticks and tildes', pieces: ['`', '``', '```', '~', '~~', '~~~', '`a`', '~~b~~'] },
  { name: 'backslashes', pieces: ['\\', '\\\\', '\\*', '\\n', 'C:\\a\\b', '\\&'] },
  { name: 'pipes', pieces: ['|', '||', '|-|', '| a | b |', '\\|'] },
  {
    name: 'block starts',
    pieces: [
      '#',
      '##',
      '-',
      '+',
      '1.',
      '1)',
      '12.',
      '>',
      '=',
      '===',
      '---',
      ':::',
      '- [ ]',
      '1986.',
      '%',
      '***',
      'a.',
      '(i)',
      'iv)',
      '#.',
      '(@)',
      'A.',
    ],
  },
  { name: 'quotation marks', pieces: ['"', "'", '“', '”', '«', '»', '「', '」', '„', '‚'] },
  {
    name: 'bare addresses',
    pieces: [
      'https://example.org/a_b',
      'www.example.org',
      'a@example.org',
      'http://x.y/(z)',
      'mailto:a@b.c',
      'ftp://x',
    ],
  },
  { name: 'spaces', pieces: ['  ', '   ', ' ', '\t', '\u00a0', '\u2003', '\u200b', '\u3000'] },
  { name: 'accents and combining marks', pieces: ['é', 'e\u0301', 'ñ', 'Å', 'ı', 'ß', 'a\u0323\u0302', '\u0301'] },
  {
    name: 'Chinese, Japanese, Korean',
    pieces: ['これは', '「強調」', '漢字', '。', '、', '한국어', '中文', '（', '）', '・'],
  },
  { name: 'right to left', pieces: ['שלום', 'مرحبا', '\u200f', '\u202b', '\u202c', '،', '؟', '٣'] },
  { name: 'emoji and joiners', pieces: ['😀', '👩‍🚀', '🇩🇪', '❤️', '1️⃣', '\u200d', '\ufe0f', '👍🏽'] },
  { name: 'symbols', pieces: ['©', '€', '™', '°', '½', '→', '∑', '$', '^', '+', '=', '§', '¶', '†'] },
  { name: 'numbers', pieces: ['1', '2.', '3,000', '10%', '#1', '1)', '1.5', '2026-11-23', '12:30'] },
  { name: 'dashes and dots', pieces: ['-', '--', '---', '–', '—', '...', '…', '. . .', '-–-'] },
  { name: 'braces and templates', pieces: ['{', '}', '{{', '}}', '{%', '%}', '{#a .b}', '$\u007bx}', '{{<', '>}}'] },
  {
    name: 'colons and definitions',
    pieces: [':', '::', ': a', '[a]: b', '[^a]: c', ':smile:', 'key: value', '@cite', '[@a, p. 3]'],
  },
  { name: 'long words', pieces: ['Rindfleischetikettierungsüberwachung', 'a'.repeat(80), '1'.repeat(40), 'https'] },
  {
    name: 'odd characters',
    pieces: ['\u2028', '\u2029', '\ufeff', '\u00ad', '\ufffd', '\u{1f600}', '\u{10000}', '\ufdd0', '\u2060'],
  },
]

/** One line of text of a class, at least one character. */
export function lineOf(textClass: TextClass): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...textClass.pieces) },
    { weight: 2, arbitrary: fc.constantFrom(...words) },
    { weight: 2, arbitrary: fc.constant(' ') },
  )
  return fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''))
}

/** One line of text of any class. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: lineOf(TEXT_CLASSES[0] as TextClass) },
  ...TEXT_CLASSES.slice(1).map((textClass) => ({ weight: 1, arbitrary: lineOf(textClass) })),
)
