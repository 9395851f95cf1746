import { authorsOf, namedCredits } from '../../essay/credits.ts'
import type { Asset, Essay, Role } from '../../essay/essay.ts'
import { EXTENSION_OF_MIME } from '../../essay/essay.ts'
import { stringAttr, walk } from '../../essay/json.ts'
import { assetHash } from '../../essay/url.ts'
import { type Wording, wordingFor } from '../../publication/wording.ts'
import { writeZip, type ZipEntry } from '../../zip/write-zip.ts'
import type { Loss } from '../conversion.ts'
import { XML_HEAD, xmlAttribute, xmlText } from '../docx/write/xml.ts'
import { excerpt } from '../excerpt.ts'
import { toHtml } from '../html/write/to-html.ts'
import { EPUB_CSS } from './epub-css.ts'

/** What a book needs beside the essay. */
export interface EpubOptions {
  /** The bytes of a picture. */
  readonly picture: (asset: Asset) => Uint8Array
  readonly wording?: Wording
}

/** An EPUB with what it could not say. */
export interface WrittenEpub {
  readonly bytes: Uint8Array
  readonly losses: readonly Loss[]
}

/** MARC relators (id.loc.gov/vocabulary/relators) of the roles. */
const RELATORS: Readonly<Record<Role, string>> = {
  author: 'aut',
  'co-author': 'aut',
  editor: 'edt',
  'copy-editor': 'edt',
  'fact-checker': 'oth',
  proofreader: 'pfr',
  translator: 'trl',
  photographer: 'pht',
  illustrator: 'ill',
  reviewer: 'rev',
  thanks: 'oth',
  other: 'oth',
}

/**
 * Writes an essay as a book of one chapter: EPUB 3.3 (w3.org/TR/epub-33) with a table of contents, everyone's roles, a cover, and the accessibility metadata of
 * EPUB Accessibility 1.1. Equal essays give equal bytes: the time of change is the day of publication, or the first of 2000. The essay must fit the schema.
 */
export function toEpub(given: Essay, options: EpubOptions): WrittenEpub {
  const { essay, losses } = withoutForeignPictures(given)
  const pictures = new Map<string, { readonly asset: Asset; readonly path: string }>()
  const pathOf = (asset: Asset): string => {
    const known = pictures.get(asset.hash)
    if (known) return known.path
    const path = `images/picture-${pictures.size + 1}.${EXTENSION_OF_MIME[asset.mime]}`
    pictures.set(asset.hash, { asset, path })
    return path
  }
  const wording = options.wording ?? wordingFor(essay.metadata.language)
  const chapter = toHtml(essay, { kind: 'xhtml', address: pathOf, stylesheet: 'style.css' })
  const coverAsset = essay.assets.find((asset) => asset.hash === assetHash(essay.metadata.cover?.src ?? ''))
  if (coverAsset) pathOf(coverAsset)
  const files: readonly ZipEntry[] = [
    { name: 'mimetype', bytes: 'application/epub+zip', deflate: false },
    { name: 'META-INF/container.xml', bytes: CONTAINER, deflate: true },
    { name: 'EPUB/package.opf', bytes: packagePart(essay, wording, [...pictures.values()], coverAsset), deflate: true },
    { name: 'EPUB/nav.xhtml', bytes: navPart(essay, wording, chapter.text), deflate: true },
    { name: 'EPUB/essay.xhtml', bytes: chapter.text, deflate: true },
    { name: 'EPUB/style.css', bytes: EPUB_CSS, deflate: true },
    ...[...pictures.values()].map(({ asset, path }) => ({
      name: `EPUB/${path}`,
      bytes: options.picture(asset),
      deflate: asset.mime === 'image/svg+xml',
    })),
  ]
  // Excerpt and address stand in the package.
  return {
    bytes: writeZip(files),
    losses: [...losses, ...chapter.losses.filter(({ kind }) => kind !== 'package-metadata')],
  }
}

const CONTAINER = `${XML_HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n`

/** AVIF is none of the kinds that every reading system shows (EPUB 3.3, section 3.2). */
function withoutForeignPictures(essay: Essay): { readonly essay: Essay; readonly losses: readonly Loss[] } {
  const foreign = essay.assets.filter(({ mime }) => mime === 'image/avif')
  const [first] = foreign
  if (first === undefined) return { essay, losses: [] }
  return {
    essay: { ...essay, assets: essay.assets.filter(({ mime }) => mime !== 'image/avif') },
    losses: [
      {
        kind: 'picture-format',
        message: 'A picture is an AVIF, which books cannot hold. As PNG or JPEG it is seen everywhere.',
        count: foreign.length,
        place: excerpt(first.name) || 'picture',
      },
    ],
  }
}

