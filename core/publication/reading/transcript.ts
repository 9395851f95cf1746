import {
  attribute,
  childElements,
  classesOf,
  find,
  type HastElement,
  type HastNode,
  type HastRoot,
  hasAttribute,
  isElement,
  plainTextOf,
} from '../../formats/html/read/hast.ts'

/** One thing that a screen reader says. */
export interface SpokenLine {
  /** What it is: decides the words before it, and the sign beside it. */
  readonly kind:
    | 'title'
    | 'landmark'
    | 'heading'
    | 'text'
    | 'picture'
    | 'figure'
    | 'list'
    | 'item'
    | 'table'
    | 'row'
    | 'quote'
    | 'code'
    | 'note'
    | 'separator'
  /** What it is, as a screen reader names it: “Heading level 2”; '' for running text. */
  readonly role: string
  readonly words: string
  /** What is missing for who cannot see; '' where all is well. */
  readonly trouble: string
  /** How many groups stand around it. */
  readonly depth: number
}

const LANDMARKS: Readonly<Record<string, string>> = {
  main: 'Main',
  nav: 'Navigation',
  article: 'Article',
  aside: 'Complementary',
}
const SKIPPED = new Set(['script', 'style', 'template', 'head'])

/**
 * What a screen reader says of a page, in order: its title and language, landmarks, headings with their level, pictures by their alt text, links, lists with how many
 * items they have, tables, notes. After the accessible names and roles of HTML-AAM 1.0 and DPUB-ARIA 1.1, in the words of most screen readers (English).
 * `root` is a page's tree.
 */
export function transcriptOf(root: HastRoot): readonly SpokenLine[] {
  const lines: SpokenLine[] = []
  const html = find(root, ({ tagName }) => tagName === 'html')
  const title = find(root, ({ tagName }) => tagName === 'title')
  lines.push({
    kind: 'title',
    role: 'Page',
    words: [title ? plainTextOf(title) : '', html ? languageName(attribute(html, 'lang')) : '']
      .filter(Boolean)
      .join(', '),
    trouble: title && plainTextOf(title) !== '' ? '' : 'The page has no title.',
    depth: 0,
  })
  const body = find(root, ({ tagName }) => tagName === 'body')
  if (body) speakAll(body.children, 0, lines, labels(root))
  return lines
}

type Labels = ReadonlyMap<string, string>

function labels(root: HastRoot): Labels {
  const found = new Map<string, string>()
  find(root, (node) => {
    if (hasAttribute(node, 'id') && /^h[1-6]$/.test(node.tagName)) found.set(attribute(node, 'id'), plainTextOf(node))
    return false
  })
  return found
}

function speakAll(nodes: readonly HastNode[], depth: number, lines: SpokenLine[], names: Labels): void {
  let run: HastNode[] = []
  const flush = () => {
    const words = spokenText(run)
    if (words !== '') lines.push(line('text', '', words, depth))
    run = []
  }
  for (const node of nodes) {
    if (!isElement(node) || isInline(node)) run.push(node)
    else {
      flush()
      speak(node, depth, lines, names)
    }
  }
  flush()
}

