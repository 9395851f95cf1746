import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { textOf } from '../../core/essay/json.ts'
import type { Problem } from '../../core/result.ts'
import { type EssaySession, openSession } from '../../renderer/session/essay-session.ts'
import { picture } from '../builders/essay.ts'
import { type JournalHost, journalHost, settled } from '../builders/journal-host.ts'

const FULL: Problem = { code: 'disk-full', message: 'The disk is full.' }
const open = (fake: JournalHost): EssaySession =>
  openSession(fake.host, fake.opened, (problem) => {
    throw new Error(problem.message)
  })

/** Types at the end of the first paragraph, a key at a time. */
function type(session: EssaySession, text: string): void {
  for (const char of text) {
    const { state, view } = session.editor
    view.dispatch(state.tr.insertText(char, (state.doc.firstChild?.nodeSize ?? 2) - 1))
  }
}
const words = (essay: { body: Parameters<typeof textOf>[0] }) => textOf(essay.body)
const protection = (session: EssaySession) => session.store.getState().protection.kind
const file = (session: EssaySession) => session.store.getState().file.kind
const pass = async (milliseconds: number) => {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await settled()
}

/** Holds every save of the host until the function that it returns is called. */
function holdSave(fake: JournalHost): () => void {
  const { saveEssay } = fake.host
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  fake.host.saveEssay = async (input) => {
    await held
    return saveEssay(input)
  }
  return letGo
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what is typed goes into the journal', () => {
  test('a rest after the last key, and says protected only when the host has acknowledged it', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    expect(protection(session)).toBe('protected')
    fake.silent = true
    type(session, ' burns')
    expect(protection(session)).toBe('waiting')
    await pass(299)
    expect(fake.journal).toHaveLength(0)
    await pass(1)
    expect(fake.journal).toHaveLength(1)
    expect(protection(session)).toBe('waiting')
    await fake.letGo()
    expect(protection(session)).toBe('protected')
    expect(words(fake.recovered())).toBe('A lamp burns')
    // Keys that follow each other in one place are one step.
    expect(fake.journal[0]?.steps).toHaveLength(1)
    expect(fake.saves).toHaveLength(0)
  })

  test('within a second while somebody types without a rest', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    for (let key = 0; key < 30; key++) {
      type(session, 'x')
      await pass(100)
    }
    expect(fake.journal.length).toBeGreaterThanOrEqual(2)
    expect(fake.journal[0]?.steps).toHaveLength(1)
    expect(words(fake.recovered()).length).toBeGreaterThanOrEqual('A lamp'.length + 20)
  })

  test('between two keys while somebody types quickly, so that it holds up neither', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    const waits: number[] = []
    for (let key = 0; key < 40; key++) {
      type(session, 'x')
      for (let after = 0; after < 70; after++) {
        const { length } = fake.journal
        await pass(1)
        if (fake.journal.length > length) waits.push(after + 1)
      }
    }
    expect(waits.length).toBeGreaterThanOrEqual(4)
    for (const wait of waits) {
      expect(wait).toBeGreaterThanOrEqual(20)
      expect(wait).toBeLessThanOrEqual(40)
    }
  })

  test('what was typed while a request was under way is not called protected, and goes in order', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    fake.silent = true
    type(session, ' one')
    await pass(300)
    type(session, ' two')
    session.change({ metadata: { ...session.store.getState().metadata, title: 'Lamps' } })
    await pass(300)
    expect(fake.journal).toHaveLength(1)
    await fake.letGo()
    expect(fake.journal.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 3],
    ])
    expect(protection(session)).toBe('protected')
    expect(words(fake.recovered())).toBe('A lamp one two')
    expect(fake.recovered().metadata.title).toBe('Lamps')
  })

  test('a paste of more than two kilobytes and a picture go at once', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    const { state, view } = session.editor
    view.dispatch(state.tr.insertText('x'.repeat(3_000), 1))
    expect(fake.journal).toHaveLength(1)
    await settled()
    session.addAsset(picture(7).asset)
    expect(fake.journal).toHaveLength(2)
    await settled()
    expect(fake.recovered().assets).toHaveLength(1)
  })

  test('leaving the window sends what waits, and says what is still at stake', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    type(session, '!')
    await session.protect()
    fake.silent = true
    type(session, '?')
    await pass(300)
    type(session, ' Gone')
    expect(session.unprotected()).toHaveLength(2)
    void session.protect('parting')
    // The page may end now: everything was sent, without waiting for the answer to what was sent before.
    expect(fake.journal.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(words(fake.recovered())).toBe('A lamp!? Gone')
    // And if the page stays after all, sending them again does no harm.
    await fake.letGo()
    expect(words(fake.recovered())).toBe('A lamp!? Gone')
    expect(session.unprotected()).toEqual([])
    expect(protection(session)).toBe('protected')
  })
})

