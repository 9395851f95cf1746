import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { EMPTY_METADATA, newEssay } from '../../core/essay/new-essay.ts'
import { fromHtml } from '../../core/formats/html/read/from-html.ts'
import { toHtml } from '../../core/formats/html/write/to-html.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { lineOf, TEXT_CLASSES } from '../builders/arbitrary-text.ts'
import { exampleAddress, examplePicture } from '../builders/example-assets.ts'
import { doc, figure, node, p, ref } from '../builders/nodes.ts'
import { RICH_ASSETS, richEssay } from '../builders/rich-essay.ts'

type Tree = string | readonly [name: string, attributes: string, ...children: readonly unknown[]]

const write = (essay: Essay) => toHtml(essay, { kind: 'xhtml', address: exampleAddress })

/** The body as a strict XML parser sees it; throws at the first error. */
function bodyOfXml(text: string): Tree {
  const parser = new SaxesParser()
  const root: [string, string, ...unknown[]] = ['', '']
  const open = [root]
  let body: Tree | undefined
  const add = (child: unknown) => {
    const into = open.at(-1) as unknown[]
    if (typeof child === 'string' && typeof into.at(-1) === 'string' && into.length > 2) into[into.length - 1] += child
    else into.push(child)
  }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const made: [string, string, ...unknown[]] = [tag.name, attributesOf(Object.entries(tag.attributes))]
    add(made)
    open.push(made)
  })
  parser.on('text', add)
  parser.on('closetag', (tag) => {
    const closed = open.pop()
    if (tag.name === 'body') body = closed
  })
  parser.write(text).close()
  if (!body) throw new Error('there is no body')
  return body
}

/** The body as browsers see the same text when it is served as HTML. */
function bodyOfHtml(text: string): Tree {
  const html = parse(text).childNodes.find((child) => child.nodeName === 'html') as DefaultTreeAdapterTypes.Element
  return treeOf(html.childNodes.find((child) => child.nodeName === 'body') as DefaultTreeAdapterTypes.Element)
}

function treeOf(element: DefaultTreeAdapterTypes.Element): Tree {
  const children = element.childNodes.map((child) =>
    child.nodeName === '#text'
      ? (child as DefaultTreeAdapterTypes.TextNode).value
      : treeOf(child as DefaultTreeAdapterTypes.Element),
  )
  return [element.tagName, attributesOf(element.attrs.map(({ name, value }) => [name, value])), ...children]
}

function attributesOf(attributes: readonly (readonly [string, string])[]): string {
  return JSON.stringify([...attributes].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** HTML's parser puts what follows `</body>` into it. */
const trimmed = ([name, attributes, ...children]: Tree & readonly unknown[]) => {
  const last = children.at(-1)
  return [name, attributes, ...children.slice(0, -1), ...(typeof last === 'string' && last.trim() === '' ? [] : [last])]
}
const same = (text: string) => expect(trimmed(bodyOfXml(text) as never)).toEqual(trimmed(bodyOfHtml(text) as never))

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the chapter for a book', () => {
  it.each(TEXT_CLASSES.map((textClass) => [textClass.name, textClass] as const))(
    'is well-formed, is the same tree to HTML and XML, and comes back whole: %s',
    (_, textClass) => {
      fc.assert(
        fc.property(arbitraryEssay({ line: lineOf(textClass) }), (essay) => {
          const { text } = write(essay)
          same(text)
          const read = fromHtml(text, { kind: 'document', id: ARBITRARY_ID, picture: examplePicture })
          if (!read.ok) throw new Error(read.problem.message)
          const back = read.value.essay
          expect(plain(back.body)).toEqual(plain(essay.body))
          // The package document has these.
          const metadata = { ...essay.metadata, excerpt: '', slug: null, canonicalUrl: '' }
          expect(plain(back.metadata)).toEqual(plain({ ...metadata, language: metadata.language || 'en' }))
          expect(back.credits).toEqual(essay.credits)
          expect(back.people.map((person) => person.name)).toEqual(essay.people.map((person) => person.name))
        }),
        { numRuns: 60 },
      )
    },
  )

  it('is well-formed for every fixture of the page', () => {
    const folder = join(import.meta.dirname, '../fixtures/html-out')
    const names = readdirSync(folder)
    expect(names.length).toBeGreaterThan(60)
    for (const name of names) {
      const parts = JSON.parse(readFileSync(join(folder, name, 'essay.json'), 'utf8'))
      const metadata = { ...EMPTY_METADATA, ...parts.metadata }
      same(write(newEssay(ARBITRARY_ID, { ...parts, metadata, assets: RICH_ASSETS })).text)
    }
  })

  it('names notes by what they are, links its stylesheet, and holds no script, policy or style', () => {
    const { text } = toHtml(richEssay, { kind: 'xhtml', address: exampleAddress, stylesheet: '../styles/a&b.css' })
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<!DOCTYPE html>\n<html xmlns=/)
    expect(text).toContain('lang="en-GB" xml:lang="en-GB" dir="ltr"')
    expect(text).toContain('<link rel="stylesheet" type="text/css" href="../styles/a&amp;b.css"/>')
    expect(text).toContain('<a epub:type="noteref" id="fnref-1" href="#fn-1"')
    expect(text).toMatch(/<section class="footnotes" epub:type="endnotes"[^>]*>/)
    expect(text).toMatch(/<li id="fn-1" epub:type="footnote"/)
    expect(text.match(/epub:type="backlink"/g)).toHaveLength(3)
    expect(text).toContain('<aside class="pullquote" epub:type="pullquote"')
    expect(text).not.toMatch(/<script|<style|http-equiv|loading=/)
  })

  it('leaves out what XML cannot hold, and says so with the words around it', () => {
    const body = doc([p('a\u0000b\fc\ud800d\ufffee')])
    const { text, losses } = write(newEssay(ARBITRARY_ID, { body }))
    expect(text).toContain('<p class="pre-wrap">abc\ufffdde</p>')
    same(text)
    expect(losses.filter((loss) => loss.kind === 'control-character').map((loss) => loss.count)).toEqual([4])
  })

  it('counts what only a book’s package can say', () => {
    const { losses } = write(richEssay)
    expect(losses.map((loss) => [loss.kind, loss.place.slice(0, 20)])).toEqual([
      ['package-metadata', 'A film about a light'],
      ['package-metadata', 'https://example.org/'],
    ])
  })

  it('keeps a first empty line of verse in both parsers, and tabs in a description', () => {
    const body = doc([node('verse', {}, '\nlamp'), figure({ src: '', alt: 'a\tb' }), p('x', ref('n'))], [['n', p('N')]])
    const { text } = write(newEssay(ARBITRARY_ID, { body }))
    same(text)
    const read = fromHtml(text, { kind: 'document', id: ARBITRARY_ID, picture: examplePicture })
    expect(read.ok ? read.value.essay.body.content?.slice(0, 2) : []).toMatchObject([
      { type: 'verse', content: [{ text: '\nlamp' }] },
      { type: 'figure', attrs: { alt: 'a\tb' } },
    ])
  })

  it('would be caught broken (the strict parser works)', () => {
    const { text } = write(richEssay)
    for (const [from, to] of [
      ['<br/>', '<br>'],
      ['data-derived=""', 'data-derived'],
      ['lamp', '\f'],
    ] as const)
      expect(() =>
        bodyOfXml(
          `${text.replace('</article>', `<p data-derived="">${'lamp'}<br/></p></article>`)}`.replaceAll(from, to),
        ),
      ).toThrow()
  })
})
