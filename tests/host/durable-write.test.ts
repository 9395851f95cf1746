import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { durableWrite } from '../../host/durable-write.ts'
import { type FileStamp, readStamped, sha256Of } from '../../host/file-stamp.ts'
import { errnoError, faultyIo } from './faulty-io.ts'
import { temporaryFolder } from './temporary-folder.ts'

const OLD = Buffer.from('the old text '.repeat(1_000))
const NEW = Buffer.from('the new text, which is longer '.repeat(1_000))

function oldFile(folder = temporaryFolder()): { folder: string; path: string } {
  const path = join(folder, 'Essay.essay')
  writeFileSync(path, OLD)
  return { folder, path }
}

async function stampOf(path: string): Promise<FileStamp> {
  const read = await readStamped(path, 1e9)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value.stamp
}

const temporaries = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.tmp'))

describe('durableWrite', () => {
  it('replaces a file, keeps its mode, leaves nothing beside it and reports what is there', async () => {
    const { folder, path } = oldFile()
    chmodSync(path, 0o640)
    const io = faultyIo()
    const written = await durableWrite(path, NEW, { mode: 'replace', expected: await stampOf(path), io })
    expect(written).toMatchObject({ ok: true, value: { twins: false, stamp: { sha256: sha256Of(NEW) } } })
    expect(readFileSync(path)).toEqual(NEW)
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['Essay.essay'])
    // The order is the protocol: flushed and read back before the one rename, the folder flushed after it.
    const order = io.calls.map((call) => call.name).filter((name) => ['write', 'sync', 'read', 'rename'].includes(name))
    expect(order).toEqual(['write', 'sync', 'read', 'read', 'rename', 'sync'])
    expect(io.calls.findLast((call) => call.name === 'sync')?.path).toBe(folder)
  })

  it('never opens the target itself for writing', async () => {
    const { path } = oldFile()
    const io = faultyIo()
    await durableWrite(path, NEW, { mode: 'replace', io })
    const written = io.calls.filter((call) => call.name === 'write').map((call) => call.path)
    expect(written).toHaveLength(1)
    expect(written[0]).toMatch(/\/\.~Essay\.essay\.[0-9a-f]{12}\.tmp$/)
  })

  it('keeps old or new at a failure of any call, says which, and leaves no temporary file', async () => {
    const errnos = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'ESTALE']
    let points = 0
    for (const mode of ['replace', 'create'] as const) {
      const probe = faultyIo()
      const first = mode === 'replace' ? oldFile().path : join(temporaryFolder(), 'Essay.essay')
      expect((await durableWrite(first, NEW, { mode, io: probe })).ok).toBe(true)
      for (let call = 1; call <= probe.calls.length; call++) {
        for (const errno of errnos) {
          const folder = temporaryFolder()
          const path = join(folder, 'Essay.essay')
          if (mode === 'replace') writeFileSync(path, OLD)
          const io = faultyIo({ failAt: { call, errno } })
          const result = await durableWrite(path, NEW, { mode, io })
          const now = existsSync(path) ? readFileSync(path) : null
          const place = `${mode} ${errno} at ${call} ${io.calls[call - 1]?.name}`
          expect(
            [OLD, NEW, null].some((whole) => (whole === null ? now === null : now?.equals(whole))),
            place,
          ).toBe(true)
          if (result.ok) expect(now?.equals(NEW), place).toBe(true)
          else if (!result.problem.safe?.startsWith('The new version is in place'))
            expect(now === null ? 'nothing' : now.equals(OLD) ? 'old' : 'new', place).toBe(
              mode === 'replace' ? 'old' : 'nothing',
            )
          // A temporary file may stay only where the very call that removes it failed.
          if (io.calls[call - 1]?.name !== 'unlink') expect(temporaries(folder), place).toEqual([])
          points++
        }
      }
    }
    expect(points).toBeGreaterThan(100)
  })

  it.each([0, 1, 4_096, OLD.length, NEW.length - 1])(
    'keeps the old file when the disk is full after %i bytes and stays full',
    async (fullAfter) => {
      const { folder, path } = oldFile()
      const result = await durableWrite(path, NEW, { mode: 'replace', io: faultyIo({ fullAfter }) })
      expect(result).toMatchObject({ ok: false, problem: { code: 'disk-full', subject: 'Essay.essay' } })
      expect(readFileSync(path)).toEqual(OLD)
      expect(readdirSync(folder)).toEqual(['Essay.essay'])
    },
  )

  it.each([0, 1, 4_096, NEW.length - 1])(
    'sees through a write that was cut at %i bytes without an error',
    async (silentlyShortAfter) => {
      const { folder, path } = oldFile()
      const result = await durableWrite(path, NEW, { mode: 'replace', io: faultyIo({ silentlyShortAfter }) })
      expect(result).toMatchObject({ ok: false, problem: { code: 'io' } })
      expect(readFileSync(path)).toEqual(OLD)
      expect(readdirSync(folder)).toEqual(['Essay.essay'])
    },
  )

  it('sees through a disk that keeps other bytes than it was given', async () => {
    const { path } = oldFile()
    const result = await durableWrite(path, NEW, { mode: 'replace', io: faultyIo({ flipsFirstByte: true }) })
    expect(result).toMatchObject({ ok: false, problem: { code: 'io' } })
    expect(readFileSync(path)).toEqual(OLD)
  })

  it('refuses to replace what another program wrote, before and during its own work', async () => {
    const { folder, path } = oldFile()
    const expected = await stampOf(path)
    writeFileSync(path, 'theirs')
    expect(await durableWrite(path, NEW, { mode: 'replace', expected })).toMatchObject({
      ok: false,
      problem: { code: 'conflict' },
    })

    writeFileSync(path, OLD)
    const io = faultyIo({ before: (call) => (call.name === 'sync' ? writeFileSync(path, 'theirs, late') : undefined) })
    const late = await durableWrite(path, NEW, { mode: 'replace', expected: await stampOf(path), io })
    expect(late).toMatchObject({ ok: false, problem: { code: 'conflict' } })
    expect(readFileSync(path, 'utf8')).toBe('theirs, late')
    expect(readdirSync(folder)).toEqual(['Essay.essay'])
  })

  it('takes a touched file with equal bytes, and an earlier write of its own, for no conflict', async () => {
    const { path } = oldFile()
    const expected = await stampOf(path)
    writeFileSync(path, OLD)
    expect((await durableWrite(path, NEW, { mode: 'replace', expected })).ok).toBe(true)
    expect((await durableWrite(path, OLD, { mode: 'replace', expected, ours: [sha256Of(NEW)] })).ok).toBe(true)
    expect(readFileSync(path)).toEqual(OLD)
  })

  it('says gone when the file was moved away, and makes nothing in its place', async () => {
    const { folder, path } = oldFile()
    const expected = await stampOf(path)
    unlinkSync(path)
    expect(await durableWrite(path, NEW, { mode: 'replace', expected })).toMatchObject({
      ok: false,
      problem: { code: 'gone' },
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('never overwrites in create mode, also when the name is taken at the last moment', async () => {
    const { path } = oldFile()
    expect(await durableWrite(path, NEW, { mode: 'create' })).toMatchObject({ ok: false, problem: { code: 'exists' } })
    expect(readFileSync(path)).toEqual(OLD)

    const folder = temporaryFolder()
    const raced = join(folder, 'Raced.essay')
    const io = faultyIo({ before: (call) => (call.name === 'sync' ? writeFileSync(raced, 'theirs') : undefined) })
    expect(await durableWrite(raced, NEW, { mode: 'create', io })).toMatchObject({
      ok: false,
      problem: { code: 'exists' },
    })
    expect(readFileSync(raced, 'utf8')).toBe('theirs')
    expect(readdirSync(folder)).toEqual(['Raced.essay'])
  })

  it('creates without overwriting on a disk that has no hard links', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'Essay.essay')
    const noLinks = () =>
      faultyIo({
        before: (call) => {
          if (call.name === 'link') throw errnoError('EPERM', 'link')
        },
      })
    expect((await durableWrite(path, NEW, { mode: 'create', io: noLinks() })).ok).toBe(true)
    expect(readFileSync(path)).toEqual(NEW)
    const raced = join(folder, 'Raced.essay')
    const io = faultyIo({
      before: (call) => {
        if (call.name !== 'link') return
        writeFileSync(raced, 'theirs')
        throw errnoError('EPERM', 'link')
      },
    })
    expect(await durableWrite(raced, NEW, { mode: 'create', io })).toMatchObject({
      ok: false,
      problem: { code: 'exists' },
    })
    expect(readFileSync(raced, 'utf8')).toBe('theirs')
    expect(temporaries(folder)).toEqual([])
  })

  it('follows links to the real file, makes the target of a dangling one, refuses a circle', async () => {
    const { folder, path } = oldFile()
    const elsewhere = join(folder, 'links')
    mkdirSync(elsewhere)
    symlinkSync('../Essay.essay', join(elsewhere, 'link.essay'))
    symlinkSync('../Not yet.essay', join(elsewhere, 'dangling.essay'))
    symlinkSync('circle.essay', join(elsewhere, 'circle.essay'))
    expect(await durableWrite(join(elsewhere, 'link.essay'), NEW, { mode: 'replace' })).toMatchObject({
      ok: true,
      value: { path },
    })
    expect(readFileSync(path)).toEqual(NEW)
    expect((await durableWrite(join(elsewhere, 'dangling.essay'), NEW, { mode: 'create' })).ok).toBe(true)
    expect(readFileSync(join(folder, 'Not yet.essay'))).toEqual(NEW)
    const circle = await durableWrite(join(elsewhere, 'circle.essay'), NEW, { mode: 'replace' })
    expect(circle).toMatchObject({ ok: false, problem: { code: 'io', message: expect.stringContaining('leads back') } })
    expect(readdirSync(elsewhere).sort()).toEqual(['circle.essay', 'dangling.essay', 'link.essay'])
  })

  it('refuses a read-only file and a folder, and notes hard links', async () => {
    const { folder, path } = oldFile()
    chmodSync(path, 0o444)
    expect(await durableWrite(path, NEW, { mode: 'replace' })).toMatchObject({
      ok: false,
      problem: { code: 'read-only' },
    })
    expect(await durableWrite(folder, NEW, { mode: 'replace' })).toMatchObject({
      ok: false,
      problem: { code: 'exists' },
    })
    chmodSync(path, 0o644)
    linkSync(path, join(folder, 'Twin.essay'))
    expect(await durableWrite(path, NEW, { mode: 'replace' })).toMatchObject({ ok: true, value: { twins: true } })
    expect(readFileSync(join(folder, 'Twin.essay'))).toEqual(OLD)
  })

  it('waits on Windows while a scanner holds the file, up to ten seconds', async () => {
    const { path } = oldFile()
    let held = 5
    const io = faultyIo({
      platform: 'win32',
      before: (call) => {
        if (call.name === 'rename' && held-- > 0) throw errnoError('EPERM', 'rename')
      },
    })
    expect((await durableWrite(path, NEW, { mode: 'replace', io })).ok).toBe(true)
    expect(io.waited()).toBe(10 + 20 + 40 + 80 + 160)

    const stuck = faultyIo({
      platform: 'win32',
      before: (call) => {
        if (call.name === 'rename') throw errnoError('EBUSY', 'rename')
      },
    })
    const result = await durableWrite(path, OLD, { mode: 'replace', io: stuck })
    expect(result).toMatchObject({ ok: false, problem: { code: 'locked' } })
    expect(stuck.waited()).toBeGreaterThanOrEqual(10_000)
    expect(stuck.waited()).toBeLessThan(10_500)
    expect(readFileSync(path)).toEqual(NEW)
  })

  it('names a missing folder and a name that is too long', async () => {
    const folder = temporaryFolder()
    expect(await durableWrite(join(folder, 'no', 'x.essay'), NEW, { mode: 'create' })).toMatchObject({
      ok: false,
      problem: { code: 'gone' },
    })
    expect(await durableWrite(join(folder, `${'x'.repeat(300)}.essay`), NEW, { mode: 'create' })).toMatchObject({
      ok: false,
      problem: { code: 'bad-name' },
    })
  })

  it('keeps old or new on a real disk that fills up', async (context) => {
    const folder = temporaryFolder()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      console.warn('not run: a full tmpfs (mounting needs an administrator)')
      context.skip()
    }
    try {
      const path = join(folder, 'Essay.essay')
      const text = Buffer.alloc(60_000, 'x')
      const outcomes = { new: 0, old: 0 }
      for (let filler = 0; filler <= 256; filler += 4) {
        writeFileSync(path, OLD)
        writeFileSync(join(folder, 'filler'), '')
        try {
          writeFileSync(join(folder, 'filler'), Buffer.alloc(filler * 1024))
        } catch {
          // A full disk is what is wanted.
        }
        const result = await durableWrite(path, text, { mode: 'replace' })
        const now = readFileSync(path)
        if (result.ok) expect(now.equals(text)).toBe(true)
        else {
          expect(result.problem.code).toBe('disk-full')
          expect(now.equals(OLD)).toBe(true)
        }
        outcomes[result.ok ? 'new' : 'old']++
        expect(temporaries(folder)).toEqual([])
        unlinkSync(join(folder, 'filler'))
      }
      expect(outcomes.new).toBeGreaterThan(10)
      expect(outcomes.old).toBeGreaterThan(10)
    } finally {
      execFileSync('umount', [folder])
    }
  })
})
