import { redo as historyRedo } from '@tiptap/pm/history'
import { Step } from '@tiptap/pm/transform'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Host, OpenedEssay } from '../../contract/host.ts'
import type { Essay } from '../../core/essay/essay.ts'
import { schema } from '../../core/essay/schema.ts'
import type { App } from '../../renderer/app-store.ts'
import { setFigure } from '../../renderer/editor/figure/figure-commands.ts'
import { DetailsStep } from '../../renderer/editor/history/details-step.ts'
import { redo, undo } from '../../renderer/editor/history/undo.ts'
import { addCredit, changePerson } from '../../renderer/page/details/people.ts'
import { applyMend } from '../../renderer/session/apply-fix.ts'
import { type EssaySession, openSession } from '../../renderer/session/essay-session.ts'
import { buildEssay, withBlocks } from '../builders/essay.ts'
import { figure, p } from '../builders/nodes.ts'

let saves = 0
const host = {
  writeJournal: async ({ to }: { to: number }) => ({ ok: true, value: { sequence: to, protectedAt: 1 } }),
  saveEssay: async () => {
    saves++
    return { ok: true, value: { revision: saves, fileName: 'Essay.essay', savedAt: 1, bytes: 1, hash: '' } }
  },
} as unknown as Host

function session(): EssaySession {
  saves = 0
  const built = withBlocks(buildEssay({ text: ['One two three'] }).essay, figure({ alt: '' }), p('End'))
  const message = { author: 'Ana', time: '', text: 'Well said.' }
  const document = { ...built, threads: [{ id: 't', resolved: false, messages: [message] }] }
  const opened = {
    essay: 'e',
    generation: 'g',
    revision: 0,
    fileName: 'Essay.essay',
    assetBase: '/asset/',
    document,
    recovered: null,
    readOnly: null,
    isAside: false,
  } as unknown as OpenedEssay
  const one = openSession(host, opened, (problem) => {
    throw new Error(problem.message)
  })
  // Mounting does this where there is a document.
  const { editor } = one
  editor.view.updateState(editor.state.reconfigure({ plugins: editor.extensionManager.plugins }))
  return one
}

const back = ({ editor }: EssaySession) => undo(editor.state, editor.view.dispatch)
const again = ({ editor }: EssaySession) => redo(editor.state, editor.view.dispatch)
const retitle = (one: EssaySession, title: string) =>
  one.change({ metadata: { ...one.store.getState().metadata, title } })
const type = ({ editor }: EssaySession, text: string, at = 1) =>
  editor.view.dispatch(editor.state.tr.insertText(text, at))
const figurePos = ({ editor }: EssaySession) => editor.state.doc.child(0).nodeSize

afterEach(() => {
  vi.useRealTimers()
})

