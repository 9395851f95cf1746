import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { history } from '../../../host/history/history.ts'
import { readIndex, type Version, writeIndex } from '../../../host/history/index-lines.ts'
import { objectStore } from '../../../host/history/object-store.ts'
import { nodeIo } from '../../../host/io.ts'
import { buildEssay, ESSAY_ID } from '../../builders/essay.ts'
import { randomFrom } from '../../long/random.ts'
import { crashDisk } from '../crash-disk.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { wounded } from '../wounded.ts'

const ROUNDS = 2_000

const VERSIONS: readonly Version[] = Array.from({ length: 8 }, (_, index) => ({
  id: `v${index}`,
  time: 1_000 * (index + 1),
  hash: index.toString(16).repeat(64),
  parent: index === 0 ? null : `v${index - 1}`,
  cause: index % 2 === 0 ? 'saved' : 'words',
  words: 100 * index,
  bytes: 1_000,
  file: 'Über Lampen',
  name: index === 2 ? 'To the “editor”\n' : '',
}))

describe('a damaged index', () => {
  it('keeps the versions after a damaged line, and does not touch what a newer Galley wrote', () => {
    const { text } = writeIndex(ESSAY_ID, VERSIONS)
    const damaged = text.replace('"words":300', '"words":301')
    const read = readIndex(new TextEncoder().encode(damaged), ESSAY_ID)
    expect(read.versions.map(({ id }) => id)).toEqual(['v0', 'v1', 'v2', 'v4', 'v5', 'v6', 'v7'])
    expect(read.intact).toBe(false)
    const other = readIndex(new TextEncoder().encode(text), '11111111-2222-4333-8444-555555555555')
    expect(other).toMatchObject({ versions: [], intact: false })
  })
})

describe('a damaged history', () => {
  const disk = async () => {
    const io = crashDisk()
    await io.mkdir('/data')
    const versions = history('/data/history', io, () => 1_000_000)
    const ids: string[] = []
    for (const text of ['one', 'two', 'three']) {
      const kept = await versions.keep(buildEssay({ title: text }).essay, {
        cause: 'saved',
        file: 'A',
        picture: async () => null,
        name: text,
      })
      if (kept.ok) ids.push(kept.value.id)
    }
    return { io, ids }
  }
  const object = async (io: Awaited<ReturnType<typeof disk>>['io'], id: string) => {
    const folder = `/data/history/${ESSAY_ID}/objects`
    const name = (await io.readdir(folder)).find((hash) => hash.startsWith(id.split('-')[1] ?? '?'))
    return `${folder}/${name}`
  }
  const replace = async (io: Awaited<ReturnType<typeof disk>>['io'], path: string, bytes: Uint8Array) => {
    await io.unlink(path)
    await (await io.open(path, 'wx+')).writeFile(bytes)
  }
  const bytesAt = async (io: Awaited<ReturnType<typeof disk>>['io'], path: string) => {
    const bytes = new Uint8Array((await io.stat(path)).size)
    await (await io.open(path, 'r')).read(bytes, 0)
    return bytes
  }

  it(`loses one version by one damaged object and never shows another text (${ROUNDS} mutants)`, async () => {
    const { io, ids } = await disk()
    const [first = '', second = ''] = ids
    const path = await object(io, second)
    const good = await bytesAt(io, path)
    const random = randomFrom(11)
    const versions = history('/data/history', io, () => 1_000_000)
    for (let round = 0; round < ROUNDS; round++) {
      const mutant = wounded(good, random)
      await replace(io, path, mutant)
      const read = await versions.read(ESSAY_ID, second)
      // Some wounds leave the text as it was: behind the end of a deflate stream, or one that undoes another.
      if (read.ok) expect(read.value.metadata.title).toBe('two')
      else expect(read.problem.code).toBe('damaged')
    }
    await replace(io, path, good.subarray(0, 20))
    expect(await versions.read(ESSAY_ID, second)).toMatchObject({ ok: false, problem: { code: 'damaged' } })
    expect(await versions.read(ESSAY_ID, first)).toMatchObject({ ok: true, value: { metadata: { title: 'one' } } })
    // Kept again, the same text mends its object.
    await versions.keep(buildEssay({ title: 'two' }).essay, { cause: 'saved', file: 'A', picture: async () => null })
    expect(await versions.read(ESSAY_ID, second)).toMatchObject({ ok: true, value: { metadata: { title: 'two' } } })
  })

  it('is rebuilt from the objects without an index, and from index and objects with half of one', async () => {
    const { io, ids } = await disk()
    const path = `/data/history/${ESSAY_ID}/index`
    const good = await bytesAt(io, path)
    await io.unlink(path)
    const without = await history('/data/history', io, () => 1_000_000).list(ESSAY_ID)
    expect(without.ok && without.value.map(({ cause }) => cause)).toEqual(['recovered', 'recovered', 'recovered'])
    await replace(io, path, good.subarray(0, good.length - 10))
    const versions = history('/data/history', io, () => 1_000_000)
    const half = await versions.list(ESSAY_ID)
    expect(half.ok && half.value.map(({ id, name }) => [id, name])).toEqual([
      [ids[0], 'one'],
      [ids[1], 'two'],
      [ids[2], ''],
    ])
    expect((await io.readdir(`/data/history/${ESSAY_ID}`)).filter((name) => name.startsWith('index'))).toHaveLength(2)
    await versions.name(ESSAY_ID, ids[2] ?? '', 'three')
    const again = await history('/data/history', io, () => 1_000_000).list(ESSAY_ID)
    expect(again.ok && again.value.map(({ name }) => name)).toEqual(['one', 'two', 'three'])
  })

  it('is rebuilt on a real disk, where setting the damaged index aside changes its marks', async () => {
    const folder = join(temporaryFolder(), 'history')
    const details = { cause: 'saved', file: 'A', picture: async () => null } as const
    await history(folder, nodeIo, () => 1_000_000).keep(buildEssay({ title: 'one' }).essay, details)
    appendFileSync(join(folder, ESSAY_ID, 'index'), 'half a li')
    const again = await history(folder, nodeIo, () => 2_000_000).list(ESSAY_ID)
    expect(again.ok && again.value).toHaveLength(1)
  })

  it('takes the lines of another Galley in before it adds its own', async () => {
    const { io } = await disk()
    const [mine, theirs] = [
      history('/data/history', io, () => 2_000_000),
      history('/data/history', io, () => 3_000_000),
    ]
    const details = { cause: 'saved', file: 'A', picture: async () => null } as const
    await mine.list(ESSAY_ID)
    await theirs.keep(buildEssay({ title: 'theirs' }).essay, details)
    await mine.keep(buildEssay({ title: 'mine' }).essay, details)
    const all = await theirs.list(ESSAY_ID)
    expect(all.ok && all.value).toHaveLength(5)
    expect((await objectStore(`/data/history/${ESSAY_ID}`, io).list()).length).toBe(5)
  })
})
