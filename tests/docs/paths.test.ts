import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/core.md',
  'docs/losing-nothing.md',
  'docs/formats.md',
  'docs/vocabulary.md',
  ...readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
]
/** A path of ours in code marks: one of our folders, and then names. */
const PATH =
  /`((?:core|contract|host|electron|browser-host|cli|renderer|assets|build|scripts|tests|docs)\/[A-Za-z0-9_./-]*)`/g
/** Code in a page: what stands there links nowhere. */
const CODE = /^```[\s\S]*?^```/gm
/** What a page may link to within the repository. */
const LINK = /\]\((?!https?:)([^)#]+)\)/g
/** Made by the build or by `npm run screenshots`. */
const MADE = /^(?:dist|docs\/screenshots)\//

const text = (page: string): string => readFileSync(join(root, page), 'utf8')

const found = (pattern: RegExp, without?: RegExp) =>
  pages.flatMap((page) =>
    [
      ...text(page)
        .replace(without ?? /$^/, '')
        .matchAll(pattern),
    ].map((match) => ({ page, path: match[1] as string })),
  )

test('every file and folder that the documents name is there', () => {
  const named = found(PATH).filter(({ path }) => !MADE.test(path))
  expect(named.length).toBeGreaterThan(60)
  expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([])
})

test('every link within the repository leads somewhere', () => {
  const links = found(LINK, CODE).map(({ page, path }) => ({ page, path: join(page, '..', path) }))
  expect(links.length).toBeGreaterThan(8)
  expect(links.filter(({ path }) => !MADE.test(path) && !existsSync(join(root, path)))).toEqual([])
})