describe('the file', () => {
  const recovered = { sentence: 'One word was recovered.', when: 1, choice: null }

  test('takes recovered text that nobody touched when the essay is left, and not before', async () => {
    const fake = journalHost(['A lamp'], { recovered })
    const session = open(fake)
    await session.save()
    await pass(60_000)
    expect(fake.saves).toHaveLength(0)
    session.dismissRecovery()
    await session.save({ leaving: true })
    expect(fake.saves).toHaveLength(1)
    expect(session.isBehind()).toBe(false)
  })

  test('does not take it while it is not decided which text goes on', async () => {
    const choice = { words: 2, theirWords: 1, theirTime: 1 }
    const fake = journalHost(['A lamp'], { recovered: { ...recovered, choice } })
    await open(fake).save({ leaving: true })
    expect(fake.saves).toHaveLength(0)
  })

  test('that is written for more than ten seconds is said to be, until it ends', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    type(session, '!')
    const end = holdSave(fake)
    const save = session.save({ byHand: true })
    await pass(9_900)
    expect(session.store.getState().file).toEqual({ kind: 'saving', isLate: false })
    await pass(200)
    expect(session.store.getState().file).toEqual({ kind: 'saving', isLate: true })
    expect(protection(session)).toBe('protected')
    end()
    await save
    expect(file(session)).toBe('on-disk')
    await pass(20_000)
    expect(file(session)).toBe('on-disk')
  })
})

describe('a journal that fails', () => {
  test('is said, is tried again, and loses nothing of what was typed meanwhile', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    fake.failing.journal = FULL
    type(session, ' one')
    await pass(300)
    expect(protection(session)).toBe('problem')
    type(session, ' two')
    await pass(300)
    // A request that may have arrived is never changed before it is sent again.
    expect(fake.journal[1]).toEqual(fake.journal[0])
    expect(protection(session)).toBe('problem')
    fake.failing.journal = null
    await pass(15_000)
    expect(protection(session)).toBe('protected')
    expect(words(fake.recovered())).toBe('A lamp one two')
  })

  test('an answer that got lost does no harm', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    const { writeJournal } = fake.host
    let isLost = true
    fake.host.writeJournal = async (input) => {
      const answer = await writeJournal(input)
      if (!isLost) return answer
      isLost = false
      return { ok: false, problem: { code: 'gone', message: 'No answer.' } }
    }
    const again = open(fake)
    session.end()
    type(again, ' one')
    again.change({ metadata: { ...again.store.getState().metadata, title: 'T' } })
    await pass(300)
    type(again, ' two')
    await pass(2_000)
    expect(words(fake.recovered())).toBe('A lamp one two')
    expect(protection(again)).toBe('protected')
  })

  test('that lacks something gets the whole essay, with what was typed since', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    type(session, ' one')
    await pass(300)
    fake.failing.journal = { code: 'conflict', message: 'The journal lacks changes.' }
    type(session, ' two')
    const sent = session.protect()
    type(session, ' three')
    fake.failing.journal = null
    await sent
    await pass(300)
    expect(words(fake.recovered())).toBe('A lamp one two three')
    expect(protection(session)).toBe('protected')
  })

  test('that refuses even the whole essay is not asked for ever, and the words stay unprotected', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    const elsewhere: Problem = { code: 'conflict', message: 'This essay was opened again in another window.' }
    fake.failing = { journal: elsewhere, save: elsewhere }
    type(session, ' one')
    await pass(300)
    const sent = fake.journal.length
    expect(protection(session)).toBe('problem')
    await pass(120_000)
    expect(fake.journal.length).toBeLessThanOrEqual(sent + 2)
    expect(session.unprotected()).not.toEqual([])
  })

  test('a host that does not answer for five seconds is a problem', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    fake.silent = true
    type(session, ' one')
    await pass(5_299)
    expect(protection(session)).toBe('waiting')
    await pass(1)
    expect(protection(session)).toBe('problem')
    await fake.letGo()
    expect(protection(session)).toBe('protected')
  })
})

