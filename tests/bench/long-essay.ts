import type { Essay } from '../../core/essay/essay.ts'
import type { MarkJson, NodeJson } from '../../core/essay/json.ts'
import { newEssay } from '../../core/essay/new-essay.ts'
import { makeNode } from '../../core/formats/markdown/nodes.ts'
import { ARBITRARY_ID } from '../builders/arbitrary-essay.ts'
import { ASSETS } from '../builders/example-assets.ts'

const WORDS =
  'the lamp of a harbour keeper burns until morning comes over water and nobody asks who had carried oil up those stairs'.split(
    ' ',
  )

/** An essay like the ones that are written, only longer: paragraphs of 80 words with marks and links, headings, quotations, lists, figures and notes. */
export function longEssay(words = 100_000, figures = 200, notes = 300): Essay {
  const random = sequence(7)
  const blocks: NodeJson[] = []
  const footnotes: NodeJson[] = []
  const paragraphs = Math.round(words / 80)
  for (let index = 0; index < paragraphs; index++) {
    if (index % 12 === 0) blocks.push(makeNode('heading', { level: 2 }, [text(phrase(random, 5))]))
    if (figures > 0 && index % Math.ceil(paragraphs / figures) === 0) blocks.push(figure(random, index))
    const content = prose(random)
    if (footnotes.length < notes && index % Math.max(1, Math.floor(paragraphs / notes)) === 0) {
      const id = `n${footnotes.length + 1}`
      content.push(makeNode('footnoteRef', { id }))
      footnotes.push(makeNode('footnote', { id }, [makeNode('paragraph', {}, [text(`${phrase(random, 15)}.`)])]))
    }
    const paragraph = makeNode('paragraph', {}, content)
    if (index % 15 === 7) blocks.push(makeNode('blockquote', {}, [paragraph]))
    else if (index % 20 === 11)
      blocks.push(
        makeNode('bulletList', {}, [
          makeNode('listItem', {}, [paragraph]),
          makeNode('listItem', {}, [makeNode('paragraph', {}, prose(random))]),
        ]),
      )
    else blocks.push(paragraph)
  }
  return newEssay(ARBITRARY_ID, {
    body: { type: 'doc', content: [...blocks, makeNode('footnotes', {}, footnotes)] },
    assets: ASSETS,
  })
}

function prose(random: () => number): NodeJson[] {
  const content: NodeJson[] = [text(`${phrase(random, 30)}. `)]
  content.push(text(phrase(random, 3), [{ type: 'italic' }]))
  content.push(text(` ${phrase(random, 20)}, “${phrase(random, 6)}”, `))
  content.push(text(phrase(random, 2), [{ type: 'link', attrs: { href: 'https://example.org/a_b?x=1', title: '' } }]))
  content.push(text(` ${phrase(random, 16)} (1986) `))
  content.push(text(phrase(random, 2), [{ type: 'bold' }]))
  content.push(text('.'))
  return content
}

function figure(random: () => number, index: number): NodeJson {
  return makeNode(
    'figure',
    {
      src: `asset:${ASSETS[index % ASSETS.length]?.hash}`,
      alt: phrase(random, 6),
      creator: 'Ana Li',
      license: 'CC BY 4.0',
    },
    [
      makeNode('figcaption', {}, [text(`${phrase(random, 10)}.`)]),
      makeNode('figcredit', {}, [
        text('Photo: '),
        text('Ana Li', [{ type: 'link', attrs: { href: 'https://example.org/ana', title: '' } }]),
      ]),
    ],
  )
}

function text(words: string, marks: readonly MarkJson[] = []): NodeJson {
  return marks.length > 0 ? { type: 'text', marks, text: words } : { type: 'text', text: words }
}

function phrase(random: () => number, count: number): string {
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
}

/** The same numbers on every machine. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
