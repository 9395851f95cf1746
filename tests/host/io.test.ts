import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeIo } from '../../host/io.ts'
import { temporaryFolder } from './temporary-folder.ts'

describe('making folders on the real disk', () => {
  it('makes those above, and is content with what is there', async () => {
    const folder = temporaryFolder()
    await nodeIo.mkdir(join(folder, 'a', 'b', 'c'))
    expect(statSync(join(folder, 'a', 'b', 'c')).isDirectory()).toBe(true)
    await nodeIo.mkdir(join(folder, 'a', 'b'))
    await Promise.all([1, 2, 3, 4].map(() => nodeIo.mkdir(join(folder, 'x', 'y'))))
    expect(statSync(join(folder, 'x', 'y')).isDirectory()).toBe(true)
  })

  it('refuses where a file is in the way', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    mkdirSync(join(folder, 'there'))
    await expect(nodeIo.mkdir(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(nodeIo.mkdir(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })

  // Node's own recursive mkdir asks for ever below a folder that denies its own existence, as /proc does.
  it.skipIf(process.platform !== 'linux')('comes to an end where nothing can be made', async () => {
    await expect(nodeIo.mkdir('/proc/galley/a/b')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
