import { stringify } from 'yaml'
import { type NamedCredit, namedCredits } from '../../../essay/credits.ts'
import type { Essay, Person } from '../../../essay/essay.ts'
import type { NodeJson } from '../../../essay/json.ts'
import type { FRONT_MATTER_KEYS } from '../front-matter-keys.ts'

/** What front matter needs from the writer around it. */
export interface FrontMatterParts {
  /** Writes inline content as one line of Markdown. */
  readonly line: (content: readonly NodeJson[]) => string
  /** The address to write for a picture of the body (`asset:…`) or a kept address. */
  readonly address: (src: string) => string
}

/**
 * The YAML front matter of an essay, with its `---` lines. Strings are always in double quotes, because bare ones change their type in some
 * readers (`no`, `1.10`, `2024-01-01`); `tags` and `authors` stand there even when empty, because themes of site generators join them unasked.
 */
export function frontMatter(essay: Pick<Essay, 'metadata' | 'people' | 'credits'>, parts: FrontMatterParts): string {
  const { metadata } = essay
  const known: Record<(typeof FRONT_MATTER_KEYS)[number], unknown> = {
    title: metadata.title,
    subtitle: metadata.standfirst || undefined,
    date: metadata.date || undefined,
    updated: metadata.updated,
    lang: metadata.language,
    slug: metadata.slug ?? undefined,
    category: metadata.category || undefined,
    tags: metadata.tags,
    excerpt: metadata.excerpt || undefined,
    status: metadata.status === 'draft' ? undefined : metadata.status,
    canonicalUrl: metadata.canonicalUrl || undefined,
    license: metadata.license ? { name: metadata.license.name, url: metadata.license.url || undefined } : undefined,
    discussion: metadata.closingQuestion || undefined,
    cover: coverOf(essay, parts),
    ...peopleOf(essay, parts),
  }
  const extra = Object.entries(metadata.extra).filter(([key]) => !Object.hasOwn(known, key))
  const values = Object.fromEntries([...Object.entries(known).filter(([, value]) => value !== undefined), ...extra])
  return `---\n${stringify(values, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0, aliasDuplicateObjects: false })}---\n`
}

function coverOf(essay: Pick<Essay, 'metadata'>, parts: FrontMatterParts): unknown {
  const { cover } = essay.metadata
  if (!cover) return undefined
  return {
    image: parts.address(cover.src),
    alt: cover.alt,
    decorative: cover.decorative || undefined,
    caption: parts.line(cover.caption) || undefined,
    credit: parts.line(cover.credit) || undefined,
    creator: cover.creator || undefined,
    source: cover.sourceUrl || undefined,
    license: cover.license || undefined,
    licenseUrl: cover.licenseUrl || undefined,
    permission: cover.permission || undefined,
  }
}

/** Authors and co-authors under `authors`, everyone else under `contributors`; people whom no credit names are contributors without a role. */
function peopleOf(
  essay: Pick<Essay, 'people' | 'credits'>,
  parts: FrontMatterParts,
): { authors: unknown; contributors: unknown } {
  const named = namedCredits(essay)
  const isAuthor = (credit: NamedCredit) => credit.role === 'author' || credit.role === 'co-author'
  const credited = new Set(named.map((credit) => credit.person))
  const described = new Set<string>()
  const entry = (credit: NamedCredit, usualRole: string) => ({
    name: credit.who.name,
    role: credit.role === usualRole ? undefined : credit.role,
    label: credit.label || undefined,
    visible: credit.visible ? undefined : false,
    ...describe(credit.who, described, parts),
  })
  const authors = named.filter(isAuthor).map((credit) => entry(credit, 'author'))
  const contributors = [
    ...named.filter((credit) => !isAuthor(credit)).map((credit) => entry(credit, '')),
    ...essay.people
      .filter((person) => !credited.has(person.id))
      .map((person) => ({ name: person.name, ...describe(person, described, parts) })),
  ]
  return { authors, contributors: contributors.length > 0 ? contributors : undefined }
}

/** What is known of a person, said the first time that the person is named. */
function describe(person: Person, described: Set<string>, parts: FrontMatterParts): Record<string, unknown> {
  if (described.has(person.id)) return { id: person.id }
  described.add(person.id)
  return {
    id: person.id,
    url: person.url || undefined,
    bio: person.bio || undefined,
    sortName: person.sortName || undefined,
    portrait: person.portrait ? parts.address(person.portrait) : undefined,
  }
}
