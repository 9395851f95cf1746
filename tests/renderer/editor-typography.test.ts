import { describe, expect, test } from 'vitest'
import type { TypographyStorage } from '../../renderer/editor/typography/typography.ts'
import { doc, marked, node, p } from '../builders/nodes.ts'
import { type Paper, paper } from '../builders/paper.ts'

const storageOf = (made: Paper): TypographyStorage => made.editor.storage.typography

function sheet(body = doc([p()]), language = 'en'): Paper {
  const made = paper(body)
  storageOf(made).language = language
  return made
}
const typed = (made: Paper, text: string) => {
  made.type(text)
  return made.doc.textContent
}

describe('typing', () => {
  test('sets quotes and dashes', () => {
    expect(typed(sheet(), '"It\'s -- well..."')).toBe('“It’s — well…”')
  })
  test('Backspace at once returns what was typed, and then takes it away as always', () => {
    const made = sheet()
    made.type('so--')
    expect(made.press('Backspace')).toBe(true)
    expect(made.doc.textContent).toBe('so--')
    made.type('"')
    expect(made.press('Backspace')).toBe(true)
    expect(made.doc.textContent).toBe('so--"')
    made.type('x"')
    made.select(2)
    made.select(8)
    made.press('Backspace')
    expect(made.doc.textContent).toBe('so--"x”')
  })
  test('never in code, nor where it is switched off, nor while an input method writes', () => {
    expect(typed(sheet(doc([node('codeBlock')])), '"a"--')).toBe('"a"--')
    const inLine = sheet(doc([p(marked('a', 'code'))]))
    inLine.select(2)
    expect(typed(inLine, '"')).toBe('a"')
    const off = sheet()
    storageOf(off).on = false
    expect(typed(off, '"a"')).toBe('"a"')
    const composing = sheet()
    Object.assign(composing.editor.view, { composing: true })
    expect(typed(composing, '"a"')).toBe('"a"')
  })
  test('in the language of the essay, the block, the span', () => {
    expect(typed(sheet(doc([p()]), 'de'), '"a"')).toBe('„a“')
    expect(typed(sheet(doc([node('paragraph', { lang: 'fr' })])), '"a"')).toBe('«\u00a0a\u00a0»')
    const span = sheet(doc([p(marked('a ', { type: 'language', attrs: { lang: 'sv', dir: null } }))]))
    span.select(3)
    expect(typed(span, '"')).toBe('a ”')
  })
  test('keeps the marks that one writes in', () => {
    const made = sheet(doc([p(marked('a ', 'bold'))]))
    made.select(3)
    made.type('"b"')
    expect(made.doc.toString()).toBe('doc(paragraph(bold("a “b”")))')
  })
  test('shorthand comes first', () => {
    const made = sheet()
    made.type('---')
    expect(made.doc.firstChild?.type.name).toBe('horizontalRule')
  })
})
