/** Runs where Ghost's packages are installed: renders the Lexical JSON from standard input as Ghost prints a post. Plain JavaScript, because it is copied beside node_modules. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { JSDOM } from 'jsdom'

const need = createRequire(import.meta.url)
const { LexicalHTMLRenderer } = need('@tryghost/kg-lexical-html-renderer')
const { DEFAULT_NODES } = need('@tryghost/kg-default-nodes')
const dom = new JSDOM()
const renderer = new LexicalHTMLRenderer({ dom, nodes: DEFAULT_NODES })
const html = await renderer.render(readFileSync(0, 'utf8'), {
  target: 'html',
  postUrl: 'https://example.org/post',
  siteUrl: 'https://example.org',
  imageOptimization: {},
  canTransformImage: () => false,
  createDocument: () => dom.window.document,
})
process.stdout.write(html)