function speak(node: HastElement, depth: number, lines: SpokenLine[], names: Labels): void {
  if (SKIPPED.has(node.tagName) || isHidden(node)) return
  const { tagName } = node
  const role = attribute(node, 'role')
  const name = attribute(node, 'aria-label') || names.get(attribute(node, 'aria-labelledby')) || ''
  const level = /^h([1-6])$/.exec(tagName)?.[1]
  if (level !== undefined) {
    lines.push(line('heading', `Heading level ${level}`, spokenText(node.children), depth))
    return
  }
  switch (tagName) {
    case 'p':
      speakAll(node.children, depth, lines, names)
      return
    case 'hr':
      lines.push(line('separator', 'Separator', '', depth))
      return
    case 'pre':
      lines.push(line('code', classesOf(node).includes('verse') ? 'Verse' : 'Code', plainTextOf(node), depth))
      return
    case 'img':
      lines.push(pictureLine(node, depth))
      return
    case 'ul':
    case 'ol': {
      const items = childElements(node).filter((child) => child.tagName === 'li')
      const many = `${items.length} ${items.length === 1 ? 'item' : 'items'}`
      lines.push(line('list', 'List', many, depth))
      const start = Number(attribute(node, 'start') || 1)
      items.forEach((item, index) => {
        const at = lines.length
        speakAll(item.children, depth + 1, lines, names)
        const first = lines[at]
        const number = tagName === 'ol' ? `${start + index}.` : 'Bullet'
        if (first?.kind === 'text')
          lines[at] = { ...first, kind: attribute(item, 'data-fn') ? 'note' : 'item', role: number }
      })
      return
    }
    case 'table': {
      const rows = rowsOf(node)
      const wide = Math.max(0, ...rows.map((row) => row.length))
      lines.push(line('table', 'Table', `${rows.length} rows, ${wide} columns`, depth))
      for (const row of rows) lines.push(line('row', 'Row', row.join(' | '), depth + 1))
      return
    }
    case 'blockquote':
      lines.push(line('quote', 'Block quotation', '', depth))
      speakAll(node.children, depth + 1, lines, names)
      return
    case 'figure': {
      const caption = childElements(node).find((child) => child.tagName === 'figcaption')
      lines.push(line('figure', 'Figure', caption ? spokenText(caption.children) : name, depth))
      speakAll(
        node.children.filter((child) => child !== caption),
        depth + 1,
        lines,
        names,
      )
      return
    }
    default: {
      const landmark =
        role === 'doc-endnotes'
          ? 'Endnotes'
          : role === 'doc-bibliography'
            ? 'Bibliography'
            : tagName === 'section'
              ? name === ''
                ? ''
                : 'Region'
              : (LANDMARKS[tagName] ?? '')
      if (landmark !== '') lines.push(line('landmark', landmark, name, depth))
      speakAll(node.children, landmark === '' ? depth : depth + 1, lines, names)
    }
  }
}

function line(kind: SpokenLine['kind'], role: string, words: string, depth: number): SpokenLine {
  const trouble = kind === 'heading' && words === '' ? 'This heading says nothing.' : ''
  return { kind, role, words, trouble, depth }
}

function pictureLine(node: HastElement, depth: number): SpokenLine {
  const alt = attribute(node, 'alt').trim()
  return {
    kind: 'picture',
    role: alt === '' ? 'Picture, passed over' : 'Picture',
    words: alt,
    trouble: hasAttribute(node, 'alt') ? '' : 'It has no alt text: a screen reader may read the file’s name.',
    depth,
  }
}

const INLINE = new Set(
  'a abbr b bdi bdo br cite code data dfn em i kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr input label'.split(
    ' ',
  ),
)

function isInline(node: HastElement): boolean {
  // A link around a picture is spoken with it.
  return (
    INLINE.has(node.tagName) && find(node, ({ tagName }) => !INLINE.has(tagName) && tagName !== 'img') === undefined
  )
}

function isHidden(node: HastElement): boolean {
  return attribute(node, 'aria-hidden') === 'true' || hasAttribute(node, 'hidden')
}

/** Words on one line, with what is said of links, notes, boxes and pictures among them. */
function spokenText(nodes: readonly HastNode[]): string {
  let text = ''
  const down = (list: readonly HastNode[]): void => {
    for (const node of list) {
      if (node.type === 'text') text += node.value
      else if (isElement(node) && !isHidden(node) && !SKIPPED.has(node.tagName)) {
        const label = attribute(node, 'aria-label')
        if (node.tagName === 'a' && hasAttribute(node, 'href')) {
          const role = attribute(node, 'role')
          const before = text.length
          if (label === '') down(node.children)
          else text += label
          const words = text.slice(before)
          text = `${text.slice(0, before)}${LINKS[role] ?? '(link: '}${words.trim()})`
        } else if (node.tagName === 'img')
          text += attribute(node, 'alt') === '' ? '' : `(picture: ${attribute(node, 'alt')})`
        else if (node.tagName === 'input') text += hasAttribute(node, 'checked') ? '(checked) ' : '(not checked) '
        else if (node.tagName === 'br') text += ' '
        else down(node.children)
      }
    }
  }
  down(nodes)
  return text.replace(/[\s\u00a0]+/g, ' ').trim()
}

const LINKS: Readonly<Record<string, string>> = {
  'doc-noteref': ' (note reference, link: ',
  'doc-backlink': ' (back link: ',
}

function rowsOf(table: HastElement): readonly (readonly string[])[] {
  const rows: string[][] = []
  find(table, (node) => {
    if (node.tagName === 'tr') rows.push(childElements(node).map((cell) => spokenText(cell.children)))
    return false
  })
  return rows
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
