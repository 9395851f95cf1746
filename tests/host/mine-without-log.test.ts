import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { textOf } from '../../core/essay/json.ts'
import { nodeIo } from '../../host/io.ts'
import { withBlocks } from '../builders/essay.ts'
import { good, testHost, working } from '../builders/host.ts'
import { p } from '../builders/nodes.ts'
import { fullDisk } from '../long/sessions/full-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'

it('keeps what “mine” saved without a journal, although the disk was full at closing and a sync client brought the older file back', async () => {
  const folder = temporaryFolder()
  const { io, setFull } = fullDisk(nodeIo)
  const { host, essaysFolder } = testHost(folder, { io })
  const made = await good(host.createEssay({ title: 'Lamp' }))
  await good(host.closeEssay({ essay: made.essay, generation: made.generation }))
  const path = join(essaysFolder, 'Lamp.essay')
  const old = readFileSync(path)
  const opened = await good(host.openEssay({ essay: made.essay }))
  // Another program's text.
  const { host: other } = testHost(temporaryFolder())
  const theirs = await good(other.createEssay({ title: 'Lamp' }))
  const { bytes } = await good(other.packEssay(working(theirs, withBlocks(theirs.document, p('Theirs.')))))
  writeFileSync(path, bytes)
  const mine = working(opened, withBlocks(opened.document, p('Mine alone.')))
  await good(host.resolveChange({ ...mine, choice: 'mine' }))
  setFull(true)
  await host.closeEssay({ essay: opened.essay, generation: opened.generation })
  await host.close()
  writeFileSync(path, old)
  setFull(false)

  const { host: next } = testHost(folder, { io })
  const again = await good(next.openEssay({ essay: await good(next.refOfPath(path)) }))
  const { versions } = await good(next.listVersions({ essay: again.essay }))
  const texts = await Promise.all(
    versions.map(async ({ version }) => textOf((await good(next.readVersion({ essay: again.essay, version }))).body)),
  )
  expect([textOf(again.document.body), ...texts].join('\n')).toContain('Mine alone.')
  await next.close()
  await other.close()
})
