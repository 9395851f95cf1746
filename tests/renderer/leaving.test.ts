import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OpenedEssay } from '../../contract/host.ts'
import { textOf } from '../../core/essay/json.ts'
import { fail, ok, type Problem, type Result } from '../../core/result.ts'
import type { App } from '../../renderer/app-store.ts'
import { runCommand } from '../../renderer/commands/registry.ts'
import { leaveEssay, showAsked, showDesk, showEssay } from '../../renderer/navigation.ts'
import type { EssaySession } from '../../renderer/session/essay-session.ts'
import { decideChange, reloadFromFile } from '../../renderer/session-banners/decisions.ts'
import { journalHost, settled } from '../builders/journal-host.ts'
import { laterAnswer, windowOf } from '../builders/window-of.ts'

const FULL: Problem = { code: 'disk-full', message: 'The disk is full.' }

function sessionOf(app: App): EssaySession {
  const { screen } = app.store.getState()
  if (screen.kind !== 'essay') throw new Error('no essay is open')
  return screen.session
}

/** Types at the end of the first paragraph, as far as the editor lets it: one without an element runs no plugins, so those that refuse are asked here. */
function type(session: EssaySession, text: string): void {
  const { state, view, extensionManager } = session.editor
  const key = state.tr.insertText(text, 1)
  const isTaken = extensionManager.plugins.every(
    (plugin) => plugin.spec.filterTransaction?.call(plugin, key, state) ?? true,
  )
  expect(isTaken).toBe(session.editor.isEditable)
  if (isTaken) view.dispatch(state.tr.insertText(text, (state.doc.firstChild?.nodeSize ?? 2) - 1))
}
const words = (essay: { body: Parameters<typeof textOf>[0] }) => textOf(essay.body)

/** As much of a page as leaving an essay looks at. */
const page = (more: object = {}) =>
  vi.stubGlobal('document', { activeElement: null, querySelector: () => null, createElement: () => ({}), ...more })

