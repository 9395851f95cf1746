import { parseJson } from '../../../essay/scan-json.ts'
import { attribute, findAll, type HastParent, hastTextOf } from './hast.ts'

/** A JSON object of unknown origin. */
export type JsonObject = Readonly<Record<string, unknown>>

const LIMITS = { depth: 40, values: 20_000, string: 1_000_000 }
const ARTICLES =
  /^(?:.*[/:])?(?:Article|BlogPosting|NewsArticle|ScholarlyArticle|Report|OpinionNewsArticle|AnalysisNewsArticle|ReviewNewsArticle|Review|Essay|CreativeWork|TechArticle|SocialMediaPosting)$/

/** The first article among a page's JSON-LD scripts (json-ld.org; schema.org/Article), or null. Damaged scripts are passed over, as search engines do. */
export function articleJsonLd(root: HastParent): JsonObject | null {
  const scripts = findAll(
    root,
    (node) => node.tagName === 'script' && /^application\/ld\+json\b/i.test(attribute(node, 'type').trim()),
  )
  for (const script of scripts) {
    const parsed = parseJson(hastTextOf(script), LIMITS, 'JSON-LD')
    const article = parsed.ok ? firstArticle(parsed.value, 0) : null
    if (article) return article
  }
  return null
}

function firstArticle(value: unknown, depth: number): JsonObject | null {
  if (depth > 4) return null
  for (const one of listOf(value)) {
    if (!isObject(one)) continue
    if (listOf(one['@type']).some((type) => typeof type === 'string' && ARTICLES.test(type))) return one
    const inside = firstArticle(one['@graph'] ?? one.mainEntity, depth + 1)
    if (inside) return inside
  }
  return null
}

/** True for a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A JSON-LD value as a list: nothing, one or many. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** A text field of JSON-LD: a string, the first of several, or the name of the thing that stands there; else ''. */
export function textIn(value: unknown): string {
  for (const one of listOf(value)) {
    if (typeof one === 'string') return one
    if (typeof one === 'number') return String(one)
    if (isObject(one)) {
      const inside = one['@value'] ?? one.name
      if (typeof inside === 'string') return inside
    }
  }
  return ''
}
