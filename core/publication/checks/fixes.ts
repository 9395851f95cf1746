import { mapNodes, withBody, withContent, withoutMarks } from '../../essay/changed-body.ts'
import { threadsInText } from '../../essay/conversations.ts'
import type { Essay } from '../../essay/essay.ts'
import { figureNumbers, referenceIn } from '../../essay/figure-references.ts'
import { type NodeJson, numberAttr, stringAttr } from '../../essay/json.ts'
import { setTyped } from '../../typography/set-typed.ts'
import type { FindingPlace } from '../finding.ts'
import { doubledWords } from './doubled-words.ts'
import type { Fix } from './rule.ts'

/** What a button does about findings of the text. All are pure: a new body where something changed, the same essay where not. */

/** Makes one space of several, in every paragraph. */
export const oneSpace: Fix = {
  label: 'Make it one',
  mend: (essay) => withTexts(essay, (text) => text.replace(/(?<=\S) {2,}(?=\S)/g, ' ')),
}

/** Takes the second of two words out. */
export const oneWord: Fix = {
  label: 'Take one out',
  fits: (essay, place) => oneWord.mend(essay, place) !== essay,
  mend: (essay, place) =>
    inBlock(essay, place, (block) =>
      mapTexts(block, (text) => {
        const [first] = doubledWords(text)
        if (!first) return text
        const end = first.index + first.word.length
        const next = /^\s+/.exec(text.slice(end))?.[0].length ?? 0
        return text.slice(0, end) + text.slice(end + next + first.word.length)
      }),
    ),
}

/** Brings a heading to the level after the one before it. */
export const nextLevel: Fix = {
  label: 'Set its level',
  mend: (essay, place) =>
    inBlock(essay, place, (heading, before) => {
      const last = before.findLast(({ type }) => type === 'heading')
      const level = (last ? numberAttr(last, 'level', 2) : 1) + 1
      return heading.type === 'heading' && level !== numberAttr(heading, 'level', 2)
        ? { ...heading, attrs: { ...heading.attrs, level } }
        : heading
    }),
}

/** Takes a block out. */
export const withoutBlock: Fix = {
  label: 'Remove it',
  fits: ({ body }, place) => place.kind === 'block' && body.content?.[place.block]?.type === 'heading',
  mend: (essay, place) =>
    place.kind === 'block'
      ? withContent(
          essay,
          essay.body.content?.filter((_, index) => index !== place.block),
        )
      : essay,
}

/** Takes the link off words that are none. */
export const withoutEmptyLinks: Fix = {
  label: 'Remove the link',
  mend: (essay, place) =>
    inBlock(essay, place, (block) =>
      mapNodes(block, (node) =>
        node.type === 'text' && (node.text ?? '').trim() === '' ? withoutMarks(node, ['link']) : node,
      ),
    ),
}

/** Takes the link off words that refer to a figure that is not there. */
export const withoutMissingReferences: Fix = {
  label: 'Remove the link',
  mend: (essay, place) => {
    const numbers = figureNumbers(essay.body)
    return inBlock(essay, place, (block) =>
      mapNodes(block, (node) => {
        const id = referenceIn(node)
        return id === null || numbers.has(id) ? node : withoutMarks(node, ['link'])
      }),
    )
  },
}

/** Takes comments off the text; what was said in them stays in no file. Threads that no words refer to are readers' comments, and stay. */
export const withoutComments: Fix = {
  label: 'Remove all comments',
  mend: (essay) => {
    const next = withBody(
      essay,
      mapNodes(essay.body, (node) => withoutMarks(node, ['comment'])),
    )
    const inText = threadsInText(essay)
    const threads = essay.threads.filter((thread) => !inText.includes(thread))
    return threads.length === essay.threads.length ? next : { ...next, threads }
  },
}

