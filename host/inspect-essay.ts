import { authorsOf, editorsOf, namedCredits } from '../core/essay/credits.ts'
import type { Essay, Metadata, Permission, Role } from '../core/essay/essay.ts'
import { type NodeJson, stringAttr, textOf, walk } from '../core/essay/json.ts'
import { type OutlineEntry, outline } from '../core/essay/outline.ts'
import { countEssay } from '../core/essay/word-count.ts'

/** One figure of an essay, its texts plain. */
export interface InspectedFigure {
  readonly src: string
  readonly alt: string
  readonly decorative: boolean
  readonly caption: string
  readonly credit: string
  readonly creator: string
  readonly sourceUrl: string
  readonly license: string
  readonly licenseUrl: string
  readonly permission: Permission
}

/** What stands in an essay, for people and programs that do not open it. */
export interface Inspection {
  readonly title: string
  readonly id: string
  /** Format version of essay.json. */
  readonly version: number
  readonly metadata: Metadata
  readonly contributors: readonly {
    readonly name: string
    readonly role: Role
    readonly label: string
    readonly visible: boolean
  }[]
  readonly authors: readonly string[]
  readonly editors: readonly string[]
  /** Words of the body. */
  readonly words: number
  readonly characters: number
  readonly readingMinutes: number
  readonly figures: readonly InspectedFigure[]
  /** How many footnotes. */
  readonly notes: number
  readonly outline: readonly OutlineEntry[]
  readonly pictures: number
}

/** Sums an essay up. */
export function inspectEssay(essay: Essay): Inspection {
  const figures: InspectedFigure[] = []
  let notes = 0
  walk(essay.body, (node) => {
    if (node.type === 'figure') figures.push(figureOf(node))
    if (node.type === 'footnote') notes++
  })
  const count = countEssay(essay)
  return {
    title: essay.metadata.title,
    id: essay.id,
    version: essay.version,
    metadata: essay.metadata,
    contributors: namedCredits(essay).map(({ who, role, label, visible }) => ({
      name: who.name,
      role,
      label,
      visible,
    })),
    authors: authorsOf(essay).map((person) => person.name),
    editors: editorsOf(essay).map((person) => person.name),
    words: count.body.words,
    characters: count.body.characters,
    readingMinutes: count.readingMinutes,
    figures,
    notes,
    outline: outline(essay.body, essay.metadata.language),
    pictures: essay.assets.length,
  }
}

function figureOf(node: NodeJson): InspectedFigure {
  const part = (type: string) => node.content?.find((child) => child.type === type)
  const text = (type: string) => {
    const child = part(type)
    return child ? textOf(child) : ''
  }
  return {
    src: stringAttr(node, 'src'),
    alt: stringAttr(node, 'alt'),
    decorative: node.attrs?.decorative === true,
    caption: text('figcaption'),
    credit: text('figcredit'),
    creator: stringAttr(node, 'creator'),
    sourceUrl: stringAttr(node, 'sourceUrl'),
    license: stringAttr(node, 'license'),
    licenseUrl: stringAttr(node, 'licenseUrl'),
    permission: stringAttr(node, 'permission') as Permission,
  }
}
