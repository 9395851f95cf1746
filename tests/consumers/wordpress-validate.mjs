/**
 * Runs where @wordpress/blocks is installed, in a DOM by jsdom: registers the editor's own blocks, parses each text from standard input ({name, html}[]), and
 * prints what is invalid, unknown, or changed when the editor writes it again ({name, wrong}[]). Plain JavaScript, because it is copied beside node_modules.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { JSDOM, VirtualConsole } from 'jsdom'

const dom = new JSDOM('<!DOCTYPE html><body></body>', {
  url: 'https://example.org/',
  pretendToBeVisual: true,
  virtualConsole: new VirtualConsole(),
})
const { window } = dom
window.matchMedia = () => ({
  matches: false,
  addListener() {},
  removeListener() {},
  addEventListener() {},
  removeEventListener() {},
})
class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}
const globals = {
  window,
  document: window.document,
  ResizeObserver: Observer,
  IntersectionObserver: Observer,
  requestIdleCallback: (run) => setTimeout(run, 0),
  cancelIdleCallback: clearTimeout,
  requestAnimationFrame: (run) => setTimeout(run, 0),
  cancelAnimationFrame: clearTimeout,
  matchMedia: window.matchMedia,
  CSS: { supports: () => false, escape: (text) => text },
}
Object.assign(window, {
  ResizeObserver: Observer,
  IntersectionObserver: Observer,
  requestIdleCallback: globals.requestIdleCallback,
  CSS: globals.CSS,
})
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globals[name] ??= window[name]
for (const [name, value] of Object.entries(globals)) {
  try {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  } catch {
    // What Node itself has and keeps is good enough.
  }
}
window.URL.createObjectURL ??= () => 'blob:x'
for (const method of ['log', 'info', 'warn', 'error', 'groupCollapsed', 'groupEnd']) console[method] = () => {}

// Their ES modules import JSON in a way that Node does not take; both must share one registry, so both are required.
const need = createRequire(import.meta.url)
const blocks = need('@wordpress/blocks')
const { registerCoreBlocks } = need('@wordpress/block-library')
registerCoreBlocks()

const texts = JSON.parse(readFileSync(0, 'utf8'))
const answers = texts.map(({ name, html }) => {
  const wrong = []
  const parsed = blocks.parse(html)
  const visit = (block) => {
    if (block.name === 'core/missing' || block.name === 'core/freeform')
      wrong.push(`became ${block.name}: ${JSON.stringify(block.attributes).slice(0, 300)}`)
    else if (!block.isValid)
      wrong.push(
        `invalid ${block.name}: ${(block.validationIssues ?? [])
          .map((issue) => (issue.args ?? []).map(String).join(' '))
          .join('; ')
          .slice(0, 500)} in ${(block.originalContent ?? '').slice(0, 300)}`,
      )
    else if (block.name !== 'core/html') {
      const [valid] = blocks.validateBlock(block)
      if (!valid) wrong.push(`not valid by itself: ${block.name}`)
    }
    for (const child of block.innerBlocks) visit(child)
  }
  for (const block of parsed) visit(block)
  const before = shapeOf(html)
  const after = shapeOf(blocks.serialize(parsed))
  if (before !== after) wrong.push(`changed when it was written again: ${difference(before, after)}`)
  return { name, wrong, blocks: parsed.length }
})
process.stdout.write(JSON.stringify({ types: blocks.getBlockTypes().length, answers }))
process.exit(0)

/** The DOM of a text, without comments and white space between blocks, attributes in order. */
function shapeOf(html) {
  const { body } = new window.DOMParser().parseFromString(html, 'text/html')
  const write = (node) => {
    if (node.nodeType === 8) return ''
    if (node.nodeType === 3) return node.data.trim() === '' ? '' : node.data
    const attributes = [...node.attributes].map(
      ({ name, value }) => ` ${name}="${name === 'class' ? value.split(/\s+/).sort().join(' ') : value}"`,
    )
    return `<${node.localName}${attributes.sort().join('')}>${[...node.childNodes].map(write).join('')}</${node.localName}>`
  }
  return [...body.childNodes].map(write).join('')
}

function difference(one, other) {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return `“${one.slice(Math.max(0, at - 60), at + 120)}” became “${other.slice(Math.max(0, at - 60), at + 120)}”`
}
