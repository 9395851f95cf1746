import type { Essay } from '../essay/essay.ts'
import { EXTENSION_OF_MIME } from '../essay/essay.ts'
import { stringAttr, walk } from '../essay/json.ts'
import { slugify, slugOf } from '../essay/slug.ts'
import { assetHash } from '../essay/url.ts'
import type { PictureNaming } from './house-rules.ts'

/** Names that Windows keeps for devices, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/

/** Names that cameras and clipboards give, which say nothing. */
const MEANINGLESS =
  /^(img|image|picture|photo|foto|bild|dsc|dscf|dscn|pxl|mvimg|screenshot|screen-shot|clipboard|pasted|untitled|scan)?[-\d]*$/

const LONGEST_STEM = 60

/** The file name of a publication's text without its extension: the slug, made safe for every system. Letters of any script are kept. */
export function textFileStem(essay: Pick<Essay, 'metadata'>): string {
  return safeStem(slugify(slugOf(essay.metadata)), 'essay')
}

/**
 * The path of every picture that the essay refers to, by hash: the folder (`images/` unless given) and a name in ASCII made from the file's own name,
 * or from its alt text where that name says nothing. Numbered names say which figure shows the picture first: `03-lamp.jpg`, `Fig03-lamp.jpg`; others
 * begin with `cover-`, `inline-`, `portrait-`. In the order in which they are met: cover, text, portraits. Unique, whatever the system makes of case.
 */
export function picturePaths(
  essay: Essay,
  { folder = 'images/', naming = 'plain' }: { readonly folder?: string; readonly naming?: PictureNaming } = {},
): ReadonlyMap<string, string> {
  const assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
  const paths = new Map<string, string>()
  const taken = new Set<string>()
  const add = (src: string, alt: string, place: string) => {
    const asset = assets.get(assetHash(src) ?? '')
    if (!asset || paths.has(asset.hash)) return
    const own = ascii(asset.name.replace(/\.[^.]*$/, ''))
    const words = safeStem(MEANINGLESS.test(own) ? ascii(alt) || own : own, 'picture')
    const stem = naming === 'plain' ? words : `${place}-${words}`
    let name = stem
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}-${count}`
    taken.add(name.toLowerCase())
    paths.set(asset.hash, `${folder}${name}.${EXTENSION_OF_MIME[asset.mime]}`)
  }
  const { cover } = essay.metadata
  if (cover) add(cover.src, cover.alt, 'cover')
  let figures = 0
  walk(essay.body, (node) => {
    if (node.type === 'figure') {
      const number = String(++figures).padStart(2, '0')
      add(stringAttr(node, 'src'), stringAttr(node, 'alt'), naming === 'figure' ? `Fig${number}` : number)
    } else if (node.type === 'image') add(stringAttr(node, 'src'), stringAttr(node, 'alt'), 'inline')
  })
  for (const person of essay.people) add(person.portrait, person.name, 'portrait')
  return paths
}

/** The words of a name in a-z, 0-9 and hyphens: accents are taken off, other scripts left out. */
function ascii(text: string): string {
  return slugify(text.replace(/ß/g, 'ss').replace(/[æÆ]/g, 'ae').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l'))
    .replace(/[^a-z0-9-]/g, '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
}

function safeStem(stem: string, otherwise: string): string {
  let short = ''
  for (const char of stem) {
    // Most systems count bytes: 255 for the whole name, and a letter may have four.
    if (short.length + char.length > LONGEST_STEM) break
    short += char
  }
  const safe = short.replace(/-+$/, '')
  if (safe === '') return otherwise
  return DEVICES.test(safe) ? `${otherwise}-${safe}` : safe
}
