import { attribute, type HastElement, hasClass, plainTextOf } from '../hast.ts'

/** What languages call the part with the notes. */
const NAMES =
  /^(?:foot|end)?[ -]?notes?(?: and references)?:?$|^references:?$|^(?:fuß|fuss|end)noten:?$|^anmerkungen:?$|^notes? (?:de bas de page|de fin):?$|^notas(?: (?:al pie|finales|de rodapé))?:?$|^note(?: a piè di pagina)?:?$|^voetnoten:?$|^fotnoter:?$|^przypisy:?$|^примечания:?$|^сноски:?$|^脚注:?$|^注释:?$|^注:?$/iu

/** True for the heading over a list of notes, by its words or by what renderers call it. */
export function isNotesHeading(node: HastElement): boolean {
  if (attribute(node, 'id') === 'footnote-label' || hasClass(node, 'footnotes-title', 'footnotes-heading')) return true
  if (
    !/^h[1-6]$/.test(node.tagName) &&
    !(node.tagName === 'p' && node.children.every((child) => child.type !== 'text' || child.value.trim() === ''))
  )
    return false
  return NAMES.test(plainTextOf(node))
}
