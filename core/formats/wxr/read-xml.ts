import { SaxesParser } from 'saxes'
import { fail, ok, type Result } from '../../result.ts'

/** An element of XML: names with their prefixes as written, texts and CDATA of the element itself put together. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: readonly XmlElement[]
}

/** Limits on XML that comes from outside (safety.md section 6). */
export const XML_LIMITS = { depth: 64, elements: 2_000_000 } as const

interface Growing {
  readonly name: string
  readonly attributes: Record<string, string>
  text: string
  readonly children: Growing[]
}

/** Carries a refusal out of the parser; never leaves this file. */
class Refusal extends Error {
  readonly code: 'damaged' | 'too-large' | 'not-recognised'
  constructor(code: 'damaged' | 'too-large' | 'not-recognised', message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Reads well-formed XML as a tree. A document type is refused, so there are no entities but XML's own five and numbers, and nothing is ever
 * fetched. Problems: `damaged` (with the line), `not-recognised` (a document type), `too-large`.
 */
export function readXml(text: string): Result<XmlElement> {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const open: Growing[] = []
  let root: Growing | undefined
  let count = 0
  parser.on('error', (error) => {
    throw new Refusal(
      'damaged',
      `This XML is damaged in line ${parser.line}: ${error.message.replace(/^\d+:\d+: /, '')}`,
    )
  })
  parser.on('doctype', () => {
    throw new Refusal('not-recognised', 'This XML declares a document type, which no export of a blog has.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++count > XML_LIMITS.elements)
      throw new Refusal('too-large', `This XML holds more than ${XML_LIMITS.elements} elements.`)
    if (open.length >= XML_LIMITS.depth)
      throw new Refusal('too-large', `The elements of this XML are nested deeper than ${XML_LIMITS.depth} levels.`)
    const element: Growing = { name, attributes: { ...attributes }, text: '', children: [] }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  const add = (words: string) => {
    const element = open.at(-1)
    if (element) element.text += words
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    open.pop()
  })
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof Refusal)
      return fail(error.code, error.message, { safe: 'Nothing was imported and nothing was changed.' })
    throw error
  }
  if (root === undefined) return fail('damaged', 'This XML holds nothing.', { safe: 'Nothing was imported.' })
  return ok(root)
}