/** Does what was suggested: insertions stay, deletions go. */
export const acceptSuggestions: Fix = {
  label: 'Accept all',
  mend: (essay) => {
    const accepted = mapNodes(essay.body, (node) => {
      const content = node.content?.filter((child) => !child.marks?.some(({ type }) => type === 'deletion'))
      const kept = content && content.length !== node.content?.length ? { ...node, content } : node
      return withoutMarks(kept, ['insertion'])
    })
    return withBody(essay, accepted)
  },
}

/** Takes notes out that nothing refers to. */
export const withoutUnusedNotes: Fix = {
  label: 'Remove it',
  mend: (essay) => {
    const used = new Set<unknown>()
    const look = (node: NodeJson): void => {
      if (node.type === 'footnoteRef') used.add(node.attrs?.id)
      for (const child of node.content ?? []) look(child)
    }
    for (const block of essay.body.content ?? []) if (block.type !== 'footnotes') look(block)
    return withContent(
      essay,
      essay.body.content?.flatMap((block) => {
        if (block.type !== 'footnotes') return [block]
        const content = block.content?.filter(({ attrs }) => used.has(attrs?.id)) ?? []
        return content.length === 0 ? [] : content.length === block.content?.length ? [block] : [{ ...block, content }]
      }),
    )
  },
}

/** An essay whose text is changed by a function, code and verse apart. */
function withTexts(essay: Essay, change: (text: string, block: NodeJson) => string): Essay {
  return withContent(
    essay,
    essay.body.content?.map((block) => mapTexts(block, change)),
  )
}

function mapTexts(block: NodeJson, change: (text: string, block: NodeJson) => string): NodeJson {
  if (block.type === 'codeBlock' || block.type === 'verse') return block
  return mapNodes(block, (node) => {
    if (node.type !== 'text' || node.marks?.some(({ type }) => type === 'code')) return node
    const text = change(node.text ?? '', block)
    return text === node.text ? node : { ...node, text }
  })
}

function inBlock(
  essay: Essay,
  place: FindingPlace,
  change: (block: NodeJson, before: readonly NodeJson[]) => NodeJson,
): Essay {
  if (place.kind !== 'block') return essay
  const content = essay.body.content ?? []
  return withContent(
    essay,
    content.map((block, index) => (index === place.block ? change(block, content.slice(0, index)) : block)),
  )
}

/** Sets typewriter's quotation marks as a printer of the language would, by what stands around them. Code and measures stay as they are. */
export const curlyQuotes: Fix = {
  label: 'Set them',
  mend: (essay) => {
    const language = essay.metadata.language || 'en'
    return withContent(
      essay,
      essay.body.content?.map((block) =>
        mapNodes(block, (node) =>
          node.content?.some(({ type }) => type === 'text') && node.type !== 'codeBlock'
            ? withQuotesSet(node, stringAttr(node, 'lang') || language)
            : node,
        ),
      ),
    )
  },
}

function withQuotesSet(node: NodeJson, language: string): NodeJson {
  const content = setQuotes(node.content ?? [], language)
  return content.some((child, index) => child !== node.content?.[index]) ? { ...node, content } : node
}

function setQuotes(content: readonly NodeJson[], language: string): readonly NodeJson[] {
  let before = ''
  return content.map((node, index) => {
    if (node.type !== 'text') {
      before += '\ufffc'
      return node
    }
    const text = node.text ?? ''
    if (node.marks?.some(({ type }) => type === 'code')) {
      before += text
      return node
    }
    const following = content
      .slice(index + 1)
      .map((next) => next.text ?? '')
      .join('')
    let set = ''
    let at = 0
    for (const char of text) {
      at += char.length
      const straight = (char === '"' || char === "'") && !/\d$/.test(before)
      const typed = straight ? setTyped(char, before, text.slice(at) + following, language) : null
      const mark = typed?.replaced === 0 ? typed.text : char
      set += mark
      before += mark
    }
    return set === text ? node : { ...node, text: set }
  })
}
