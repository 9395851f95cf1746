import { type NodeJson, stringAttr, textOf } from '../../essay/json.ts'
import { worksCitedBlocks } from '../../essay/works-cited.ts'
import { worksCited } from '../../essay/works-cited-entries.ts'
import { acceptSuggestions, curlyQuotes, withoutComments } from './fixes.ts'
import type { CheckedText, Remark, Rule, Subject } from './rule.ts'
import { shortened } from './text-rules.ts'

/** Rules of the craft: links that say nothing, quotation marks, what a review left behind, sources that nobody quotes. */
export const craftRules: readonly Rule[] = [
  {
    id: 'link-text-vague',
    severity: 'warning',
    advice: 'Those who go from link to link hear nothing else. Let the words say where it leads.',
    find: ({ texts }) =>
      texts.flatMap(({ node, place }) =>
        linkTexts(node)
          .filter((text) => VAGUE.test(text.trim()))
          .map((text) => ({ message: `A link says no more than “${text.trim()}”`, place })),
      ),
  },
  {
    id: 'figure-alt-weak',
    severity: 'advice',
    advice: 'Screen readers say “image” by themselves. Say in a sentence what is to be seen.',
    find: ({ pictures }) =>
      pictures
        .filter(({ parts }) => !parts.decorative && WEAK_ALT.test(parts.alt.trim()))
        .map(({ name, place, parts }) => ({ message: `${name} is described as “${parts.alt.trim()}”`, place })),
  },
  {
    id: 'quote-unmatched',
    severity: 'warning',
    advice:
      'Close what is opened, or take the mark out. A quotation over several paragraphs opens each and closes the last.',
    find: unmatchedQuotes,
  },
  {
    id: 'quote-straight',
    severity: 'advice',
    advice: 'Printed text has curly ones.',
    fix: curlyQuotes,
    find: straightQuotes,
  },
  {
    id: 'comment-left',
    severity: 'error',
    advice: 'Settle it, or remove it. Comments are not published, but who receives the file could read them.',
    fix: withoutComments,
    find: (subject) => marked(subject, 'comment', 'A comment is open'),
  },
  {
    id: 'suggestion-left',
    severity: 'error',
    advice: 'Accept or reject it; as it is, it is published as if it were accepted.',
    fix: acceptSuggestions,
    find: (subject) => [
      ...marked(subject, 'insertion', 'A suggested insertion is not decided'),
      ...marked(subject, 'deletion', 'A suggested deletion is not decided'),
    ],
  },
  {
    id: 'work-uncited',
    severity: 'advice',
    advice: 'Name it in the text or the notes, or take it off the list.',
    find: uncitedWorks,
  },
]

/** Link texts that tell nothing by themselves, in the languages of the wording table. */
const VAGUE =
  /^(?:click here|here|this|this (?:link|page|site|article)|link|more|read more|learn more|source|hier|mehr|klicken sie hier|ici|cliquez ici|lire la suite|aquí|haga clic aquí|leer más|qui|clicca qui|leggi tutto|klik hier|lees meer|aqui|clique aqui|tutaj|kliknij tutaj|więcej)[.!…]?$/iu
const WEAK_ALT = /^(?:an? )?(?:image|picture|photo(?:graph)?|screenshot|figure|illustration|graphic|img)(?: of)?[.!]?$/i

/** Opening and closing marks by language; the apostrophe makes single ones undecidable, so that only double ones are counted. */
const MARKS: Readonly<Record<string, readonly [open: string, close: string]>> = {
  en: ['“', '”'],
  de: ['„', '“'],
  fr: ['«', '»'],
  es: ['«', '»'],
  it: ['«', '»'],
  pt: ['“', '”'],
  pl: ['„', '”'],
  nl: ['“', '”'],
}

function linkTexts(node: NodeJson): readonly string[] {
  const links: { href: string | null; text: string }[] = []
  for (const child of node.content ?? []) {
    const mark = child.marks?.find((one) => one.type === 'link')
    const href = mark ? stringAttr(mark, 'href') : null
    const last = links.at(-1)
    if (last?.href === href) last.text += textOf(child)
    else links.push({ href, text: textOf(child) })
  }
  return links.filter(({ href }) => href !== null).map(({ text }) => text)
}

function unmatchedQuotes({ essay, texts }: Subject): readonly Remark[] {
  const pair = MARKS[essay.metadata.language.split('-')[0]?.toLowerCase() || 'en']
  if (!pair) return []
  const [open, close] = pair
  const running = texts.filter(({ node }) => node.type !== 'codeBlock')
  return running.flatMap(({ text, place }, index) => {
    let depth = 0
    for (const char of text) {
      if (char === open) depth++
      else if (char === close) depth--
      if (depth < 0) return [{ message: `A quotation mark closes what is not open: “${shortened(text)}”`, place }]
    }
    const goesOn = running[index + 1]?.text.trimStart().startsWith(open)
    return depth > 0 && !goesOn ? [{ message: `A quotation is not closed: “${shortened(text)}”`, place }] : []
  })
}

function straightQuotes({ texts }: Subject): readonly Remark[] {
  const found = texts.filter(({ node }) => hasStraight(node))
  const [first] = found
  if (!first) return []
  const where = found.length === 1 ? `in “${shortened(first.text)}”` : `in ${found.length} paragraphs`
  return [{ message: `Straight quotation marks are left ${where}`, place: first.place }]
}

/** Whether a block has typewriter's quotation marks outside of code; feet and inches after a digit are none. */
function hasStraight(node: NodeJson): boolean {
  if (node.type === 'codeBlock') return false
  return (node.content ?? []).some(
    (child) =>
      child.type === 'text' &&
      !child.marks?.some(({ type }) => type === 'code') &&
      /(?<!\d)["']/.test(child.text ?? ''),
  )
}

function marked({ texts }: Subject, mark: string, message: string): readonly Remark[] {
  const seen = new Set<unknown>()
  return texts.flatMap(({ node, text, place }: CheckedText) =>
    (node.content ?? []).flatMap((child) => {
      const found = child.marks?.find(({ type }) => type === mark)
      const id = found?.attrs?.threadId ?? found?.attrs?.id
      // One thread or suggestion may stretch over several pieces of text.
      if (!found || (id !== undefined && id !== '' && seen.has(id))) return []
      seen.add(id)
      return [{ message: `${message}: “${shortened(textOf(child) || text)}”`, place }]
    }),
  )
}

/** Works of the list whose first word (an author, or a title's) stands nowhere else in the essay. */
function uncitedWorks({ essay }: Subject): readonly Remark[] {
  const cited = worksCitedBlocks(essay.body, essay.metadata.language)
  if (cited.size === 0) return []
  const blocks = essay.body.content ?? []
  const elsewhere = blocks
    .filter((_, index) => !cited.has(index))
    .map(textOf)
    .join('\n')
    .toLowerCase()
  return worksCited(essay.body, essay.metadata.language).flatMap(({ block, entry }) => {
    const text = textOf(entry)
    const key = /[\p{L}\p{M}][\p{L}\p{M}'’-]+/u.exec(text)?.[0]
    return key !== undefined && !elsewhere.includes(key.toLowerCase())
      ? [{ message: `Nothing in the text names “${shortened(text)}”`, place: { kind: 'block', block } } as const]
      : []
  })
}
