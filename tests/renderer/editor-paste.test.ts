import { undo } from '@tiptap/pm/history'
import { beforeAll, describe, expect, test } from 'vitest'
import { pasteAgainAsPlainText } from '../../renderer/editor/paste/paste.ts'
import { fetchPasteReader } from '../../renderer/editor/paste/paste-reader.ts'
import { pasteReceipt } from '../../renderer/editor/paste/paste-receipt.ts'
import { doc, p } from '../builders/nodes.ts'
import { paper } from '../builders/paper.ts'

beforeAll(async () => {
  await fetchPasteReader()
})

const rich = { html: '<h2>Rope</h2><p>wet <b>and</b> cold</p>', plain: 'Rope\nwet and cold' }

describe('the receipt of a paste', () => {
  test('stands until one writes on', () => {
    const sheet = paper(doc([p('One')]))
    sheet.select(4)
    sheet.paste(rich)
    expect(pasteReceipt(sheet.editor.state)?.came).toBe('1 heading, 1 paragraph')
    sheet.select(1)
    expect(pasteReceipt(sheet.editor.state)).not.toBeNull()
    sheet.type('x')
    expect(pasteReceipt(sheet.editor.state)).toBeNull()
  })
  test('stands where the paste brought notes, which the editor itself completes', () => {
    const sheet = paper(doc([p()]))
    sheet.paste({
      html: '<p>a<sup><a href="#f1" id="r1">1</a></sup></p><ol><li id="f1">n <a href="#r1">b</a></li></ol>',
      plain: 'a',
    })
    expect(pasteReceipt(sheet.editor.state)?.came).toBe('1 paragraph, 1 note')
    expect(sheet.doc.lastChild?.type.name).toBe('footnotes')
  })
  test('a phrase that came whole needs none', () => {
    const sheet = paper(doc([p()]))
    sheet.paste({ html: '<span style="color:red">slow</span>', plain: 'slow' })
    expect(pasteReceipt(sheet.editor.state)).toBeNull()
  })
  test('leads to the same text without marks, and typing before the paste is not undone with it', () => {
    const sheet = paper(doc([p()]))
    sheet.type('Tide: ')
    sheet.paste(rich)
    expect(pasteAgainAsPlainText(sheet.editor)).toBe(true)
    expect(sheet.doc.textContent).toBe('Tide: Rope\nwet and cold')
    expect(pasteReceipt(sheet.editor.state)).toBeNull()
    expect(pasteAgainAsPlainText(sheet.editor)).toBe(false)
  })
})

describe('an address', () => {
  const address = { plain: 'https://example.org/tide', html: '<a href="https://example.org/tide">The tide</a>' }
  test('pasted over words links them', () => {
    const sheet = paper(doc([p('see here now')]))
    sheet.select(5, 9)
    expect(sheet.paste(address)).toBe(true)
    expect(sheet.doc.toString()).toBe('doc(paragraph("see ", link("here"), " now"))')
    undo(sheet.editor.state, sheet.editor.view.dispatch)
    expect(sheet.doc.textContent).toBe('see here now')
  })
  test('is undone alone, however quickly one typed before and after it', () => {
    const sheet = paper(doc([p()]))
    const back = () => undo(sheet.editor.state, sheet.editor.view.dispatch)
    sheet.type('See ')
    sheet.paste(address)
    sheet.type(' now')
    back()
    expect(sheet.doc.textContent).toBe('See https://example.org/tide')
    back()
    expect(sheet.doc.textContent).toBe('See ')
  })
  test('is left as it is where text alone was asked for', () => {
    const sheet = paper(doc([p('see here now')]))
    sheet.select(5, 9)
    sheet.press('Shift-v')
    expect(sheet.paste(address)).toBe(false)
  })
})
