import { undo, undoDepth } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, type Transaction } from '@tiptap/pm/state'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeJson } from '../../core/essay/json.ts'
import { editorActions } from '../../renderer/editor/actions.ts'
import { type FigureAttrs, figuresOf, setFigure } from '../../renderer/editor/figure/figure-commands.ts'
import { openFind, replaceAll, searchFor } from '../../renderer/editor/find/find-commands.ts'
import { DetailsStep } from '../../renderer/editor/history/details-step.ts'
import { editLanguage, languageEditing, setLanguage } from '../../renderer/editor/language/language.ts'
import { editLink, linkEditing, removeLink, setLink } from '../../renderer/editor/link/link.ts'
import { moveSection } from '../../renderer/editor/move/move-blocks.ts'
import { pasteAgainAsPlainText } from '../../renderer/editor/paste/paste.ts'
import { fetchPasteReader } from '../../renderer/editor/paste/paste-reader.ts'
import { chooseFigure, choosingFigure, referTo } from '../../renderer/editor/references/figure-references.ts'
import { everyBlock, expectWhole, ONE_OF_EACH } from '../builders/every-block.ts'
import { doc } from '../builders/nodes.ts'
import { type Paper, paper } from '../builders/paper.ts'

beforeAll(async () => {
  await fetchPasteReader()
})

const names = Object.keys(ONE_OF_EACH)

/** Everything that is written, without spaces: what no key at a border may take away. */
const letters = (body: Node) => body.textBetween(0, body.content.size, '', '').replace(/\s/g, '')

describe('the borders of blocks', () => {
  const pairs = names.flatMap((above) => names.map((below) => [above, below] as const))
  test.each(pairs)('%s above %s: Enter, Backspace and Delete lose no text and keep the schema', (above, below) => {
    const body = doc([ONE_OF_EACH[above] as NodeJson, ONE_OF_EACH[below] as NodeJson])
    const sheet = paper(body)
    const before = sheet.doc
    const places: number[] = []
    before.descendants((block, pos) => {
      if (block.isTextblock) places.push(pos + 1, pos + 1 + block.content.size)
      return !block.isTextblock
    })
    for (const keys of ['Enter', 'Backspace', 'Delete']) {
      for (const place of places) {
        sheet.select(place)
        const { parentOffset, parent } = sheet.editor.state.selection.$from
        // Within a block these keys take a letter, as they should.
        if (keys === 'Backspace' && parentOffset > 0) continue
        if (keys === 'Delete' && parentOffset < parent.content.size) continue
        sheet.press(keys)
        sheet.doc.check()
        expect(letters(sheet.doc), `${keys} at ${place}: ${sheet.doc}`).toBe(letters(before))
        sheet.press(keys)
        sheet.doc.check()
        if (keys === 'Enter') expect(letters(sheet.doc)).toBe(letters(before))
        while (undoDepth(sheet.editor.state) > 0) undo(sheet.editor.state, sheet.editor.view.dispatch)
        expect(sheet.doc.toJSON()).toEqual(before.toJSON())
      }
    }
  })
})

/** What the card of a figure may say. */
const FIELDS: Readonly<Record<string, Partial<FigureAttrs>>> = {
  alt: { alt: 'A quay' },
  decorative: { decorative: true },
  license: { license: 'CC0 1.0', permission: 'free-licence' },
  layout: { layout: 'wide' },
}

const place = fc.nat(400)
const change = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('action' as const),
      name: fc.constantFrom(...editorActions.filter(({ id }) => !/^edit\.(undo|redo)$/.test(id)).map(({ id }) => id)),
      from: place,
      length: fc.nat(60),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('key' as const),
      name: fc.constantFrom('Enter', 'Shift-Enter', 'Backspace', 'Delete', 'Tab', 'Shift-Tab', 'Mod-Enter'),
      from: place,
      length: fc.constantFrom(0, 0, 5, 40),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      name: fc.constantFrom('"so" -- ', '## ', '- ', '> ', '**b** ', '[ ] ', '```js ', "it's..."),
      from: place,
      length: fc.constantFrom(0, 10),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('paste' as const),
      name: fc.constantFrom(
        '<p>a</p><ul><li>b</li></ul>',
        '<p>n<sup><a href="#f" id="r">1</a></sup></p><ol><li id="f">note <a href="#r">x</a></li></ol>',
        '<table><tr><td>c</td></tr></table>',
        '<figure><img src="https://example.org/a.jpg" alt="a"><figcaption>cap</figcaption></figure>',
        '<b>w</b>',
        'again',
      ),
      from: place,
      length: fc.constantFrom(0, 20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('replace' as const),
      name: fc.constantFrom('e', 'one|two', '(.)o'),
      from: place,
      length: fc.constant(0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('details' as const),
      name: fc.constantFrom('title', 'standfirst', 'excerpt'),
      from: place,
      length: fc.constant(0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('figure' as const),
      name: fc.constantFrom('alt', 'decorative', 'license', 'layout', 'refer'),
      from: fc.nat(20),
      length: place,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('words' as const),
      name: fc.constantFrom('link', 'unlink', 'language'),
      from: place,
      length: fc.nat(12),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('section' as const),
      name: fc.constant(''),
      from: fc.nat(20),
      length: fc.nat(20),
    }),
  },
)
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never

