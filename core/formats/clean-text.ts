/** Text without the characters that no essay may hold. */
export interface CleanText {
  readonly text: string
  /** How many characters were taken out or replaced. */
  readonly bad: number
}

// Control characters but tab, newline, form feed and carriage return; DEL; the C1 range; U+FFFE and U+FFFF, which XML forbids.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const BAD = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu

// What BAD and carriage returns are looked for in: halves of pairs stand among whole pairs, but there is no quicker expression that tells them apart.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SUSPECT = /[\u0000-\u0008\u000b\u000d-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/

/**
 * Takes out control characters and noncharacters and puts U+FFFD where half of a surrogate pair stood alone, so that the text can
 * be written as JSON, XML and UTF-8. Carriage returns become newlines.
 */
export function cleanText(text: string): CleanText {
  if (!SUSPECT.test(text)) return { text, bad: 0 }
  let bad = 0
  let clean = text
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n')
  if (clean.search(BAD) < 0) return { text: clean, bad }
  clean = clean.replace(BAD, (char) => {
    bad++
    return /\p{Surrogate}/u.test(char) ? '\ufffd' : ''
  })
  return { text: clean, bad }
}
