import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type SiteFolders, USUAL_FOLDERS } from '../../core/publication/site-folders.ts'
import { readStamped } from '../file-stamp.ts'

type Generator = SiteFolders['generator']

/** A site's configuration: its file name and its text. */
interface Configuration {
  readonly name: string
  readonly text: string
}

/** The largest configuration that is read. */
const LARGEST = 1_000_000
const HUGO = ['toml', 'yaml', 'yml', 'json'].flatMap((end) => [
  `hugo.${end}`,
  `config.${end}`,
  `config/_default/hugo.${end}`,
  `config/_default/config.${end}`,
])
/** Where each generator keeps its configuration (publishing.md 3). */
const CONFIGURATIONS: Readonly<Record<Generator, readonly string[]>> = {
  hugo: HUGO,
  jekyll: ['_config.yml', '_config.yaml'],
  eleventy: ['eleventy.config.js', 'eleventy.config.mjs', 'eleventy.config.cjs', 'eleventy.config.ts', '.eleventy.js'],
  astro: ['mjs', 'js', 'ts', 'mts', 'cjs'].map((end) => `astro.config.${end}`),
}
/** Folders that sites have for what is written, in the order in which one that is there is taken. */
const SECTIONS = ['essays', 'posts', 'post', 'blog', 'articles', 'writing']

/**
 * The folders of a static site, where `folder` is the root of one of that generator; null otherwise. Configurations are read as text and never run, so what they
 * compute is not known: the usual folders are taken then. Reading problems count as "no site".
 */
export async function recogniseSite(folder: string, generator: Generator | null): Promise<SiteFolders | null> {
  if (generator === null) return null
  const configuration = await firstOf(folder, CONFIGURATIONS[generator])
  if (!configuration) return null
  switch (generator) {
    case 'hugo':
      return hugoFolders(folder, configuration)
    case 'jekyll':
      return jekyllFolders(configuration)
    case 'eleventy':
      return eleventyFolders(folder, configuration)
    case 'astro':
      return astroFolders(folder, configuration)
  }
}

async function hugoFolders(folder: string, { name, text }: Configuration): Promise<SiteFolders | null> {
  const content = inside(setting(text, 'contentDir'), 'content')
  // Other programs have a config.toml, too.
  const isHugo = name.includes('hugo.') || setting(text, 'baseURL') !== '' || (await isFolder(join(folder, content)))
  if (!isHugo) return null
  const section = (await firstFolder(join(folder, content))) ?? 'essays'
  return {
    ...USUAL_FOLDERS.hugo,
    essays: `${content}/${section}`,
    allowsHtml: /\bunsafe["']?\s*[:=]\s*true\b/.test(text),
  }
}

function jekyllFolders({ text }: Configuration): SiteFolders {
  const root = inside(setting(text, 'source'), '')
  const collections = inside(setting(text, 'collections_dir'), '')
  const essays = [root, collections, '_posts'].filter((part) => part !== '').join('/')
  const base = setting(text, 'baseurl').replace(/\/+$/, '')
  return { ...USUAL_FOLDERS.jekyll, essays, base: /^\/[\w./-]+$/.test(base) ? base : '' }
}

async function eleventyFolders(folder: string, { text }: Configuration): Promise<SiteFolders> {
  const input = inside(setting(text, 'input'), '')
  const section = (await firstFolder(join(folder, input))) ?? 'essays'
  const essays = [input, section].filter((part) => part !== '').join('/')
  const passes = /addPassthroughCopy\s*\([^)]*(?:images|\*\*|html-relative)/.test(text)
  return {
    ...USUAL_FOLDERS.eleventy,
    essays,
    missing: passes
      ? ''
      : `The site does not pass the essay’s pictures on: its configuration needs addPassthroughCopy('${essays}/**/images').`,
  }
}

async function astroFolders(folder: string, { text }: Configuration): Promise<SiteFolders> {
  const source = inside(setting(text, 'srcDir'), 'src')
  const collection = await firstFolder(join(folder, source, 'content'))
  const collections = await firstOf(folder, [
    `${source}/content.config.ts`,
    `${source}/content.config.mjs`,
    `${source}/content.config.js`,
    `${source}/content/config.ts`,
  ])
  const isKnown = collection !== null || /\bessays\b/.test(collections?.text ?? '')
  return {
    ...USUAL_FOLDERS.astro,
    essays: `${source}/content/${collection ?? 'essays'}`,
    missing: isKnown ? '' : `The site has no collection called essays; ${source}/content.config.ts must name it.`,
  }
}

/** The value of a setting as TOML, YAML, JSON and JavaScript write it on one line; '' where there is none. */
function setting(text: string, name: string): string {
  const pattern = new RegExp(
    `(?:^|[\\s{,])["']?${name}["']?[ \\t]*[:=][ \\t]*(?:"([^"\\n]*)"|'([^'\\n]*)'|([^\\s"',#}]+))`,
    'm',
  )
  const match = pattern.exec(text)
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
}

/** A folder of the site: relative, without `.`; what leads out of the site or begins with a dot is not followed. */
function inside(path: string, otherwise: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  const isInside = !path.startsWith('/') && parts.every((part) => /^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u.test(part))
  return isInside && parts.length > 0 ? parts.join('/') : otherwise
}

async function firstFolder(parent: string): Promise<string | null> {
  for (const name of SECTIONS) if (await isFolder(join(parent, name))) return name
  return null
}

async function firstOf(folder: string, names: readonly string[]): Promise<Configuration | null> {
  for (const name of names) {
    const read = await readStamped(join(folder, name), LARGEST)
    if (read.ok) return { name, text: new TextDecoder().decode(read.value.bytes) }
  }
  return null
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (state) => state.isDirectory(),
    () => false,
  )
}
