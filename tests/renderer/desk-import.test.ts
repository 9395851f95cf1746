import { expect, test } from 'vitest'
import type { InputOf } from '../../contract/host.ts'
import { MOST_BYTES } from '../../contract/limits.ts'
import { ok } from '../../core/result.ts'
import { readTextPack } from '../../host/import/read-text-pack.ts'
import { importDropped, importFiles, importFolder } from '../../renderer/desk-import.ts'
import { journalHost } from '../builders/journal-host.ts'
import { windowOf } from '../builders/window-of.ts'

const named = (name: string) => new File(['text'], name)

/** A window that keeps what it asks its host to import. */
function importing() {
  const asked: InputOf<'importFiles'>[] = []
  const app = windowOf(journalHost(['A lamp']), {
    importFiles: async (input) => {
      asked.push(input)
      return ok({ imported: [], refused: [] })
    },
  })
  const receipt = () => {
    const { dialog } = app.store.getState()
    if (dialog?.kind !== 'import-receipt') throw new Error('no receipt is shown')
    return dialog
  }
  return { app, asked, receipt }
}

test('a folder among dropped files is refused by name, and a file that is too large in words for people; the others come in', async () => {
  const { app, asked, receipt } = importing()
  const folder = Object.assign(named('Folder'), { arrayBuffer: () => Promise.reject(new Error('NotReadableError')) })
  const huge = Object.defineProperty(named('huge.docx'), 'size', { value: MOST_BYTES + 1 })
  await importFiles(app, [named('a.md'), folder, huge])
  expect(asked.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['a.md'])
  expect(receipt().refused.map(({ sourceName }) => sourceName)).toEqual(['Folder', 'huge.docx'])
  expect(receipt().refused[1]?.message).toContain('64 MB')
})

test('more files than one request takes go in several', async () => {
  const { app, asked } = importing()
  await importFiles(
    app,
    Array.from({ length: 450 }, (_, at) => named(`${at}.md`)),
  )
  expect(asked.map(({ files }) => files.length)).toEqual([200, 200, 50])
})

test('of a folder each bundle goes as a TextPack, and each text with the pictures that it names, the nearest of one name', async () => {
  const { app, asked, receipt } = importing()
  const at = (path: string, text = 'x') => ({ path, file: new File([text], path.split('/').at(-1) ?? '') })
  await importFolder(app, [
    at('Saved/Lamp.textbundle/text.md', '# A lamp'),
    at('Saved/Lamp.textbundle/assets/lamp.jpg'),
    at('Saved/one.html', '<img src="one_files/lamp.png"> <img src="one_files/a%20b.png">'),
    at('Saved/one_files/lamp.png', 'of one'),
    at('Saved/one_files/a b.png'),
    at('Saved/one_files/style.css'),
    at('Saved/two_files/lamp.png', 'of two'),
    at('Saved/.trash/old.md'),
  ])
  const sent = asked.map(({ files }) => files.map(({ name }) => name))
  expect(sent).toEqual([['Lamp.textpack'], ['one.html', 'a b.png', 'lamp.png']])
  expect(new TextDecoder().decode(asked[1]?.files[2]?.bytes)).toBe('of one')
  const pack = readTextPack(asked[0]?.files[0]?.bytes ?? new Uint8Array())
  expect(pack.ok && new TextDecoder().decode(pack.value.bytes)).toBe('# A lamp')
  expect(pack.ok && pack.value.find('assets/lamp.jpg')).not.toBeNull()
  await importFolder(app, [at('_posts/2026-01-02-lamp.md'), at('_posts/__MACOSX/x.md'), at('_posts/._x.md')])
  expect(asked.at(-1)?.files.map(({ name }) => name)).toEqual(['2026-01-02-lamp.md'])
  await importFolder(app, [at('Styles/a.css')])
  expect(receipt().refused).toEqual([
    { sourceName: 'Styles', message: 'There is no text in this folder that Galley reads.' },
  ])
})

test('what of a folder cannot be read is refused by name, and so is what is beyond the limit; the rest comes in', async () => {
  const { app, asked, receipt } = importing()
  const failing = () => Promise.reject(new Error('NotReadableError'))
  const at = (path: string, text = 'x') => ({ path, file: new File([text], path.split('/').at(-1) ?? '') })
  const unreadable = (path: string) => {
    const one = at(path)
    Object.assign(one.file, { arrayBuffer: failing, text: failing })
    return one
  }
  await importFolder(app, [
    unreadable('A/a.md'),
    at('A/a.png'),
    at('A/b.md'),
    at('A/Lamp.textbundle/text.md'),
    unreadable('A/Lamp.textbundle/assets/lamp.jpg'),
  ])
  expect(asked.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['b.md'])
  expect(receipt().refused.map(({ sourceName }) => sourceName)).toEqual(['lamp.jpg', 'a.md'])

  await importFolder(app, [...Array.from({ length: 4_096 }, (_, index) => at(`B/${index}.png`)), at('B/last.md')])
  expect(receipt().refused.at(-1)?.message).toContain('From “B/last.md” on it was left out')

  const folder = {
    isDirectory: true,
    name: 'C',
    createReader: () => ({ readEntries: (_: unknown, failed: (error: Error) => void) => failed(new Error('no')) }),
  }
  const dropped = { items: [{ webkitGetAsEntry: () => folder }], files: [at('c.md').file, at('c.pdf').file] }
  await importDropped(app, dropped as unknown as DataTransfer)
  // What was dropped beside a folder is refused by the host, as it is where it comes alone.
  expect(asked.slice(-2).flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['c.md', 'c.pdf'])
  expect(receipt().refused.map(({ sourceName }) => sourceName)).toEqual(['C'])
})

test('what is hidden in a folder, or no text and no picture, takes no place from its texts, chosen or dropped', async () => {
  const { app, asked, receipt } = importing()
  const many = (folder: string, kind: string) => Array.from({ length: 4_200 }, (_, at) => `${folder}/${at}${kind}`)
  const paths = [...many('.git', ''), ...many('_assets', '.css'), '_posts/lamp.md']
  const sent = () => asked.splice(0).flatMap(({ files }) => files.map(({ name }) => name))
  await importFolder(
    app,
    paths.map((path) => ({ path: `Site/${path}`, file: named(path.split('/').at(-1) ?? '') })),
  )
  expect(sent()).toEqual(['lamp.md'])
  expect(receipt().refused).toEqual([])

  const read: string[] = []
  const folder = (name: string, entries: readonly unknown[]) => ({
    isDirectory: true,
    name,
    createReader: () => {
      read.push(name)
      const given = [entries, []]
      return { readEntries: (done: (some: unknown) => void) => done(given.shift()) }
    },
  })
  const file = (name: string) => ({ isDirectory: false, name, file: (done: (one: File) => void) => done(named(name)) })
  const within = (start: string) =>
    folder(
      start,
      paths.filter((path) => path.startsWith(`${start}/`)).map((path) => file(path.split('/').at(-1) ?? '')),
    )
  const site = folder('Site', [within('.git'), folder('__MACOSX', []), within('_posts'), within('_assets')])
  const items = [{ webkitGetAsEntry: () => site }]
  await importDropped(app, { items, files: [] } as unknown as DataTransfer)
  expect(read).toEqual(['Site', '_assets', '_posts'])
  expect(sent()).toEqual(['lamp.md'])
  expect(receipt().refused).toEqual([])
  // A hidden folder that one chooses oneself is meant.
  await importFolder(app, [{ path: '.notes/a.md', file: named('a.md') }])
  expect(sent()).toEqual(['a.md'])
})