describe('one history over text, figures, details and people', () => {
  test('undo goes back through all of them in order, across saves, and redo forth', async () => {
    const one = session()
    const states = [one.document()]
    const did = async (change: () => void) => {
      change()
      states.push(one.document())
      await one.save()
    }
    await did(() => type(one, 'Zero '))
    await did(() => retitle(one, 'A title'))
    await did(() => setFigure(one.editor, figurePos(one), { alt: 'A lamp', license: 'CC BY 4.0' }))
    await did(() => one.change(addCredit(one.store.getState(), 'Mira', 'author')))
    await did(() => type(one, 'More '))
    await did(() => one.change(changePerson(one.store.getState(), 'mira', { bio: 'Writes.' })))
    await did(() => one.change({ metadata: { ...one.store.getState().metadata, tags: ['film'] } }))
    expect(saves).toBe(states.length - 1)
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(states.length)

    for (const state of states.slice(0, -1).toReversed()) {
      expect(back(one)).toBe(true)
      expect(one.document()).toEqual(state)
    }
    expect(back(one)).toBe(false)
    for (const state of states.slice(1)) {
      expect(again(one)).toBe(true)
      expect(one.document()).toEqual(state)
    }
    expect(historyRedo(one.editor.state)).toBe(false)
  })

  test('an undone detail is a change that is saved', async () => {
    const one = session()
    retitle(one, 'A title')
    await one.save()
    back(one)
    expect(one.store.getState().file.kind).toBe('behind')
    expect(one.unprotected()).toHaveLength(1)
    await one.save()
    expect(saves).toBe(2)
  })

  test('letters of one field in a row are one step, those of another or after a rest are not, and no letter joins the text', () => {
    vi.useFakeTimers({ now: 1_000_000 })
    const one = session()
    type(one, 'Zero ')
    for (const title of ['A', 'A t', 'A ti']) retitle(one, title)
    type(one, 'More ')
    retitle(one, 'A tit')
    vi.setSystemTime(1_010_000)
    retitle(one, 'A title')
    one.change({ metadata: { ...one.store.getState().metadata, excerpt: 'Short' } })
    const seen: string[] = []
    do
      seen.push(
        `${one.store.getState().metadata.title}|${one.store.getState().metadata.excerpt}|${one.editor.getText().slice(0, 10)}`,
      )
    while (back(one))
    expect(seen).toEqual([
      'A title|Short|More Zero ',
      'A title||More Zero ',
      'A tit||More Zero ',
      'A ti||More Zero ',
      'A ti||Zero One t',
      '||Zero One t',
      '||One two th',
    ])
  })

  test('a paste, a cut and a drop are steps of their own between words that are typed', () => {
    for (const uiEvent of ['paste', 'cut', 'drop']) {
      const one = session()
      type(one, 'Zero ')
      one.editor.view.dispatch(one.editor.state.tr.insertText('in ', 6).setMeta('uiEvent', uiEvent))
      type(one, 'x', 9)
      const seen: string[] = []
      do seen.push(one.editor.getText().slice(0, 12))
      while (back(one))
      expect(seen).toEqual(['Zero in xOne', 'Zero in One ', 'Zero One two', 'One two thre'])
    }
  })

  test('a paste in a field beside the text is a step of its own between letters of that field', () => {
    const one = session()
    const { metadata } = one.store.getState()
    one.change({ metadata: { ...metadata, title: 'A' } })
    one.change({ metadata: { ...metadata, title: 'A tide' } }, 'paste')
    one.change({ metadata: { ...metadata, title: 'A tide.' } })
    const seen: string[] = []
    do seen.push(one.store.getState().metadata.title)
    while (back(one))
    expect(seen).toEqual(['A tide.', 'A tide', 'A', ''])
  })

  test('the profile chosen is no part of it', () => {
    const one = session()
    one.change({ settings: { ...one.store.getState().settings, goal: 900 } })
    expect(back(one)).toBe(false)
    expect(one.store.getState().settings.goal).toBe(900)
  })

  test('written down as a step of the text it is one that changes nothing', () => {
    const step = new DetailsStep([{ part: 'metadata', field: 'title', before: '', after: 'A' }])
    const doc = schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, schema.text('One')))
    const read = Step.fromJSON(schema, JSON.parse(JSON.stringify(step)))
    expect(read.apply(doc).doc?.eq(doc)).toBe(true)
  })

  test('the undo beside a mend takes back the mend alone, never what was changed after it', () => {
    const one = session()
    const actions: (() => void)[] = []
    const news: string[] = []
    const app = {
      tell: (what: { news: string; action?: { run: () => void } }) => {
        news.push(what.news)
        if (what.action) actions.push(what.action.run)
      },
    } as unknown as App
    const shorter = (essay: Essay) => ({
      ...essay,
      body: { ...essay.body, content: essay.body.content?.slice(1) ?? [] },
    })
    applyMend(app, one, shorter, 'Done.')
    retitle(one, 'A title')
    actions[0]?.()
    expect(one.document().metadata.title).toBe('A title')
    expect(news.at(-1)).toContain('has changed since')
    applyMend(app, one, shorter, 'Done.')
    const blocks = one.editor.state.doc.childCount
    actions[1]?.()
    expect(one.editor.state.doc.childCount).toBe(blocks + 1)
  })

  test('comments are removed and come back by undo; the journal is told of them only where they changed', async () => {
    const said: unknown[] = []
    const journal = vi.spyOn(host, 'writeJournal').mockImplementation(async (input) => {
      said.push((input as { details: { threads?: unknown } | null }).details?.threads)
      return { ok: true, value: { sequence: input.to, protectedAt: 1 } }
    })
    const one = session()
    const before = one.document().threads
    expect(before.length).toBeGreaterThan(0)
    retitle(one, 'A title')
    await one.protect()
    one.change({ threads: [] })
    await one.protect()
    expect(one.document().threads).toEqual([])
    back(one)
    await one.protect()
    expect(one.document().threads).toBe(before)
    expect(said).toEqual([undefined, [], before])
    again(one)
    expect(one.document().threads).toEqual([])
    journal.mockRestore()
  })
})
