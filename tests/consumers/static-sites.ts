import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type NodeJson, walk } from '../../core/essay/json.ts'
import { awkwardEssayWithFiles, richEssayWithFiles } from '../builders/rich-essay-files.ts'
import { type Consumer, mustRun, npmPackages, publishInto, systemProgram, writeFiles } from './consumer.ts'
import { fileUnder, judgePage } from './judge-page.ts'

/** How one generator is set up and run. */
interface Generator {
  readonly name: string
  readonly prepare: Consumer['prepare']
  /** The smallest site that shows an essay. */
  readonly site: Readonly<Record<string, string>>
  /** Builds the site; the folder of its output. */
  readonly build: (folder: string, cache: string) => string
  /** The page of an essay below the output, by its slug. */
  readonly page: (slug: string) => string
}

const ESSAYS = [
  ['the-keeper-and-the-lamp', richEssayWithFiles],
  ['awkward', awkwardEssayWithFiles],
] as const

function siteConsumer({ name, prepare, site, build, page }: Generator): Consumer {
  return {
    name,
    judges: 'builds a site with two of our essays: figures, alt, captions, credits, notes, picture files, every word',
    prepare,
    async run(folder, cache) {
      writeFiles(folder, site)
      for (const [, make] of ESSAYS) await publishInto(folder, make(), name)
      const output = build(folder, cache)
      return ESSAYS.flatMap(([slug, make]) => {
        const path = page(slug)
        if (!existsSync(join(output, path))) return [`${slug}: there is no page ${path}`]
        const html = readFileSync(join(output, path), 'utf8')
        const fileOf = fileUnder(output, path.slice(0, path.lastIndexOf('/') + 1))
        const looseFigures = name === 'hugo' ? hasNoteOrPicture : () => false
        return judgePage(html, make().essay, { fileOf, looseFigures }).map((one) => `${slug}: ${one}`)
      })
    },
  }
}

/** Hugo's shortcode takes a caption of words alone. */
function hasNoteOrPicture(figure: NodeJson): boolean {
  let has = false
  walk(figure, ({ type }) => {
    if (type === 'footnoteRef' || type === 'image') has = true
  })
  return has
}

/** Hugo as Debian has it, raw HTML dropped as by default. */
export const hugo = siteConsumer({
  name: 'hugo',
  prepare: () => systemProgram('hugo'),
  site: {
    'config.toml': 'baseURL = "https://example.org/"\ntitle = "A site"\n',
    'layouts/_default/single.html': '<!DOCTYPE html><html><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>',
    'layouts/_default/list.html': '<!DOCTYPE html><html><body></body></html>',
  },
  build: (folder) => {
    mustRun(['hugo', '--quiet'], folder)
    return join(folder, 'public')
  },
  page: (slug) => `essays/${slug}/index.html`,
})

/** Jekyll as Debian has it, with kramdown. */
export const jekyll = siteConsumer({
  name: 'jekyll',
  prepare: () => systemProgram('jekyll'),
  site: {
    '_config.yml': 'title: A site\npermalink: /:title/\n',
    '_layouts/post.html': '<!DOCTYPE html><html><body><h1>{{ page.title | escape }}</h1>{{ content }}</body></html>',
  },
  build: (folder) => {
    mustRun(['jekyll', 'build', '--quiet'], folder, { LANG: 'C.UTF-8' })
    return join(folder, '_site')
  },
  page: (slug) => `${slug}/index.html`,
})

/** Eleventy with its own markdown-it and Liquid. */
export const eleventy = siteConsumer({
  name: 'eleventy',
  prepare: (cache) => npmPackages(join(cache, 'eleventy'), ['@11ty/eleventy@3.1.6'], '2026-11-01'),
  site: {
    'package.json': '{ "private": true, "type": "module" }',
    'eleventy.config.js':
      "export default (config) => { config.addPassthroughCopy('src/essays/**/images'); return { dir: { input: 'src', output: '_site' } } }\n",
  },
  build: (folder, cache) => {
    symlinkSync(join(cache, 'eleventy/node_modules'), join(folder, 'node_modules'), 'junction')
    mustRun([process.execPath, join(cache, 'eleventy/node_modules/@11ty/eleventy/cmd.cjs'), '--quiet'], folder)
    return join(folder, '_site')
  },
  page: (slug) => `essays/${slug}/index.html`,
})

/** Astro with a content collection as its own documentation sets one up. */
export const astro = siteConsumer({
  name: 'astro',
  prepare: (cache) => npmPackages(join(cache, 'astro'), ['astro', '@astrojs/mdx', 'sharp'], '2026-09-20'),
  site: {
    'package.json': '{ "private": true, "type": "module" }',
    'astro.config.mjs': "import { defineConfig } from 'astro/config'\nexport default defineConfig({})\n",
    'tsconfig.json': '{}',
    'src/content.config.ts': `import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'
const essays = defineCollection({
  loader: glob({ base: './src/content/essays', pattern: '**/*.{md,mdx}' }),
  schema: ({ image }) => z.object({
    title: z.string(), description: z.string(), pubDate: z.coerce.date(), tags: z.array(z.string()),
    authors: z.array(z.string()), draft: z.boolean(), heroImage: image().optional(), heroImageAlt: z.string().optional(),
  }),
})
export const collections = { essays }
`,
    'src/pages/essays/[id].astro': `---
import { getCollection, render } from 'astro:content'
export async function getStaticPaths() {
  return (await getCollection('essays')).map((entry) => ({ params: { id: entry.id }, props: { entry } }))
}
const { entry } = Astro.props
const { Content } = await render(entry)
---
<!DOCTYPE html><html><body><h1>{entry.data.title}</h1><Content /></body></html>
`,
  },
  build: (folder, cache) => {
    // Astro's bundler looks for packages above the file that it reads, so they are there and not linked.
    cpSync(join(cache, 'astro/node_modules'), join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true })
    const environment = { ASTRO_TELEMETRY_DISABLED: '1' }
    mustRun([process.execPath, join(folder, 'node_modules/astro/bin/astro.mjs'), 'build'], folder, environment)
    return join(folder, 'dist')
  },
  page: (slug) => `essays/${slug}/index.html`,
})