beforeEach(() => {
  page()
  vi.stubGlobal('window', { name: '' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** What the host opens instead. */
const other = (fake: ReturnType<typeof journalHost>, generation = 2): OpenedEssay => ({ ...fake.opened, generation })

describe('while it is decided which text goes on, no word is typed into a text that ends', () => {
  test.each(['theirs', 'both'] as const)('%s', async (choice) => {
    const fake = journalHost(['A lamp'])
    const later = laterAnswer<Result<OpenedEssay>>()
    const app = windowOf(fake, { resolveChange: () => later.answer })
    const session = sessionOf(app)
    type(session, ' one')
    const decided = decideChange(app, session, choice)
    type(session, ' lost')
    session.change({ metadata: { ...session.store.getState().metadata, title: 'Lost' } })
    expect(words(session.document())).toBe('A lamp one')
    expect(session.store.getState().metadata.title).toBe('')
    expect(session.editor.isEditable).toBe(false)
    later.give(ok(other(fake)))
    await decided
    expect(sessionOf(app)).not.toBe(session)
    expect(sessionOf(app).editor.isEditable).toBe(true)
  })

  test('a file that is read anew unasked', async () => {
    const fake = journalHost(['A lamp'])
    const later = laterAnswer<Result<OpenedEssay>>()
    const app = windowOf(fake, { resolveChange: () => later.answer })
    const session = sessionOf(app)
    const read = reloadFromFile(app, session)
    type(session, ' lost')
    expect(words(session.document())).toBe('A lamp')
    later.give(ok(other(fake)))
    await read
    expect(sessionOf(app)).not.toBe(session)
  })

  test('one may type on where it failed, and where the text here goes on', async () => {
    const fake = journalHost(['A lamp'])
    const answers = [fail('io', 'The disk failed.'), ok({ ...other(fake), generation: 1, revision: 1 })]
    const app = windowOf(fake, { resolveChange: async () => answers.shift() as Result<OpenedEssay> })
    const session = sessionOf(app)
    await decideChange(app, session, 'theirs')
    type(session, ' one')
    await decideChange(app, session, 'mine')
    type(session, ' two')
    expect(words(session.document())).toBe('A lamp one two')
  })

  test('a draft in a field keeps the file from being read anew unasked', async () => {
    const fake = journalHost(['A lamp'])
    const resolveChange = vi.fn()
    const app = windowOf(fake, { resolveChange })
    page({ querySelector: (what: string) => (what.includes('draft') ? {} : null) })
    await reloadFromFile(app, sessionOf(app))
    expect(resolveChange).not.toHaveBeenCalled()
  })

  test('another essay that was opened meanwhile stays', async () => {
    const fake = journalHost(['A lamp'])
    const later = laterAnswer<Result<OpenedEssay>>()
    const app = windowOf(fake, { resolveChange: () => later.answer, openEssay: async () => ok(other(fake, 9)) })
    const session = sessionOf(app)
    const decided = decideChange(app, session, 'theirs')
    await settled()
    await showEssay(app, 'another')
    const opened = sessionOf(app)
    later.give(ok(other(fake)))
    await decided
    expect(sessionOf(app)).toBe(opened)
    type(opened, '!')
    expect(words(opened.document())).toBe('A lamp!')
  })
})

describe('an essay that is left', () => {
  test('takes nothing more, so that nothing is typed that nobody keeps', async () => {
    const fake = journalHost(['A lamp'])
    const app = windowOf(fake)
    const session = sessionOf(app)
    fake.silent = true
    type(session, ' one')
    const left = leaveEssay(app)
    type(session, ' lost')
    await fake.letGo()
    expect(await left).toBe(true)
    expect(words(fake.recovered())).toBe('A lamp one')
    expect(words(fake.saves.at(-1)?.document ?? fake.opened.document)).toBe('A lamp one')
  })

  test('that is closed sends what was typed before, and takes nothing more', async () => {
    const fake = journalHost(['A lamp'])
    const session = sessionOf(windowOf(fake))
    fake.silent = true
    type(session, ' one')
    void session.protect()
    type(session, ' two')
    const closed = session.close()
    type(session, ' lost')
    expect(words(session.document())).toBe('A lamp one two')
    await fake.letGo()
    await closed
    expect(words(fake.recovered())).toBe('A lamp one two')
  })

  test('may be written in again when the person stays', async () => {
    const fake = journalHost(['A lamp'])
    const app = windowOf(fake)
    const session = sessionOf(app)
    fake.failing.save = FULL
    type(session, ' one')
    const left = leaveEssay(app)
    await settled()
    const { dialog } = app.store.getState()
    if (dialog?.kind !== 'leaving') throw new Error('nobody asked')
    dialog.onAnswer('stay')
    expect(await left).toBe(false)
    type(session, ' two')
    expect(words(session.document())).toBe('A lamp one two')
  })

  test('takes over what stands in a field first', async () => {
    const fake = journalHost(['A lamp'])
    const app = windowOf(fake)
    const session = sessionOf(app)
    const blur = vi.fn(() => {
      session.change({ metadata: { ...session.store.getState().metadata, tags: ['lamps'] } })
    })
    page({ activeElement: { matches: () => true, blur } })
    await showDesk(app)
    expect(fake.saves.at(-1)?.document.metadata.tags).toEqual(['lamps'])
    expect(app.store.getState().screen.kind).toBe('desk')
  })
})

describe('a leaving that the shell follows', () => {
  test('says when every word is protected, and shows the Desk at its end, so that nobody types into an essay that has ended', async () => {
    const app = windowOf(journalHost(['A lamp']))
    type(sessionOf(app), ' one')
    const said: string[] = []
    const { signal } = new AbortController()
    expect(await leaveEssay(app, { signal, say: (answer) => said.push(answer) })).toBe(true)
    expect(said).toEqual(['protected'])
    expect(app.store.getState().screen.kind).toBe('desk')
  })

  test('says that it asks, and not that all is protected where the journal fails', async () => {
    const fake = journalHost(['A lamp'])
    const app = windowOf(fake)
    fake.failing = { journal: FULL, save: FULL }
    type(sessionOf(app), ' one')
    const said: string[] = []
    void leaveEssay(app, { signal: new AbortController().signal, say: (answer) => said.push(answer) })
    await settled()
    expect(said).toEqual(['asks'])
  })

  test('lets the person write on at once when it is called off', async () => {
    const fake = journalHost(['A lamp'])
    const app = windowOf(fake)
    const session = sessionOf(app)
    fake.silent = true
    type(session, ' one')
    const off = new AbortController()
    const left = leaveEssay(app, { signal: off.signal, say: () => {} })
    off.abort()
    type(session, ' two')
    await fake.letGo()
    expect(await left).toBe(false)
    expect(sessionOf(app)).toBe(session)
    expect(words(session.document())).toBe('A lamp one two')
  })
})

describe('the question where to keep a text', () => {
  test('counts as “stay” when another dialog takes its place, and opening goes on', async () => {
    const fake = journalHost(['A lamp'])
    const openEssay = vi.fn(async () => ok(other(fake, 9)))
    const app = windowOf(fake, { openEssay })
    fake.failing.save = FULL
    type(sessionOf(app), ' one')
    const first = showEssay(app, 'another')
    await settled()
    expect(app.store.getState().dialog?.kind).toBe('leaving')
    app.store.setState({ dialog: { kind: 'shortcuts' } })
    await first
    expect(openEssay).not.toHaveBeenCalled()
    expect(app.store.getState().dialog?.kind).toBe('shortcuts')
    fake.failing.save = null
    await showEssay(app, 'another')
    expect(openEssay).toHaveBeenCalledTimes(1)
  })

  test('is asked where the journal fails and the file lacks words, too', async () => {
    const fake = journalHost(['A lamp'])
    const app = windowOf(fake)
    const session = sessionOf(app)
    fake.failing = { journal: FULL, save: FULL }
    fake.file = 'changed'
    await session.checkFile()
    type(session, ' one')
    const left = leaveEssay(app)
    await settled()
    const { dialog } = app.store.getState()
    if (dialog?.kind !== 'leaving') throw new Error('nobody asked')
    expect(dialog.waits).toBe('unprotected')
    dialog.onAnswer('stay')
    expect(await left).toBe(false)
  })
})

test('an essay that is asked for while another opens is opened after it; of several the last', async () => {
  const fake = journalHost(['A lamp'])
  const first = laterAnswer<Result<OpenedEssay>>()
  const asked: string[] = []
  const app = windowOf(fake, {
    openEssay: ({ essay }) => {
      asked.push(essay)
      return asked.length === 1 ? first.answer : Promise.resolve(ok({ ...other(fake, 9), essay }))
    },
  })
  const shown = showEssay(app, 'one')
  await settled()
  void showAsked(app, 'two')
  const last = showAsked(app, 'three')
  first.give(ok({ ...other(fake), essay: 'one' }))
  await Promise.all([shown, last])
  expect(asked).toEqual(['one', 'three'])
  expect(sessionOf(app).store.getState().opened.essay).toBe('three')
})

test('a command of the menu does nothing behind a dialog, like its keys', () => {
  const app = windowOf(journalHost(['A lamp']))
  app.store.setState({ dialog: { kind: 'palette' } })
  runCommand(app, 'help.shortcuts')
  expect(app.store.getState().dialog?.kind).toBe('palette')
  app.store.setState({ dialog: null })
  runCommand(app, 'help.shortcuts')
  expect(app.store.getState().dialog?.kind).toBe('shortcuts')
})
