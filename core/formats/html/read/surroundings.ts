import { attribute, type HastElement, hasAttribute, hasClass } from './hast.ts'
import type { ImportContext } from './import-context.ts'
import { type WhiteSpace, withMark } from './inline-run.ts'
import { styleMarks, styleOf, styleWhiteSpace } from './inline-style.ts'
import { languageTag } from './limited-text.ts'
import type { Surroundings } from './walk.ts'

const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/

/** What stands inside a block element: its language and direction are taken over by the blocks in it, its style by their text. */
export function insideBlock(node: HastElement, around: Surroundings, context: ImportContext): Surroundings {
  const style = styleOf(node)
  return {
    ...around,
    lang: languageOf(node, context) ?? around.lang,
    dir: directionOf(node, context) ?? around.dir,
    marks: styleMarks(style, around.marks),
    space: spaceOf(node, style, context) ?? around.space,
  }
}

/** What stands inside an inline element: a language or direction of its own becomes a mark. */
export function insidePhrase(node: HastElement, around: Surroundings, context: ImportContext): Surroundings {
  const style = styleOf(node)
  let marks = styleMarks(style, around.marks)
  const lang = languageOf(node, context) ?? ''
  const direction = directionOf(node, context)
  const dir = direction === 'auto' ? null : (direction ?? null)
  // The text's own language inside a block of another one has to be said.
  const said = lang === '' && around.lang !== '' ? languageTag(attribute(node, 'lang')) : lang
  const differs = said !== '' && (context.faithful || said !== around.lang)
  if (differs || dir !== null) marks = withMark(marks, { type: 'language', attrs: { lang: differs ? said : '', dir } })
  return { ...around, marks, space: spaceOf(node, style, context) ?? around.space }
}

/** How the element's white space is read, where it says so: by its style, or by the class of our own pages. */
function spaceOf(
  node: HastElement,
  style: ReadonlyMap<string, string>,
  context: ImportContext,
): WhiteSpace | undefined {
  return context.own && hasClass(node, 'pre-wrap') ? 'keep' : styleWhiteSpace(style, context.faithful)
}

/** The language that an element declares: undefined where it declares none, '' where it is the whole text's own. */
function languageOf(node: HastElement, context: ImportContext): string | undefined {
  const written = (attribute(node, 'lang') || attribute(node, 'xml:lang')).trim()
  const lang = context.faithful ? (LANGUAGE.test(written) ? written : '') : languageTag(written)
  if (lang === '') return undefined
  if (!context.faithful && primary(lang) === primary(context.language)) return ''
  return lang
}

function directionOf(node: HastElement, context: ImportContext): 'ltr' | 'rtl' | 'auto' | undefined {
  if (!hasAttribute(node, 'dir')) return undefined
  const dir = attribute(node, 'dir').toLowerCase()
  // Word processors write dir="ltr" on everything.
  if (!context.faithful) return dir === 'rtl' ? 'rtl' : undefined
  return dir === 'ltr' || dir === 'rtl' || dir === 'auto' ? dir : undefined
}

function primary(lang: string): string {
  return lang.split('-')[0]?.toLowerCase() ?? ''
}