test('after 200 steps, or a minute, the whole essay is sent, so that a recovery has little to put back', async () => {
  const fake = journalHost(['A lamp'])
  const session = open(fake)
  for (let key = 0; key < 210; key++) {
    const { state, view } = session.editor
    // In two places by turns: no two keys are one step.
    view.dispatch(state.tr.insertText('x', key % 2 === 0 ? 1 : (state.doc.firstChild?.nodeSize ?? 2) - 1))
  }
  await pass(300)
  expect(fake.journal.at(-1)?.snapshot).not.toBeNull()
  type(session, 'a')
  await pass(300)
  expect(fake.journal.at(-1)?.snapshot).toBeNull()
  await pass(60_000)
  type(session, 'b')
  await pass(300)
  expect(fake.journal.at(-1)?.snapshot).not.toBeNull()
  expect(words(fake.recovered())).toBe(words(session.document()))
})

describe('the file', () => {
  test('is written after 30 seconds of rest, with the number of the last change that it holds', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    type(session, ' burns')
    await pass(29_000)
    type(session, '.')
    await pass(29_999)
    expect(fake.saves).toHaveLength(0)
    expect(file(session)).toBe('behind')
    await pass(1)
    expect(fake.saves).toHaveLength(1)
    expect(fake.saves[0]?.sequence).toBe(fake.last())
    expect(file(session)).toBe('on-disk')
  })

  test('is said to hold only what the save captured', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    type(session, ' one')
    const answer = holdSave(fake)
    const saving = session.save({ byHand: true })
    await settled()
    type(session, ' two')
    answer()
    await saving
    expect(file(session)).toBe('behind')
    expect(session.isBehind()).toBe(true)
    expect(fake.kept).toHaveLength(0)
  })

  test('a save by hand keeps a version; a save protects, too, where the journal cannot', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    fake.failing.journal = FULL
    type(session, ' one')
    await pass(300)
    expect(protection(session)).toBe('problem')
    await session.save({ byHand: true })
    await settled()
    expect(file(session)).toBe('on-disk')
    expect(protection(session)).toBe('protected')
    expect(fake.kept).toHaveLength(1)
  })

  test('a failed save stays in sight while somebody types on, and the text stays protected', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    fake.failing.save = FULL
    type(session, ' one')
    await session.save()
    expect(file(session)).toBe('problem')
    type(session, ' two')
    await pass(300)
    expect(file(session)).toBe('problem')
    expect(protection(session)).toBe('protected')
    fake.failing.save = null
    await session.save()
    expect(file(session)).toBe('on-disk')
  })

  test('that another program changed is written over by nobody who did not ask', async () => {
    const fake = journalHost(['A lamp'])
    const session = open(fake)
    type(session, ' one')
    fake.file = 'changed'
    await session.checkFile()
    await pass(300_000)
    await session.save()
    expect(fake.saves).toHaveLength(0)
    expect(session.store.getState().outside).toBe('changed')
  })

  test('is left alone by text that was only recovered, until the person saves or writes', async () => {
    const recovered = { sentence: 'Two words were recovered.', when: 1, choice: null }
    const fake = journalHost(['A lamp'], { recovered })
    const session = open(fake)
    expect(file(session)).toBe('behind')
    await pass(300_000)
    await session.save()
    expect(fake.saves).toHaveLength(0)
    await session.save({ byHand: true })
    expect(fake.saves).toHaveLength(1)
    expect(session.store.getState().recovered).toBeNull()
  })

  test.each([
    { readOnly: { reason: 'newer-format' as const, sentence: 'A newer Galley wrote it.' } },
    { recovered: { sentence: 'It changed.', when: 1, choice: { words: 1, theirWords: 2, theirTime: 1 } } },
  ])('and the journal get nothing from an essay that may not be written: %j', async (changes) => {
    const fake = journalHost(['A lamp'], changes)
    const session = open(fake)
    expect(session.editor.isEditable).toBe(false)
    session.change({ metadata: { ...session.store.getState().metadata, title: 'Not mine' } })
    type(session, '!')
    await pass(60_000)
    await session.save({ byHand: true })
    expect(session.store.getState().metadata.title).toBe('')
    expect([fake.saves, fake.journal, fake.kept, session.unprotected()]).toEqual([[], [], [], []])
  })
})
