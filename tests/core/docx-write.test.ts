import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Essay } from '../../core/essay/essay.ts'
import { textOf } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import type { DocxOptions } from '../../core/formats/docx/write/docx-options.ts'
import { toDocx } from '../../core/formats/docx/write/to-docx.ts'
import { publish } from '../../core/publication/publish.ts'
import { readDocx } from '../../host/import/read-docx.ts'
import { ARBITRARY_ID, arbitraryEssay } from '../builders/arbitrary-essay.ts'
import { doc, marked, node, p, ref } from '../builders/nodes.ts'
import { canonical, PUBLISH_OPTIONS, profileNamed } from '../builders/published.ts'
import { richEssay } from '../builders/rich-essay.ts'

const OPTIONS: DocxOptions = { kind: 'reading', anonymous: false, picture: () => new Uint8Array([1]) }

/** The parts of a file, text as text. */
function partsOf(essay: Essay, options: Partial<DocxOptions> = {}): Record<string, string> {
  const files = unzipSync(toDocx(essay, { ...OPTIONS, ...options }).bytes)
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))
}

/** Reads a part strictly; throws at the first error. */
function parse(xml: string): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
}

const essayOf = (...parts: Parameters<typeof doc>) => newEssay(ARBITRARY_ID, { body: doc(...parts) })

