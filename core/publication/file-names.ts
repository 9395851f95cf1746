import type { Essay } from '../essay/essay.ts'
import { EXTENSION_OF_MIME } from '../essay/essay.ts'
import { stringAttr, walk } from '../essay/json.ts'
import { slugify, slugOf } from '../essay/slug.ts'
import { assetHash } from '../essay/url.ts'

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
 * The path of every picture that the essay refers to, by hash: `images/` and a name in ASCII made from the file's own name, or from its alt text
 * where that name says nothing. In the order in which they are met: cover, text, portraits. Unique, whatever the system makes of case.
 */
export function picturePaths(essay: Essay): ReadonlyMap<string, string> {
  const assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
  const paths = new Map<string, string>()
  const taken = new Set<string>()
  const add = (src: string, alt: string) => {
    const asset = assets.get(assetHash(src) ?? '')
    if (!asset || paths.has(asset.hash)) return
    const own = ascii(asset.name.replace(/\.[^.]*$/, ''))
    const stem = safeStem(MEANINGLESS.test(own) ? ascii(alt) || own : own, 'picture')
    let name = stem
    for (let count = 2; taken.has(name); count++) name = `${stem}-${count}`
    taken.add(name)
    paths.set(asset.hash, `images/${name}.${EXTENSION_OF_MIME[asset.mime]}`)
  }
  const { cover } = essay.metadata
  if (cover) add(cover.src, cover.alt)
  walk(essay.body, (node) => {
    if (node.type === 'figure' || node.type === 'image') add(stringAttr(node, 'src'), stringAttr(node, 'alt'))
  })
  for (const person of essay.people) add(person.portrait, person.name)
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
