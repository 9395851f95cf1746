import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { build } from 'vite'

/** A peer's editor as a page: what it is called, where its editable text is, and its page in the served folder. */
export interface Peer {
  readonly name: string
  /** Selector of the editable element. */
  readonly text: string
  readonly page: string
}

const PEERS = { quill: '2.0.3', tinymce: '8.9.2', ckeditor5: '48.5.2' } as const
const NAMES: Readonly<Record<keyof typeof PEERS, string>> = {
  quill: 'Quill',
  tinymce: 'TinyMCE',
  ckeditor5: 'CKEditor 5',
}

/**
 * Writes a page for each peer into a folder: bare ProseMirror from our own dependencies, and what npm gives into that folder alone (their licences
 * do not matter to a measurement, and nothing of them is shipped), as far as they are wanted. Answers the pages, and why each missing one is missing.
 */
export async function makePages(
  folder: string,
  html: string,
  body: unknown,
  wanted: (name: string) => boolean,
): Promise<{ readonly pages: readonly Peer[]; readonly notRun: string[] }> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'body.json'), JSON.stringify(body))
  writeFileSync(join(folder, 'body.html'), html)
  const pages: Peer[] = []
  const notRun: string[] = []
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, 'bare'),
      minify: true,
      target: 'chrome140',
      lib: { entry: join(import.meta.dirname, 'bare-editor.ts'), formats: ['es'], fileName: () => 'bare.js' },
    },
  })
  page(folder, 'bare.html', '', '<div id="editor"></div><script type="module" src="bare/bare.js"></script>')
  pages.push({ name: 'bare ProseMirror', text: '.ProseMirror', page: 'bare.html' })

  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  // All at once: what is installed without being saved is removed by the next install.
  const packages = Object.entries(PEERS)
    .filter(([name]) => wanted(NAMES[name as keyof typeof PEERS]))
    .map(([name, version]) => `${name}@${version}`)
  if (packages.length === 0) return { pages, notRun }
  const options = ['--no-save', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--prefix', folder]
  const installed = spawnSync('npm', ['install', ...options, ...packages], { encoding: 'utf8' })
  for (const name of Object.keys(PEERS) as (keyof typeof PEERS)[]) {
    if (!wanted(NAMES[name])) continue
    if (installed.status === 0 && existsSync(join(folder, 'node_modules', name))) pages.push(PAGES[name](folder))
    else notRun.push(`${NAMES[name]}: npm install ${name}@${PEERS[name]} failed`)
  }
  return { pages, notRun }
}

const PAGES: Readonly<Record<keyof typeof PEERS, (folder: string) => Peer>> = {
  quill: (folder) => {
    page(
      folder,
      'quill.html',
      '<script src="node_modules/quill/dist/quill.js"></script><link rel="stylesheet" href="node_modules/quill/dist/quill.core.css">',
      `<div id="editor"></div><script>
fetch('body.html').then((r) => r.text()).then((html) => {
  document.getElementById('editor').innerHTML = html
  new Quill('#editor', {})
  document.body.dataset.ready = ''
})</script>`,
    )
    return { name: NAMES.quill, text: '.ql-editor', page: 'quill.html' }
  },
  tinymce: (folder) => {
    page(
      folder,
      'tinymce.html',
      '<script src="node_modules/tinymce/tinymce.min.js"></script>',
      `<div id="editor"></div><script>
fetch('body.html').then((r) => r.text()).then((html) => {
  document.getElementById('editor').innerHTML = html
  tinymce.init({ selector: '#editor', inline: true, menubar: false, toolbar: false, license_key: 'gpl',
    plugins: 'lists link', setup: (editor) => editor.on('init', () => { document.body.dataset.ready = '' }) })
})</script>`,
    )
    return { name: NAMES.tinymce, text: '#editor', page: 'tinymce.html' }
  },
  ckeditor5: (folder) => {
    page(
      folder,
      'ckeditor.html',
      '<link rel="stylesheet" href="node_modules/ckeditor5/dist/browser/ckeditor5.css">',
      `<div id="editor"></div><script type="module">
import { InlineEditor, Essentials, Paragraph, Heading, Bold, Italic, Link, List, BlockQuote, Image, ImageCaption, ImageBlock }
  from './node_modules/ckeditor5/dist/browser/ckeditor5.js'
const html = await (await fetch('body.html')).text()
await InlineEditor.create(document.getElementById('editor'), { licenseKey: 'GPL', initialData: html, toolbar: [],
  plugins: [Essentials, Paragraph, Heading, Bold, Italic, Link, List, BlockQuote, Image, ImageBlock, ImageCaption] })
document.body.dataset.ready = ''
</script>`,
    )
    return { name: NAMES.ckeditor5, text: '.ck-editor__editable', page: 'ckeditor.html' }
  },
}

function page(folder: string, name: string, head: string, body: string): void {
  writeFileSync(
    join(folder, name),
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>${head}
<style>body{max-width:720px;margin:0 auto;font:19px/1.6 serif}img{max-width:100%}</style></head><body>${body}</body></html>`,
  )
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
}

/** Serves a folder on the loopback address for this measurement. */
export function serveFolder(folder: string): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')
    try {
      const bytes = readFileSync(join(folder, path))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({ origin: `http://127.0.0.1:${port}`, server })
    })
  })
}