describe('toDocx', () => {
  it('writes well-formed parts whose references all lead somewhere, for any essay', () => {
    fc.assert(
      fc.property(
        arbitraryEssay({ review: true }),
        fc.constantFrom('reading' as const, 'manuscript' as const),
        (essay, kind) => {
          const parts = partsOf(essay, { kind })
          const types = parts['[Content_Types].xml'] ?? ''
          for (const [name, text] of Object.entries(parts)) {
            if (/\.(xml|rels)$/.test(name)) parse(text)
            const said =
              types.includes(`"/${name}"`) || types.includes(`Extension="${name.slice(name.lastIndexOf('.') + 1)}"`)
            expect(said || name === '[Content_Types].xml', name).toBe(true)
          }
          for (const part of ['document', 'footnotes']) {
            const ids = new Set(
              [...(parts[`word/_rels/${part}.xml.rels`] ?? '').matchAll(/ Id="([^"]+)"/g)].map((match) => match[1]),
            )
            for (const match of (parts[`word/${part}.xml`] ?? '').matchAll(/ r:(?:id|embed)="([^"]+)"/g))
              expect(ids, part).toContain(match[1])
          }
          for (const match of (parts['word/document.xml'] ?? '').matchAll(/<w:footnoteReference w:id="(\d+)"/g))
            expect(parts['word/footnotes.xml']).toContain(`<w:footnote w:id="${match[1]}">`)
          for (const match of (parts['word/document.xml'] ?? '').matchAll(/<w:pStyle w:val="(\w+)"/g))
            expect(parts['word/styles.xml']).toContain(`w:styleId="${match[1]}"`)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('gives the same bytes for the same essay, on any day', () => {
    expect(toDocx(structuredClone(richEssay), OPTIONS)).toEqual(toDocx(richEssay, OPTIONS))
  })

  it('has footnotes, descriptions, numbered captions as plain words, and headings below the title', () => {
    const {
      'word/document.xml': text = '',
      'word/footnotes.xml': notes = '',
      'docProps/core.xml': facts = '',
    } = partsOf(richEssay)
    expect(text).toContain('<w:footnoteReference w:id="1"/>')
    expect(notes.match(/<w:footnote w:id="\d+">/g)?.length).toBe(
      new Set(text.match(/<w:footnoteReference w:id="\d+"/g)).size,
    )
    expect(text).toMatch(/<wp:docPr id="\d+" name="Picture \d+" descr="[^"]+/)
    expect(text).toMatch(/w:val="FigureNumber"\/><\/w:rPr><w:t xml:space="preserve">Figure 1\. </)
    expect(text).not.toContain(' SEQ ')
    expect(text).toContain('<w:pStyle w:val="Heading1"/>')
    expect(facts).toContain('<dc:creator>Mira Holt; Jonas Eik</dc:creator>')
  })

  it('has endnotes where the house wants them, with everything that leads to them', async () => {
    const profile = { ...profileNamed('docx-manuscript'), rules: { notes: 'endnotes' } } as const
    const { files, clipboard } = await publish(canonical(richEssay), profile, PUBLISH_OPTIONS)
    const parts = Object.entries(unzipSync(files[0].content as Uint8Array))
    const texts = Object.fromEntries(parts.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))
    for (const [name, text] of Object.entries(texts)) {
      if (/\.(?:xml|rels)$/.test(name)) parse(text)
      expect(text, name).not.toMatch(/footnotes|<w:footnote/)
    }
    expect(texts['word/endnotes.xml']?.match(/<w:endnote w:id="\d+">/g)).toHaveLength(2)
    expect(texts['word/document.xml']).toContain('<w:endnoteReference w:id="2"/>')
    expect(texts['word/_rels/document.xml.rels']).toContain('relationships/endnotes" Target="endnotes.xml"')
    expect(texts['[Content_Types].xml']).toContain('wordprocessingml.endnotes+xml')
    expect(clipboard?.rtf).toContain('{\\footnote\\ftnalt ')
    expect(clipboard?.rtf).not.toContain('{\\footnote ')
    const read = await readDocx(files[0].content as Uint8Array, ARBITRARY_ID)
    const notes = (essay: Essay) => essay.body.content?.at(-1)?.content?.map(textOf).sort()
    expect(read.ok && notes(read.value.essay)).toEqual(notes(canonical(richEssay)))
  })

  it('repeats a note by a field, and puts a note of a note into brackets', () => {
    const { losses } = toDocx(
      essayOf(
        [p('a', ref('x'), ' b', ref('x'))],
        [
          ['x', p('one', ref('y'))],
          ['y', p('two')],
        ],
      ),
      OPTIONS,
    )
    const parts = partsOf(
      essayOf(
        [p('a', ref('x'), ' b', ref('x'))],
        [
          ['x', p('one', ref('y'))],
          ['y', p('two')],
        ],
      ),
    )
    expect(parts['word/document.xml']).toContain('NOTEREF note1')
    expect(parts['word/footnotes.xml']).toContain('[two]')
    expect(losses.map(({ kind }) => kind)).toEqual(['note-in-note'])
  })

  it('accepts suggestions, leaves comments out, and says so', () => {
    const review = essayOf([
      p(
        'Keep ',
        marked('gone', { type: 'deletion', attrs: { id: '1', author: 'Ada', time: '' } }),
        marked('new', { type: 'insertion', attrs: { id: '2', author: 'Ada', time: '' } }),
        marked(' asked', { type: 'comment', attrs: { threadId: 't' } }),
      ),
    ])
    const text = partsOf(review)['word/document.xml'] ?? ''
    expect(text).toContain('new')
    expect(text).not.toMatch(/gone|Ada/)
    expect(toDocx(review, OPTIONS).losses.map(({ kind }) => kind)).toEqual(['suggestion', 'suggestion', 'comment'])
  })

  it('sets a manuscript: contact and word count, no header on the first page, surname and keyword on all others', () => {
    const parts = partsOf(richEssay, { kind: 'manuscript' })
    expect(parts['word/document.xml']).toMatch(/Mira Holt<\/w:t><\/w:r><w:r><w:tab\/><\/w:r>.*?about [\d,]+ words/)
    expect(parts['word/document.xml']).toContain('<w:titlePg/>')
    expect(parts['word/header1.xml']).toContain('Holt / KEEPER / ')
    expect(parts['word/styles.xml']).toMatch(/w:default="1" w:styleId="Normal">.*?w:line="480".*?w:firstLine="720"/)
    expect(parts['word/document.xml']).not.toContain('Ada Brandt')
  })

  it('has a row for every node and throws for others', () => {
    expect(() => toDocx(essayOf([node('carousel')]), OPTIONS)).toThrow('carousel')
  })

  it('lets a block run as it is told, by its first letter or by its language', () => {
    const block = (words: string, attrs: Record<string, unknown>) => ({ ...p(words), attrs })
    const text = partsOf(
      essayOf([
        block('one', { lang: '', dir: 'rtl' }),
        block('שלום', { lang: '', dir: 'auto' }),
        block('two', { lang: '', dir: 'auto' }),
        block('three', { lang: 'he', dir: null }),
        block('four', { lang: 'he', dir: 'ltr' }),
      ]),
    )['word/document.xml']
    const paragraphs = [...(text ?? '').matchAll(/<w:p>.*?<\/w:p>/g)].map(([paragraph]) => paragraph)
    const runs = (word: string) =>
      paragraphs.find((paragraph) => paragraph.includes(`>${word}<`))?.includes('<w:bidi/>')
    expect(['one', 'שלום', 'two', 'three', 'four'].map(runs)).toEqual([true, true, false, true, false])
  })
})
