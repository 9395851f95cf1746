import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FolderLimits, readFolder } from '../../host/import/chosen-files.ts'
import { nodeIo } from '../../host/io.ts'
import { temporaryFolder } from './temporary-folder.ts'

const ENOUGH: FolderLimits = { files: 10, names: 100, depth: 3, bytes: 1_000 }

/** Two folders of three texts each, of ten bytes, and one script. */
function twoFolders(): string {
  const folder = temporaryFolder()
  for (const part of ['a', 'b']) {
    mkdirSync(join(folder, part))
    for (const name of ['1.md', '2.md', '3.md']) writeFileSync(join(folder, part, name), 'ten bytes.')
  }
  writeFileSync(join(folder, 'c.js'), 'x')
  return folder
}

describe('a folder to import', () => {
  it('is read whole within the limits, with nothing to say of what no import takes', async () => {
    const { files, refused } = await readFolder(twoFolders(), nodeIo, ENOUGH)
    expect(files).toHaveLength(6)
    expect(refused).toEqual([])
  })

  it.each([
    ['files', { ...ENOUGH, files: 4 }, 4, 'b/2.md'],
    ['bytes', { ...ENOUGH, bytes: 25 }, 2, 'a/3.md'],
    ['names', { ...ENOUGH, names: 3 }, 2, 'a/3.md'],
  ])('with too many %s is read up to there, and says once where it stopped', async (_what, limits, count, from) => {
    const folder = twoFolders()
    const { files, refused } = await readFolder(folder, nodeIo, limits)
    expect(files).toHaveLength(count)
    expect(refused).toEqual([
      { sourceName: basename(folder), message: expect.stringContaining(`From “${basename(folder)}/${from}” on`) },
    ])
  })
})