/** Every edit that goes by way of a form, on the first words: random places seldom allow all. */
const BY_FORMS: Change[] = [
  { kind: 'words', name: 'link', from: 1, length: 3 },
  { kind: 'words', name: 'language', from: 1, length: 3 },
  { kind: 'words', name: 'unlink', from: 2, length: 0 },
  { kind: 'figure', name: 'refer', from: 0, length: 3 },
]
/** Those that were made in the whole run. */
const asked = new Set<string>()

function make(sheet: Paper, { kind, name, from, length }: Change): void {
  const { doc: body } = sheet
  const { state, view } = sheet.editor
  if (kind === 'section') {
    const headings = body.children.flatMap(({ type }, index) => (type.name === 'heading' ? [index] : []))
    const index = headings[from % (headings.length || 1)]
    if (index !== undefined) moveSection(index, length % (body.childCount + 1))(state, view.dispatch)
    return
  }
  if (kind === 'figure') {
    const all = figuresOf(body)
    const one = all[from % (all.length || 1)]
    if (!one) return
    if (name === 'refer') {
      sheet.select(length)
      if (!chooseFigure(sheet.editor.state, view.dispatch)) return
      const choosing = choosingFigure(sheet.editor.state)
      if (!choosing) throw new Error('does not ask for the figure')
      view.dispatch(referTo(sheet.editor.state, choosing, all.indexOf(one)) as Transaction)
      asked.add(name)
    } else setFigure(sheet.editor, one.pos, FIELDS[name] ?? {})
    return
  }
  if (kind === 'words') {
    sheet.select(from, from + length)
    if (name === 'language') {
      if (!editLanguage(sheet.editor.state, view.dispatch)) return
      const editing = languageEditing(sheet.editor.state)
      if (!editing) throw new Error('does not ask for the language')
      view.dispatch(setLanguage(sheet.editor.state, editing, 'fr'))
    } else {
      if (!editLink(sheet.editor.state, view.dispatch)) return
      const editing = linkEditing(sheet.editor.state)
      if (!editing) throw new Error('does not ask for the address')
      const { from: start, to } = editing
      if (name === 'unlink') view.dispatch(removeLink(sheet.editor.state, start, to))
      else view.dispatch(setLink(sheet.editor.state, start, to, 'example.org') as Transaction)
    }
    if (!sheet.doc.eq(body)) asked.add(name)
    return
  }
  if (kind === 'details') {
    view.dispatch(state.tr.step(new DetailsStep([{ part: 'metadata', field: name, before: '', after: `${from}` }])))
    return
  }
  const start = from % (body.content.size + 1)
  sheet.select(start, Math.min(body.content.size, start + length))
  if (length === 0 && from % 7 === 0) {
    const chosen = body.nodeAt(start)
    if (chosen && NodeSelection.isSelectable(chosen) && !chosen.isText)
      sheet.editor.view.dispatch(sheet.editor.state.tr.setSelection(NodeSelection.create(body, start)))
  }
  if (kind === 'action') {
    const action = editorActions.find(({ id }) => id === name)
    if (action?.can(sheet.editor)) action.run(sheet.editor)
  } else if (kind === 'key') sheet.press(name)
  else if (kind === 'type') sheet.type(name)
  else if (kind === 'paste') {
    if (name === 'again') pasteAgainAsPlainText(sheet.editor)
    else sheet.paste({ html: name, plain: 'plain' })
  } else {
    openFind(sheet.editor, { title: '', standfirst: '', cover: null }, true)
    searchFor(sheet.editor, {
      query: name,
      scope: null,
      options: { matchCase: false, wholeWords: false, expression: true },
    })
    replaceAll(sheet.editor, '$1x')
    searchFor(sheet.editor, { open: false })
  }
}

test('random editing with every command, key, paste and replacement keeps schema, notes and references to figures, and undo of everything returns the first essay', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 15 }), (changes) => {
      const sheet = paper(everyBlock())
      const first = sheet.doc
      for (const one of changes) {
        make(sheet, one)
        expectWhole(sheet.doc)
      }
      for (let guard = 0; undoDepth(sheet.editor.state) > 0 && guard < 300; guard++) {
        undo(sheet.editor.state, sheet.editor.view.dispatch)
        expectWhole(sheet.doc)
      }
      expect(sheet.doc.toJSON()).toEqual(first.toJSON())
    }),
    { numRuns: 40, examples: [[BY_FORMS]] },
  )
  expect([...asked].sort()).toEqual(['language', 'link', 'refer', 'unlink'])
})
