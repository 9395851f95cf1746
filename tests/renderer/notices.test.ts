import { describe, expect, test } from 'vitest'
import { DEFAULT_PREFERENCES, type Host, type HostInfo } from '../../contract/host.ts'
import { fail, ok } from '../../core/result.ts'
import { createApp } from '../../renderer/app-store.ts'

function appOver(operations: Partial<Host>) {
  const app = createApp(
    { readSpelling: () => new Promise(() => {}), ...operations } as unknown as Host,
    {} as HostInfo,
    DEFAULT_PREFERENCES,
  )
  return { app, told: () => app.store.getState().notices }
}

describe('what the window tells', () => {
  test('a problem ends when the same thing of the same essay succeeds, and not before', async () => {
    let isFull = true
    const trashEssay = async () => (isFull ? fail('io', 'The disk is full.') : ok(null))
    const { app, told } = appOver({ trashEssay })
    const trash = async (essay: string) => {
      const done = await app.host.trashEssay({ essay })
      if (!done.ok) app.tell({ problem: done.problem })
    }
    await trash('one')
    await trash('one')
    expect(told()).toHaveLength(1)
    isFull = false
    await trash('two')
    expect(told()).toHaveLength(1)
    await trash('one')
    expect(told()).toEqual([])
  })

  test('problems and offers end with the screen, news does not; three stand at most', () => {
    const { app, told } = appOver({})
    for (const message of ['a', 'b', 'c', 'd']) app.tell({ problem: { code: 'io', message } })
    expect(told()).toHaveLength(3)
    app.tell({ news: 'Moved.', action: { label: 'Put it back', run: () => {} } })
    app.store.setState({ dialog: { kind: 'palette' } })
    expect(told()).toHaveLength(3)
    app.store.setState({ screen: { kind: 'desk' } })
    expect(told()).toEqual([])
  })
})
