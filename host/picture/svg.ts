import {
  type CleanPicture,
  damaged,
  isFault,
  type PictureFault,
  type PictureFormat,
  type PictureSize,
} from './clean-picture.ts'
import { parseSvg, type SvgEvent } from './svg-parser.ts'
import { SVG_ATTRIBUTES, SVG_ELEMENTS } from './svg-words.ts'

const NAMESPACE = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XML = 'http://www.w3.org/XML/1998/namespace'
const LARGEST = 16 * 1024 * 1024
const LONGEST_SIDE = 16_384
const MOST_PIXELS = 100_000_000
/** What a browser takes where a drawing has no size of its own. */
const USUAL_SIZE: PictureSize = { width: 300, height: 150 }
/** CSS pixels of a unit (CSS Values 4, at 96 to the inch; em and ex at the usual 16 and 8). */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  em: 16,
  ex: 8,
}
const EMBEDDED = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/
/** The places that are dropped with all they hold and can do something in a page. */
const ACTIVE: ReadonlySet<string> = new Set([
  'script',
  'foreignobject',
  'iframe',
  'object',
  'embed',
  'handler',
  'listener',
  'animate',
  'set',
  'audio',
  'video',
])

/**
 * SVG. The drawing is parsed strictly and written anew from what the lists in svg-words.ts allow: no scripts, no event
 * attributes, no embedded documents, no address outside the file. Its look as a picture is the same, since pictures never ran those.
 */
export const svg: PictureFormat = {
  mime: 'image/svg+xml',
  size: (bytes) => {
    const cleaned = sanitiseSvg(bytes)
    return isFault(cleaned) ? cleaned : { width: cleaned.width, height: cleaned.height }
  },
  clean: sanitiseSvg,
}

/** A cleaned drawing. `removedActive` is true when something was taken out that could run or load. */
export interface CleanSvg extends CleanPicture {
  readonly removedActive: boolean
}

/** Writes a drawing anew without anything active. Cleaning a cleaned drawing changes nothing. */
export function sanitiseSvg(bytes: Uint8Array): CleanSvg | PictureFault {
  if (bytes.length > LARGEST)
    return { fault: 'too-large', what: `is a drawing of more than ${LARGEST / 1024 / 1024} MB` }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return damaged('is a drawing whose text is not UTF-8; save it again as UTF-8')
  }
  const encoding = /^<\?xml[^>]*encoding=["']([^"']+)["']/.exec(text)?.[1]?.toLowerCase()
  const isAscii = bytes.every((byte) => byte < 0x80)
  if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'utf8' && !isAscii)
    return damaged(`is a drawing in the encoding ${encoding.slice(0, 20)}; save it again as UTF-8`)
  const events = parseSvg(text)
  if (events === null) return damaged('is a drawing that is damaged or declares entities; save it again as plain SVG')
  const root = events.find((event) => event.kind === 'open')
  const prefixes = root?.kind === 'open' ? prefixesOf(root.attributes) : null
  if (root?.kind !== 'open' || prefixes === null || localName(root.name, prefixes) !== 'svg')
    return { fault: 'not-recognised', what: 'is XML, but no drawing' }
  const written = write(events, prefixes)
  return {
    ...sizeOf(root.attributes),
    bytes: new TextEncoder().encode(written.text),
    locationRemoved: false,
    removedActive: written.removedActive,
  }
}

/** Prefixes by namespace as the root declares them; '' is the default. null when the root is in no SVG namespace. */
function prefixesOf(attributes: readonly (readonly [string, string])[]): ReadonlyMap<string, string> | null {
  const namespaces = new Map<string, string>([['xml', XML]])
  for (const [key, value] of attributes) {
    if (key === 'xmlns') namespaces.set('', value)
    else if (key.startsWith('xmlns:')) namespaces.set(key.slice(6), value)
  }
  return [...namespaces.values()].includes(NAMESPACE) ? namespaces : null
}

/** An SVG element's own name, or null for an element of another namespace. */
function localName(name: string, prefixes: ReadonlyMap<string, string>): string | null {
  const [first, second] = name.split(':') as [string, string | undefined]
  const [prefix, local] = second === undefined ? ['', first] : [first, second]
  return prefixes.get(prefix) === NAMESPACE ? local : null
}

