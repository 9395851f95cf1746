import { expect, it } from 'vitest'
import { type Io, nodeIo } from '../../host/io.ts'
import { withBlocks } from '../builders/essay.ts'
import { good, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { temporaryFolder } from './temporary-folder.ts'

it('says that a save is on the disk without waiting for its version, which the history and closing wait for', async () => {
  let now = Date.UTC(2026, 4, 4)
  let letGo = () => {}
  let gate: Promise<void> | null = null
  const io: Io = {
    ...nodeIo,
    async open(path, flags, mode) {
      if (gate && path.includes('objects') && flags === 'wx+') await gate
      return nodeIo.open(path, flags, mode)
    },
  }
  const { host } = testHost(temporaryFolder(), { io, now: () => now })
  const opened = await good(host.createEssay({ title: 'Lamp' }))
  const { document } = opened
  const first = await good(host.saveEssay(working(opened, withBlocks(document, p('One.')))))
  now += 11 * 60_000
  gate = new Promise((resolve) => {
    letGo = resolve
  })
  const second = { ...working(opened, withBlocks(document, p('One.'), p('Two.'))), revision: first.revision }
  // Would never end if it waited for the version.
  await good(host.saveEssay(second))
  const third = {
    ...working(opened, withBlocks(document, p('One.'), p('Two.'), p('Three.'))),
    revision: first.revision + 1,
  }
  let isSaved = false
  const savedAgain = good(host.saveEssay(third)).finally(() => {
    isSaved = true
  })
  let isListed = false
  const listed = good(host.listVersions({ essay: opened.essay })).finally(() => {
    isListed = true
  })
  let isClosed = false
  const closed = good(host.closeEssay({ essay: opened.essay, generation: opened.generation })).finally(() => {
    isClosed = true
  })
  // Long enough for a save that waits for nothing.
  for (let round = 0; round < 300 && !isSaved; round++) await good(host.peekEssay({ essay: opened.essay }))
  expect([isSaved, isListed, isClosed]).toEqual([false, false, false])
  letGo()
  await savedAgain
  expect((await listed).versions.map(({ cause }) => cause)).toContain('time')
  await closed
  await host.close()
})
