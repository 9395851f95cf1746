import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

/** What was built for the window, read as text: that it asks for nothing elsewhere and fits its own content security policy. */
const root = join(import.meta.dirname, '../../dist/renderer')
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
const textOf = (pattern: RegExp): string =>
  files
    .filter((file) => pattern.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

/** Addresses that stand in the window's code as words: names of XML vocabularies, licences, and messages of libraries. */
const NAMED = [
  /^http:\/\/www\.w3\.org\/(1998\/Math\/MathML|1999\/xlink|2000\/svg|1999\/xhtml|XML\/1998\/namespace|2000\/xmlns\/)$/,
  /^https:\/\/creativecommons\.org\//,
  /^https:\/\/www\.gnu\.org\/licenses\//,
  /^https:\/\/(unsplash\.com|www\.pexels\.com)\/license\/?$/,
  // Where a pasted embed becomes a link, and a document type that parse5 knows by its name.
  /^https:\/\/(www\.youtube\.com\/watch|vimeo\.com\/|www\.dailymotion\.com\/video\/|open\.spotify\.com\/|archive\.org\/details\/)$/,
  /^http:\/\/www\.ibm\.com\/data\/dtd\/v11\/ibmxhtml1-transitional\.dtd$/,
  // Vocabularies of the formats that are written, and where the rules of venues stand; they come with the editor of profiles.
  /^http:\/\/(schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org|www\.idpf\.org|wordpress\.org\/export|wellformedweb\.org)\//,
  /^http:\/\/www\.w3\.org\/2001\/XMLSchema-instance$/,
  /^https?:\/\/(json-schema\.org|schema\.org|the-artifice\.com\/guide|help\.medium\.com|support\.substack\.com|example\.org)/,
  // An author's page in the licence comment of a library.
  /^https:\/\/feross\.org$/,
  /^https:\/\/(react\.dev\/errors|prosemirror\.net\/docs\/guide)\//,
]

test('names no address but those that are known, and none of them is fetched', () => {
  const code = textOf(/\.(js|css|html|svg)$/)
  expect(code.length).toBeGreaterThan(100_000)
  const addresses = [...new Set(code.match(/\b(?:https?|wss?):\/\/[a-zA-Z0-9][\w./-]*/g) ?? [])]
  expect(addresses.length).toBeGreaterThan(3)
  expect(addresses.filter((address) => !NAMED.some((pattern) => pattern.test(address)))).toEqual([])
})

test('evaluates no text as code and carries no script in its page', () => {
  expect(textOf(/\.js$/)).not.toMatch(/\bnew Function\(|\beval\(/)
  const html = textOf(/\.html$/)
  expect(html.match(/<script\b/g)).toHaveLength(1)
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\bstyle=/)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
})

test('declares the order of its layers before any other sheet', () => {
  const sheets = [...textOf(/\.html$/).matchAll(/<link rel="stylesheet"[^>]*href="([^"]*)"/g)].map(([, href]) => href)
  expect(sheets.length).toBeGreaterThan(1)
  expect(sheets[0]).toBe('./layers.css')
  expect(textOf(/layers\.css$/)).toContain('@layer reset, tokens, prose, components;')
})

test('brings its fonts and names the licences of what it is made of', () => {
  expect(files.filter((file) => file.endsWith('.woff2')).length).toBeGreaterThan(2)
  const licences = textOf(/-licenses\.txt$/)
  for (const name of [
    'react',
    'prosemirror-view',
    '@tiptap/core',
    'Literata Project Authors',
    'Inter Project Authors',
    'SIL OPEN FONT LICENSE',
  ])
    expect(licences).toContain(name)
})
