import { type NodeJson, numberAttr, stringAttr } from '../../essay/json.ts'
import { isBlank } from '../../formats/html/write/inline.ts'
import type { FindingPlace } from '../finding.ts'
import { doubledWords } from './doubled-words.ts'
import { nextLevel, oneSpace, oneWord, withoutBlock, withoutEmptyLinks } from './fixes.ts'
import type { CheckedText, Remark, Rule, Subject } from './rule.ts'

/** Marks that writers leave for themselves: "to come" as printers write it, and programmers' words. */
const TO_COME = /(?<![\p{L}\p{N}])(TK(?:TK)*|TODO|FIXME|XXX)(?![\p{L}\p{N}])/u

/** Words that may rightly follow themselves, by language. */
const MAY_DOUBLE: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['had', 'that', 'is', 'her', 'no', 'very', 'ha', 'so', 'bye', 'knock', 'tut']),
  de: new Set(['die', 'der', 'das', 'sie', 'den', 'dem', 'sehr', 'nein', 'ja']),
  fr: new Set(['nous', 'vous', 'très', 'non']),
  es: new Set(['no', 'muy']),
  it: new Set(['no', 'molto', 'piano', 'pian']),
  nl: new Set(['die', 'dat', 'nee', 'je', 'ze']),
  pt: new Set(['não', 'muito', 'se']),
  pl: new Set(['nie', 'bardzo']),
}

/** Rules about the words. */
export const textRules: readonly Rule[] = [
  {
    id: 'text-missing',
    severity: 'warning',
    advice: 'There is nothing to read yet.',
    find: ({ texts }) =>
      texts.some((one) => one.text.trim() !== '')
        ? []
        : [{ message: 'The essay has no text', place: { kind: 'essay' } }],
  },
  {
    id: 'heading-jump',
    severity: 'warning',
    advice: 'Those who move by headings expect the levels one after the other; choose the next level.',
    fix: nextLevel,
    find: headingJumps,
  },
  {
    id: 'heading-empty',
    severity: 'warning',
    advice: 'Write its words, or remove it.',
    fix: withoutBlock,
    find: ({ texts }) =>
      texts
        .filter((one) => one.node.type === 'heading' && one.text.trim() === '')
        .map(({ place }) => ({ message: 'A heading is empty', place })),
  },
  {
    id: 'link-text-empty',
    severity: 'warning',
    advice: 'A link without words cannot be seen or heard. Write its words, or remove it.',
    fix: withoutEmptyLinks,
    find: ({ texts }) =>
      texts.flatMap(({ node, place }) =>
        emptyLinks(node).map((href) => ({ message: `A link to ${href || 'an empty address'} has no text`, place })),
      ),
  },
  {
    id: 'text-to-come',
    severity: 'warning',
    advice: 'Write what is to come, or take the mark out.',
    find: (subject) =>
      allTexts(subject).flatMap(({ text, place }) => {
        const mark = TO_COME.exec(text)
        return mark ? [{ message: `“${mark[1]}” is still in the text: ${around(text, mark.index)}`, place }] : []
      }),
  },
  {
    id: 'word-doubled',
    severity: 'advice',
    advice: 'Take one out, unless it is meant.',
    fix: oneWord,
    find: (subject) => {
      const fine = MAY_DOUBLE[subject.essay.metadata.language.split('-')[0]?.toLowerCase() ?? '']
      return prose(subject).flatMap(({ text, place }) =>
        doubledWords(text)
          .filter(({ word }) => !fine?.has(word))
          .map(({ index }) => ({ message: `A word stands twice: ${around(text, index)}`, place })),
      )
    },
  },
  {
    id: 'space-doubled',
    severity: 'advice',
    advice: 'One is enough; most pages show one only.',
    fix: oneSpace,
    find: (subject) => {
      const found = prose(subject).filter(({ text }) => /\S {2,}\S/.test(text))
      const [first] = found
      if (!first) return []
      const where = found.length === 1 ? around(first.text, first.text.search(/ {2}/)) : `in ${found.length} paragraphs`
      return [{ message: `Two spaces in a row ${found.length === 1 ? `in ${where}` : where}`, place: first.place }]
    },
  },
]

function headingJumps({ texts }: Subject): readonly Remark[] {
  // The title is the page's first level.
  let before = 1
  return texts.flatMap(({ node, text, place }) => {
    if (node.type !== 'heading') return []
    const level = numberAttr(node, 'level', 2)
    const jump = level > before + 1
    const message = `The heading “${shortened(text)}” jumps from level ${before} to level ${level}`
    before = level
    return jump ? [{ message, place }] : []
  })
}

/** Addresses of links whose words are nothing but spaces; a picture with a description counts as words. */
function emptyLinks(node: NodeJson): readonly string[] {
  const links: { href: string | null; nodes: NodeJson[] }[] = []
  for (const child of node.content ?? []) {
    const mark = child.marks?.find((one) => one.type === 'link')
    const href = mark ? stringAttr(mark, 'href') : null
    const last = links.at(-1)
    if (last?.href === href) last.nodes.push(child)
    else links.push({ href, nodes: [child] })
  }
  const silent = (child: NodeJson) =>
    child.type === 'image' ? stringAttr(child, 'alt').trim() === '' : isBlank([child])
  return links.flatMap(({ href, nodes }) => (href !== null && nodes.every(silent) ? [href] : []))
}

/** Running text without code and verse, where repetition and spaces are meant. */
function prose({ texts }: Subject): readonly CheckedText[] {
  return texts.filter(({ node }) => node.type !== 'codeBlock' && node.type !== 'verse')
}

/** The text's blocks and the details that are printed. */
function allTexts(subject: Subject): readonly { readonly text: string; readonly place: FindingPlace }[] {
  const { metadata } = subject.essay
  const details = (['title', 'standfirst', 'excerpt', 'closingQuestion'] as const).map((field) => ({
    text: metadata[field],
    place: { kind: 'detail', field } as const,
  }))
  return [...details, ...subject.texts.filter(({ node }) => node.type !== 'codeBlock')]
}

/** The words around a place, for people to find it. */
function around(text: string, index: number): string {
  const start = Math.max(0, text.lastIndexOf(' ', Math.max(0, index - 20)) + 1)
  const end = text.indexOf(' ', index + 24)
  const words = text.slice(start, end < 0 ? undefined : end).replace(/\s+/g, ' ')
  return `“${start > 0 ? '…' : ''}${words}${end < 0 ? '' : '…'}”`
}

/** The beginning of a text, to name it by. */
export function shortened(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 40 ? `${words.slice(0, 40).trimEnd()}…` : words
}
