import type { Cover } from '../../../essay/essay.ts'
import type { NodeJson } from '../../../essay/json.ts'
import { EMPTY_METADATA } from '../../../essay/new-essay.ts'
import { coverInPage } from './cover-in-page.ts'
import { type CreditedBody, creditParagraphs } from './credit-paragraphs.ts'
import { findArticle } from './find-article.ts'
import {
  attribute,
  find,
  type HastElement,
  type HastNode,
  type HastRoot,
  isElement,
  plainTextOf,
  rewrite,
} from './hast.ts'
import { hastToBlocks, hastToBody } from './hast-to-body.ts'
import type { ImportContext } from './import-context.ts'
import type { PageEssay } from './own-page.ts'
import { type PageMetadata, pageLanguage, readPageMetadata } from './page-metadata.ts'
import { appleSpaces } from './passes/apple-spaces.ts'
import { captions } from './passes/captions.ts'
import { codeBlocks } from './passes/code-blocks.ts'
import { dropChrome, isWebPage } from './passes/drop-chrome.ts'
import { dropUnshown } from './passes/drop-unshown.ts'
import { embeds } from './passes/embeds.ts'
import { emojiPictures } from './passes/emoji-pictures.ts'
import { formulas } from './passes/formulas.ts'
import { galleries } from './passes/galleries.ts'
import { ghostCards } from './passes/ghost-cards.ts'
import { googleDocs } from './passes/google-docs.ts'
import { headingAnchors } from './passes/heading-anchors.ts'
import { lazyPictures } from './passes/lazy-pictures.ts'
import { looseItems } from './passes/loose-items.ts'
import { mutualNotes } from './passes/mutual-notes.ts'
import type { Pass } from './passes/pass.ts'
import { quotations } from './passes/quotations.ts'
import { shortcodes } from './passes/shortcodes.ts'
import { sidenotes } from './passes/sidenotes.ts'
import { taskLists } from './passes/task-lists.ts'
import { tracking } from './passes/tracking.ts'
import { wordLists } from './passes/word-lists.ts'
import { wordMarkup } from './passes/word-markup.ts'
import { wordOnline } from './passes/word-online.ts'
import { isNoteList } from './read-list.ts'
import { excerpt } from './walk.ts'

/**
 * The passes in their order. Notes come before anything that might take their heading, rule or way back away; lists before Word's styles are
 * read as quotations; captions before galleries, whose figures they complete.
 */
export const PASSES: readonly Pass[] = [
  formulas,
  sidenotes,
  mutualNotes,
  wordLists,
  wordMarkup,
  wordOnline,
  googleDocs,
  appleSpaces,
  emojiPictures,
  lazyPictures,
  tracking,
  dropUnshown,
  shortcodes,
  looseItems,
  codeBlocks,
  ghostCards,
  embeds,
  captions,
  galleries,
  quotations,
  taskLists,
  headingAnchors,
]

/** The language of foreign HTML; it has to be known before the context is made. */
export { pageLanguage } from './page-metadata.ts'

/**
 * Reads HTML that Galley did not write. A document's title, standfirst and byline become metadata and leave the text, and of a web page only the
 * article is read; a fragment is text as a whole.
 */
export function readForeignPage(root: HastRoot, kind: 'document' | 'fragment', context: ImportContext): PageEssay {
  if (kind === 'fragment') {
    for (const pass of PASSES) pass(root, context)
    return {
      metadata: { ...EMPTY_METADATA, language: pageLanguage(root) || EMPTY_METADATA.language },
      people: [],
      credits: [],
      body: hastToBody(root.children, context),
    }
  }
  // Word's and Google Docs' named styles say what the title is, JSON-LD goes with the scripts: so metadata is read between these passes.
  const web = isWebPage(root)
  for (const pass of PASSES) pass(root, context)
  // The notes stand outside whatever is found to be the article.
  const notes = takeNotes(root)
  const page = readPageMetadata(root, context.language, context)
  tellUnsaid(page, context)
  rewrite(root, (node) => (page.said.has(node) ? [] : undefined))
  if (web) dropChrome(root, context)
  else dropContents(root, context)
  const { nodes, cover } = web ? findArticle(root, context) : { nodes: root.children, cover: null }
  const body = hastToBody(notes ? [...nodes, notes] : nodes, context)
  const credited: CreditedBody =
    web && !context.asItStands
      ? creditParagraphs(body, page.people, page.credits, context)
      : { body, people: page.people, credits: page.credits, date: '', taken: [] }
  return {
    metadata: {
      ...page.metadata,
      date: page.metadata.date || credited.date,
      cover: cover ? coverOf(cover, context) : null,
    },
    people: credited.people,
    credits: credited.credits,
    body: credited.body,
    taken: credited.taken,
  }
}

/** Counts the words in the lines around the title that did not become details: a job, a reading time. */
function tellUnsaid({ said, metadata, people }: PageMetadata, { losses }: ImportContext): void {
  const kept = new Set(
    wordsOf([metadata.title, metadata.standfirst, ...people.flatMap(({ name, bio }) => [name, bio])].join(' ')),
  )
  for (const node of said) {
    if (node.tagName === 'time' && metadata.date !== '') continue
    const text = plainTextOf(node)
    if (wordsOf(text).some((word) => !kept.has(word) && !JOINING.has(word)))
      losses.add('page-label', 'Words beside the title or a name became no detail and were left out.', excerpt(text))
  }
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const JOINING: ReadonlySet<string> = new Set('by and written von und par et por y di e door en'.split(' '))

/** Takes out the table of contents that a word processor or converter made. */
function dropContents(root: HastRoot, context: ImportContext): void {
  rewrite(root, (node) => {
    if (node.tagName !== 'nav' && attribute(node, 'id') !== 'TOC') return undefined
    const text = plainTextOf(node)
    if (text !== '') context.losses.add('contents', 'A table of contents was left out.', excerpt(text))
    return []
  })
}

function takeNotes(root: HastRoot): HastNode | undefined {
  const last = root.children.at(-1)
  return isElement(last) && isNoteList(last) ? root.children.pop() : undefined
}

function coverOf(node: HastElement, context: ImportContext): Cover | null {
  const figure = hastToBlocks([node], context).find((block) => block.type === 'figure')
  if (!figure || find({ type: 'root', children: [node] }, (one) => one.tagName === 'img') === undefined) return null
  // A cover's caption has no notes and pictures.
  const isWord = ({ type }: NodeJson) => type === 'text' || type === 'hardBreak'
  const content = figure.content?.map((part) => ({ ...part, content: (part.content ?? []).filter(isWord) })) ?? []
  return { ...coverInPage({ ...figure, content }, context), permission: '' }
}
