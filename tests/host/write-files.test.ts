import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeIntoFolder } from '../../host/publish/write-files.ts'
import { type Faults, faultyIo } from './faulty-io.ts'
import { temporaryFolder } from './temporary-folder.ts'

const file = (path: string, text: string) => ({ path, content: new TextEncoder().encode(text) })
const both = (text: string) => [file('images/a.png', text), file('page.html', text)]

describe('replacing a publication', () => {
  it('does not say that nothing was written once a file was replaced', async () => {
    const folder = temporaryFolder()
    const faults: { -readonly [Key in keyof Faults]: Faults[Key] } = {}
    const io = faultyIo(faults)
    const write = (text: string) => writeIntoFolder(folder, both(text), { replace: true, io })
    expect((await write('old')).ok).toBe(true)
    const failAt = (name: string, path: string) => {
      faults.before = (call) => {
        if (call.name === name && call.path.includes(path)) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      }
    }
    failAt('write', 'a.png')
    expect(await write('new')).toMatchObject({ ok: false, problem: { safe: expect.stringMatching(/unchanged/) } })
    for (const call of ['write', 'lstat']) {
      failAt(call, 'page.html')
      const { problem } = (await write('new')) as { problem: { code: string; safe: string; next: string } }
      expect(problem).toEqual({
        code: 'disk-full',
        message: expect.stringContaining('page.html'),
        subject: 'page.html',
        safe: 'Pictures of the new version are in place already; the page beside them is still the old one.',
        next: expect.stringContaining('publish again'),
      })
      expect(readFileSync(join(folder, 'images/a.png'), 'utf8')).toBe('new')
      expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe('old')
    }
  })
})
