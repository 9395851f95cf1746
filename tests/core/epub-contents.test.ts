import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { newEssay } from '../../core/essay/new-essay.ts'
import { toEpub } from '../../core/formats/epub/to-epub.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { doc, h, p } from '../builders/nodes.ts'

/** The contents of a book whose headings have these levels, as nested lists: `2(4 3)`. */
function contents(levels: readonly number[]): string {
  const essay = newEssay(ARBITRARY_ID, { body: doc([...levels.map((level) => h(level, `${level}`)), p('End.')]) })
  const { bytes } = toEpub(essay, { picture: () => new Uint8Array() })
  const parts = unzipSync(bytes)
  const name = Object.keys(parts).find((path) => path.endsWith('nav.xhtml')) ?? ''
  const list = /<a href="essay\.xhtml">[^<]*<\/a>(.*)<\/li><\/ol><\/nav>/s.exec(
    strFromU8(parts[name] ?? new Uint8Array()),
  )
  const nested = (list?.[1] ?? 'no contents').replace(/<a [^>]*>(\d)<\/a>/g, '$1')
  return nested
    .replace(/<\/?li>/g, ' ')
    .replaceAll('<ol>', '(')
    .replaceAll('</ol>', ')')
    .replace(/ +/g, ' ')
}

// EPUB 3.3, 7.4.1: an entry has one list at most.
it.each([
  [[2, 3, 3, 2], '( 2( 3 3 ) 2 )'],
  [[2, 4, 3], '( 2( 4 3 ) )'],
  [[3, 2, 4, 2], '( 3 2( 4 ) 2 )'],
  [[2, 4, 3, 4, 2], '( 2( 4 3( 4 ) ) 2 )'],
])('the contents of a book with headings %j are nested as %s', (levels, nested) => {
  expect(contents(levels)).toBe(nested)
})
