import { Scalar, stringify } from 'yaml'
import { authorsOf } from '../../../essay/credits.ts'
import type { Essay, Metadata, Person } from '../../../essay/essay.ts'

/** Whether the site shall keep the essay back: it is a draft, or the editor has it. */
export function isHeldBack(essay: Pick<Essay, 'metadata'>): boolean {
  return essay.metadata.status === 'draft' || essay.metadata.status === 'with-editor'
}

/** The names of the authors. */
export function authorNames(essay: Essay): readonly string[] {
  return authorsOf(essay).map(({ name }) => name)
}

/** The authors of whom the published page would say more than the name. */
export function authorsWithBiography(essay: Essay): readonly Person[] {
  return authorsOf(essay).filter(({ bio, portrait }) => bio !== '' || portrait !== '')
}

/** A date as YAML's own, not as a string: schemas of Astro and filters of Eleventy ask for a date (publishing.md 3). Undefined where there is none. */
export function yamlDate(date: string): unknown {
  if (date === '') return undefined
  const plain = new Scalar(date)
  plain.type = 'PLAIN'
  return plain
}

/** The day of the last revision under the key by which this generator knows it; no key where there is none, so that one of the person's own stays. */
export function revisedOn(key: string, { updated }: Pick<Metadata, 'updated'>): Readonly<Record<string, unknown>> {
  return updated === undefined ? {} : { [key]: yamlDate(updated) }
}

/**
 * Front matter in the order given, strings in double quotes with JSON's escapes (publishing.md 3); `undefined` and '' are left out, empty lists are
 * not, because themes join them unasked. Front matter that Galley does not know follows, but for keys that are given already.
 */
export function siteFrontMatter(
  keys: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, unknown>>,
): string {
  const own = Object.entries(keys).filter(([, value]) => value !== undefined && value !== '')
  const others = Object.entries(extra).filter(([key]) => !Object.hasOwn(keys, key))
  const values = Object.fromEntries([...own, ...others])
  return `---\n${stringify(values, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0, aliasDuplicateObjects: false })}---\n`
}