function write(
  events: readonly SvgEvent[],
  prefixes: ReadonlyMap<string, string>,
): { text: string; removedActive: boolean } {
  const out: string[] = []
  const kept: string[] = []
  // The text of the open style element: judged when it is whole, since two harmless halves may make one address.
  let css = ''
  let removedActive = false
  let dropped = 0
  for (const event of events) {
    if (event.kind === 'aside') {
      if (event.target === 'xml-stylesheet') removedActive = true
    } else if (event.kind === 'text') {
      if (dropped > 0) continue
      if (kept.at(-1) === 'style') css += event.text
      else out.push(escapeText(event.text))
    } else if (event.kind === 'close') {
      if (dropped > 0) {
        dropped--
        continue
      }
      const name = kept.pop()
      if (name === 'style') {
        if (isHarmlessCss(css)) out.push(escapeText(css))
        else removedActive = true
      }
      out.push(`</${name}>`)
    } else {
      const local = localName(event.name, prefixes)
      // A link's shapes are part of the drawing; its address is not.
      const name = local === 'a' ? 'g' : local
      if (local === 'a' && dropped === 0 && event.attributes.some(([key]) => /(?:^|:)href$/.test(key)))
        removedActive = true
      if (dropped > 0 || name === null || !SVG_ELEMENTS.has(name) || kept.at(-1) === 'style') {
        if (isActive(name ?? event.name)) removedActive = true
        if (!event.empty) dropped++
        continue
      }
      const attributes = new Map<string, string>()
      for (const [key, value] of event.attributes) {
        const verdict = judge(name, key, value, prefixes)
        if (verdict === 'active') removedActive = true
        else if (verdict !== 'drop') attributes.set(verdict, value)
      }
      const namespaces = out.length === 0 ? ` xmlns="${NAMESPACE}" xmlns:xlink="${XLINK}"` : ''
      const written = [...attributes].map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`).join('')
      out.push(`<${name}${namespaces}${written}${event.empty ? '/>' : '>'}`)
      if (!event.empty) {
        kept.push(name)
        css = ''
      }
    }
  }
  return { text: out.join(''), removedActive }
}

/** The name under which an attribute is kept, or why it is not. */
function judge(element: string, key: string, value: string, prefixes: ReadonlyMap<string, string>): string {
  if (/^on/i.test(key)) return 'active'
  if (key === 'xmlns' || key.startsWith('xmlns:')) return 'drop'
  const [prefix, local] = key.includes(':') ? (key.split(':') as [string, string]) : ['', key]
  if (local === 'href' && (prefix === '' || prefixes.get(prefix) === XLINK)) {
    if (value.startsWith('#') || (element === 'image' && EMBEDDED.test(value))) return 'xlink:href'
    return 'active'
  }
  if (prefix === 'xml') return local === 'space' || local === 'lang' ? key : 'drop'
  if (prefix !== '' || !SVG_ATTRIBUTES.has(key)) return 'drop'
  return isHarmlessCss(value) ? key : 'active'
}

/** Whether a style, or a value that may hold `url(…)`, stays inside the drawing. Escapes could hide anything, so they are none. */
function isHarmlessCss(css: string): boolean {
  if (
    css.includes('\\') ||
    /@import|@font-face|@namespace|expression\s*\(|javascript:|image-set|image\s*\(|src\s*\(/i.test(css)
  )
    return false
  for (const [, address = ''] of css.matchAll(/url\s*\(\s*["']?([^"')]*)/gi))
    if (!address.trim().startsWith('#')) return false
  return true
}

function isActive(name: string): boolean {
  const local = name.split(':').at(-1)?.toLowerCase() ?? ''
  return ACTIVE.has(local) || local.startsWith('animate')
}

function sizeOf(attributes: readonly (readonly [string, string])[]): PictureSize {
  const values = new Map(attributes)
  const box = (values.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [boxWidth = 0, boxHeight = 0] = box.length === 4 && box.every(Number.isFinite) ? box.slice(2) : []
  const hasBox = boxWidth > 0 && boxHeight > 0
  let width = lengthOf(values.get('width'))
  let height = lengthOf(values.get('height'))
  if (width === null && height === null)
    [width, height] = hasBox ? [boxWidth, boxHeight] : [USUAL_SIZE.width, USUAL_SIZE.height]
  else if (width === null) width = hasBox ? ((height as number) * boxWidth) / boxHeight : USUAL_SIZE.width
  else if (height === null) height = hasBox ? (width * boxHeight) / boxWidth : USUAL_SIZE.height
  // A drawing has no pixels, so one that is too large is simply shown smaller.
  const [wide, high] = [width as number, height as number]
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(wide, high), Math.sqrt(MOST_PIXELS / wide / high))
  const whole = (value: number) => Math.max(1, Math.floor(value * shrink + (shrink === 1 ? 0.5 : 0)))
  return { width: whole(wide), height: whole(high) }
}

/** CSS pixels of an absolute length; null for a percentage or anything else. */
function lengthOf(text: string | undefined): number | null {
  const found = /^\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*([a-z]{0,2})\s*$/i.exec(text ?? '')
  const unit = UNITS[found?.[2]?.toLowerCase() ?? '']
  const value = found && unit !== undefined ? Number(found[1]) * unit : 0
  return Number.isFinite(value) && value > 0 ? value : null
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}
