import { type NodeJson, stringAttr } from '../../../essay/json.ts'
import type { Wording } from '../../../publication/wording.ts'
import { escapeAttribute, escapeHtml } from '../write/escape-text.ts'
import type { Variant } from '../write/variant.ts'

/**
 * Notes as HTML with Markdown inside, for engines that have none of their own (publishing.md 3): numbered by their first reference, each with a link
 * back to every reference, as on the page that Galley writes.
 */
export function htmlNotes({ words, fill }: Wording): Required<Pick<Variant, 'noteRef' | 'notes'>> {
  const numbers = new Map<string, number>()
  const references = new Map<string, number>()
  const numberOf = (id: string) => {
    const number = numbers.get(id) ?? numbers.size + 1
    numbers.set(id, number)
    return number
  }
  const anchor = (number: number, count: number) => `fnref-${number}${count === 1 ? '' : `-${count}`}`
  return {
    noteRef: (id) => {
      const number = numberOf(id)
      const count = (references.get(id) ?? 0) + 1
      references.set(id, count)
      return `<sup><a href="#fn-${number}" id="${anchor(number, count)}" role="doc-noteref">${number}</a></sup>`
    },
    notes: (notes, write) => {
      const byId = new Map(notes.map((note) => [stringAttr(note, 'id'), note]))
      const written = new Map<string, string>()
      // A note may refer to another, which is numbered then.
      for (;;) {
        const id = [...numbers.keys(), ...byId.keys()].find((one) => byId.has(one) && !written.has(one))
        if (id === undefined) break
        numberOf(id)
        written.set(id, write(byId.get(id) as NodeJson))
      }
      const items = [...written]
        .sort(([one], [other]) => numberOf(one) - numberOf(other))
        .map(([id, text]) => {
          const number = numberOf(id)
          const links = Array.from({ length: references.get(id) ?? 0 }, (_, index) => {
            const label = fill(words.backToReference, { number: String(number) }) + (index > 0 ? ` (${index + 1})` : '')
            return ` <a href="#${anchor(number, index + 1)}" role="doc-backlink" aria-label="${escapeAttribute(label)}">↩︎</a>`
          }).join('')
          return `<li id="fn-${number}">\n\n${text}${links}\n\n</li>`
        })
      return [
        '<section class="footnotes" role="doc-endnotes" aria-labelledby="notes">',
        `<h2 id="notes">${escapeHtml(words.notes)}</h2>`,
        '<ol>',
        ...items,
        '</ol>',
        '</section>',
      ].join('\n')
    },
  }
}
