import { differingBlocks } from './differing-blocks.ts'
import { type BodyJson, type NodeJson, numberAttr, textOf } from './json.ts'

/**
 * Headings under which an essay lists what it quotes, by language, in lower case. English is understood everywhere. Names of sections that tell rather
 * than list ("Sources", "Further reading") are left out, so that no prose is taken out of the count.
 */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'works cited',
    'works consulted',
    'references',
    'reference list',
    'list of references',
    'literature cited',
    'bibliography',
    'select bibliography',
    'selected bibliography',
  ],
  de: [
    'literatur',
    'literaturverzeichnis',
    'quellenverzeichnis',
    'quellen und literatur',
    'bibliographie',
    'bibliografie',
  ],
  fr: ['bibliographie', 'références', 'références bibliographiques', 'ouvrages cités', 'œuvres citées'],
  es: ['obras citadas', 'bibliografía', 'referencias', 'referencias bibliográficas'],
  it: ['opere citate', 'bibliografia', 'riferimenti bibliografici'],
  nl: ['literatuurlijst', 'bibliografie', 'bronnenlijst', 'referenties', 'geraadpleegde werken'],
  pt: ['obras citadas', 'bibliografia', 'referências', 'referências bibliográficas'],
  pl: ['bibliografia', 'literatura cytowana', 'spis literatury'],
}

/**
 * Which of the body's children belong to a list of works cited: from a heading of the table to the next heading of its level or above, or to the end;
 * never the notes. A number before the words ("5. References") and a colon behind them do not matter.
 */
export function worksCitedBlocks(body: BodyJson, language: string): ReadonlySet<number> {
  const mine = knownBlocks.get(body)
  if (mine?.language === language) return mine.found
  const before = last?.deref()
  const same = before && knownBlocks.get(before)
  const found = same?.language === language && sameSections(before, body) ? same.found : findBlocks(body, language)
  knownBlocks.set(body, { language, found })
  last = new WeakRef(body)
  return found
}

/** What was found in bodies, each for the language that was asked for last, and the body that was asked for last: the next one differs by a key. */
const knownBlocks = new WeakMap<BodyJson, { readonly language: string; readonly found: ReadonlySet<number> }>()
let last: WeakRef<BodyJson> | null = null

/** True where no block moved, and none that begins or ends a list is another one. */
function sameSections(before: BodyJson | undefined, body: BodyJson): boolean {
  if (!before) return false
  const [gone, come] = differingBlocks(before, body)
  const isText = ({ type }: NodeJson) => type !== 'heading' && type !== 'footnotes'
  return gone.length === come.length && gone.every(isText) && come.every(isText)
}

function findBlocks(body: BodyJson, language: string): ReadonlySet<number> {
  const found = new Set<number>()
  const blocks = body.content ?? []
  let level = 0
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as NodeJson
    if (block.type === 'heading') {
      const cites = headsWorksCited(block, language)
      if (cites || level > 0) {
        const here = numberAttr(block, 'level', 2)
        if (cites) level = level === 0 ? here : Math.min(level, here)
        else if (here <= level) level = 0
      }
    }
    if (level > 0 && block.type !== 'footnotes') found.add(index)
  }
  return found
}

/** The heading under which an essay of this language lists what it quotes; English where the language is unknown. */
export function worksCitedHeading(language: string): string {
  const primary = language.split('-')[0]?.toLowerCase() ?? ''
  const words = (Object.hasOwn(HEADINGS, primary) ? HEADINGS[primary] : HEADINGS.en)?.[0] ?? ''
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What is known of headings, each for the language that was asked for last. */
const known = new WeakMap<NodeJson, { readonly language: string; readonly cites: boolean }>()

function headsWorksCited(heading: NodeJson, language: string): boolean {
  let answer = known.get(heading)
  if (answer?.language !== language) {
    answer = { language, cites: isWorksCited(textOf(heading), language) }
    known.set(heading, answer)
  }
  return answer.cites
}

/** Whether a heading says that a list of works cited follows. */
export function isWorksCited(heading: string, language: string): boolean {
  const words = heading
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/^(?:\d+|[ivx]+)[.)]?\s+/, '')
    .replace(/\s*[:.]$/, '')
    .replace(/\s+/g, ' ')
  const primary = language.split('-')[0]?.toLowerCase() ?? ''
  const own = Object.hasOwn(HEADINGS, primary) ? (HEADINGS[primary] ?? []) : []
  return own.includes(words) || (HEADINGS.en?.includes(words) ?? false)
}
