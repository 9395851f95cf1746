import { unzipSync } from 'fflate'
import type { Essay } from '../../core/essay/essay.ts'
import type { PublicationFile } from '../../core/publication/format.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import type { PublishOptions } from '../../core/publication/publish.ts'
import { fixtureEssays } from './fixture-essays.ts'
import { published } from './published.ts'
import { awkwardEssayWithFiles, richEssayWithFiles } from './rich-essay-files.ts'

/** One HTML that a profile gives: a page of its own, or a fragment set in the least page. */
export interface HtmlOutput {
  /** `profile: part`, e.g. `wxr: post`. */
  readonly name: string
  readonly html: string
  /** A page of its own; a fragment; blocks of WordPress, a fragment by WordPress's rules; a chapter of a book, which is XML. */
  readonly kind: 'page' | 'fragment' | 'blocks' | 'chapter'
}

/** Every essay that the validators judge, by its name. */
export function judgedEssays(): readonly (readonly [name: string, essay: Essay])[] {
  return [['rich', richEssayWithFiles().essay], ['awkward', awkwardEssayWithFiles().essay], ...fixtureEssays()]
}

/**
 * Every HTML that Galley writes of an essay, by whichever built-in profile: files, what goes on the clipboard as text/html, the page that is printed as
 * PDF, the chapters of the book, and the HTML within the import files of WordPress and Ghost. One list for every validator.
 */
export async function htmlOutputs(essay: Essay, options: Partial<PublishOptions> = {}): Promise<readonly HtmlOutput[]> {
  const outputs: HtmlOutput[] = []
  for (const { id } of PROFILES) {
    const { files, clipboard } = await published(essay, id, options)
    const found = files.flatMap(htmlOfFile)
    if (clipboard !== null && clipboard.html !== '' && !found.some(({ html }) => html === clipboard.html))
      found.push({ part: 'clipboard', html: clipboard.html })
    for (const { part, html } of found)
      outputs.push({
        name: `${id}: ${part}`,
        html: isPage(html) ? html : leastPage(html, essay),
        kind: kindOf(html),
      })
  }
  return outputs
}

interface Part {
  readonly part: string
  readonly html: string
}

function htmlOfFile({ path, content }: PublicationFile): readonly Part[] {
  if (content instanceof Uint8Array) {
    if (path.endsWith('.epub')) return textsOf(content, /\.xhtml$/)
    return path.endsWith('.zip') ? textsOf(content, /\.json$/).flatMap(({ html }) => htmlOfGhost(html)) : []
  }
  if (typeof content === 'string') {
    if (path.endsWith('.xml')) return htmlOfExchangeFile(content)
    return path.endsWith('.html') ? [{ part: 'file', html: content }] : []
  }
  return 'kind' in content && content.kind === 'printed-page' ? [{ part: 'print', html: content.html }] : []
}

function textsOf(zip: Uint8Array, names: RegExp): readonly Part[] {
  return Object.entries(unzipSync(zip))
    .filter(([name]) => names.test(name))
    .map(([name, bytes]) => ({ part: name, html: new TextDecoder().decode(bytes) }))
}

/** What WordPress takes for HTML: the texts of posts, and the captions of attachments. */
function htmlOfExchangeFile(xml: string): readonly Part[] {
  return [...xml.matchAll(/<(content|excerpt):encoded>([\s\S]*?)<\/\1:encoded>/g)]
    .map(([, name = '', cdata = '']) => ({
      part: name === 'content' ? 'post' : 'caption',
      html: [...cdata.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g)].map(([, text]) => text).join(''),
    }))
    .filter(({ html }) => html !== '')
}

/** What Ghost takes for HTML: the cards and the captions, each where it stands in the post. */
function htmlOfGhost(json: string): readonly Part[] {
  const [{ data }] = (JSON.parse(json) as { db: [{ data: { posts: [{ lexical: string }] } }] }).db
  const parts: string[] = []
  const visit = (node: Lexical) => {
    if (typeof node.html === 'string') parts.push(node.html)
    if (typeof node.caption === 'string' && node.caption !== '') parts.push(`<p>${node.caption}</p>`)
    for (const child of node.children ?? []) visit(child)
  }
  visit((JSON.parse(data.posts[0].lexical) as { root: Lexical }).root)
  return parts.length === 0 ? [] : [{ part: 'cards', html: parts.join('\n') }]
}

interface Lexical {
  readonly html?: unknown
  readonly caption?: unknown
  readonly children?: readonly Lexical[]
}

function kindOf(html: string): HtmlOutput['kind'] {
  if (html.startsWith('<?xml')) return 'chapter'
  if (isPage(html)) return 'page'
  return html.includes('<!-- wp:') ? 'blocks' : 'fragment'
}

const isPage = (html: string) => /^\s*(?:<\?xml[^>]*>\s*)?<!doctype/i.test(html)

/** The least page that shows a fragment as every publishing system does: its title above it, in the main part, in the language of the essay. */
function leastPage(fragment: string, { metadata }: Essay): string {
  const head = `<head>\n<meta charset="utf-8">\n<title>Page</title>\n</head>`
  const body = `<body>\n<main>\n<h1>Page</h1>\n${fragment}\n</main>\n</body>`
  return `<!DOCTYPE html>\n<html lang="${metadata.language || 'en'}">\n${head}\n${body}\n</html>\n`
}