function packagePart(
  essay: Essay,
  wording: Wording,
  pictures: readonly { readonly asset: Asset; readonly path: string }[],
  cover: Asset | undefined,
): string {
  const { metadata } = essay
  const language = metadata.language || 'en'
  const tag = (name: string, value: string, attributes = '') =>
    value.trim() === '' ? '' : `<${name}${attributes}>${xmlText(value)}</${name}>\n`
  const meta = (property: string, value: string) => tag('meta', value, ` property="${property}"`)
  const authors = new Set(authorsOf(essay))
  const credits = namedCredits(essay).filter(({ visible }) => visible)
  const people = credits
    .map(({ who, role }, index) => {
      const id = `person-${index + 1}`
      const refine = (property: string, value: string, scheme = '') =>
        tag('meta', value, ` refines="#${id}" property="${property}"${scheme}`)
      return (
        tag(authors.has(who) && RELATORS[role] === 'aut' ? 'dc:creator' : 'dc:contributor', who.name, ` id="${id}"`) +
        refine('role', RELATORS[role], ' scheme="marc:relators"') +
        refine('file-as', who.sortName)
      )
    })
    .join('')
  const described = everyPictureIsDescribed(essay)
  const items = pictures.map(({ asset, path }, index) => {
    const properties = cover?.hash === asset.hash ? ' properties="cover-image"' : ''
    return `<item id="picture-${index + 1}" href="${path}" media-type="${asset.mime}"${properties}/>`
  })
  const subtitle =
    metadata.standfirst === ''
      ? ''
      : `${tag('dc:title', metadata.standfirst, ' id="subtitle"')}<meta refines="#subtitle" property="title-type">subtitle</meta>\n`
  return `${XML_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${xmlAttribute(language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:${xmlText(essay.id)}</dc:identifier>
<dc:title id="title">${xmlText(metadata.title || wording.words.untitled)}</dc:title>
<meta refines="#title" property="title-type">main</meta>
${subtitle}${tag('dc:language', language)}${people}${tag('dc:date', metadata.date)}${tag('dc:description', metadata.excerpt)}${tag('dc:subject', metadata.category)}${metadata.tags.map((one) => tag('dc:subject', one)).join('')}${tag('dc:rights', metadata.license ? [metadata.license.name, metadata.license.url].filter((part) => part !== '').join(' ') : '')}${tag('dc:source', metadata.canonicalUrl)}${meta('dcterms:modified', `${metadata.updated || metadata.date || '2000-01-01'}T00:00:00Z`)}${meta('schema:accessMode', 'textual')}${pictures.length > 0 ? meta('schema:accessMode', 'visual') : ''}${pictures.length > 0 ? meta('schema:accessModeSufficient', 'textual,visual') : ''}${described ? meta('schema:accessModeSufficient', 'textual') : ''}${meta('schema:accessibilityFeature', 'structuralNavigation')}${meta('schema:accessibilityFeature', 'tableOfContents')}${meta('schema:accessibilityFeature', 'readingOrder')}${described && pictures.length > 0 ? meta('schema:accessibilityFeature', 'alternativeText') : ''}${meta('schema:accessibilityHazard', 'none')}${meta('schema:accessibilitySummary', described ? 'Headings in order, notes linked both ways; every picture has a description or is an ornament.' : 'Headings in order, notes linked both ways; some pictures have no description.')}</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="essay" href="essay.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
${items.join('\n')}
</manifest>
<spine><itemref idref="essay"/></spine>
</package>
`
}

function everyPictureIsDescribed(essay: Essay): boolean {
  let described = essay.metadata.cover === null || essay.metadata.cover.decorative || essay.metadata.cover.alt !== ''
  walk(essay.body, (node) => {
    if (
      (node.type === 'figure' || node.type === 'image') &&
      stringAttr(node, 'alt') === '' &&
      node.attrs?.decorative !== true
    )
      described = false
  })
  return described
}

/** The table of contents: the essay, and below it its headings as the chapter has them, nested by level. */
function navPart(essay: Essay, wording: Wording, chapter: string): string {
  const language = xmlAttribute(essay.metadata.language || 'en')
  const title = xmlText(essay.metadata.title || wording.words.untitled)
  const headings = [...chapter.matchAll(/<h([2-6])(?: [^>]*?)? id="([^"]+)"[^>]*>(.*?)<\/h\1>/g)].flatMap(
    ([, level, id = '', inside = '']) => {
      const words = inside
        .replace(/<sup[ >].*?<\/sup>/g, '')
        .replace(/<[^>]*>/g, '')
        .trim()
      return words === '' ? [] : [{ level: Number(level), id, words }]
    },
  )
  let inner = ''
  const open: number[] = []
  for (const { level, id, words } of headings) {
    // A level that was left out has no list of its own: an entry may hold one list only (EPUB 3.3, 7.4.1).
    while (open.length > 1 && (open.at(-2) as number) >= level) {
      inner += '</li></ol>'
      open.pop()
    }
    if (open.length === 0 || (open.at(-1) as number) < level) {
      inner += '<ol>'
      open.push(level)
    } else {
      inner += '</li>'
      open[open.length - 1] = level
    }
    inner += `<li><a href="essay.xhtml#${id}">${words}</a>`
  }
  inner += '</li></ol>'.repeat(open.length)
  return `${XML_HEAD.replace(' standalone="yes"', '')}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}">
<head><title>${title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body><main><nav epub:type="toc" role="doc-toc" aria-labelledby="title"><h1 id="title">${title}</h1><ol><li><a href="essay.xhtml">${title}</a>${inner}</li></ol></nav></main></body>
</html>
`
}
