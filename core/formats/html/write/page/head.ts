import { authorsOf, editorsOf, otherCreditsOf } from '../../../../essay/credits.ts'
import type { Asset, Essay, Person } from '../../../../essay/essay.ts'
import { assetHash } from '../../../../essay/url.ts'
import { COLOR_SCHEME_META } from '../../../../publication/color-scheme.ts'
import type { PageLook } from '../../../../publication/page-look.ts'
import type { AssetAddress } from '../../../conversion.ts'
import { escapeAttribute, escapeText } from '../escape.ts'
import { type ArticleParts, articleJsonLd, descriptionOf } from './json-ld.ts'

/** What the head needs beside the essay. */
export interface HeadParts extends ArticleParts {
  readonly look: PageLook
  readonly publicAddress: AssetAddress | undefined
  /** `title` of an essay without one. */
  readonly untitled: string
}

/**
 * The page's own content security policy. It allows pictures inside the page or beside it, the page's one stylesheet, fonts inside that, and
 * nothing else: no script, no frame, no request to another place.
 */
function contentSecurityPolicy(look: PageLook): string {
  return `default-src 'none'; img-src 'self' data:; style-src 'sha256-${look.stylesheetHash}'; font-src data:; base-uri 'none'; form-action 'none'`
}

/** The lines of `head`: policy, description, OpenGraph (ogp.me), Twitter card, Dublin Core, Highwire Press tags, JSON-LD, stylesheet. */
export function writeHead(essay: Essay, parts: HeadParts): readonly string[] {
  const { metadata } = essay
  // The stylesheet is ours: this is a mistake in the build, and changing the text would break its hash.
  if (/<\/style|\r/i.test(parts.look.stylesheet)) throw new Error('The stylesheet holds </style or a carriage return')
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(contentSecurityPolicy(parts.look))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    COLOR_SCHEME_META,
    '<meta name="generator" content="Galley">',
    `<title>${escapeText(metadata.title || parts.untitled)}</title>`,
    ...named('description', descriptionOf(essay)),
    ...named('author', namesOf(authorsOf(essay)).join(', ')),
    ...linked('canonical', metadata.canonicalUrl),
    ...linked('license', metadata.license?.url ?? ''),
    ...openGraph(essay, parts),
    ...twitterCard(essay, parts),
    ...dublinCore(essay),
    ...highwire(essay, parts),
    `<script type="application/ld+json">${articleJsonLd(essay, parts)}</script>`,
    `<style>${parts.look.stylesheet}</style>`,
  ]
}

function openGraph(essay: Essay, { publicAddress, publication }: HeadParts): readonly string[] {
  const { metadata } = essay
  const picture = coverAsset(essay)
  return [
    ...property('og:type', 'article'),
    ...property('og:title', metadata.title),
    ...property('og:description', descriptionOf(essay)),
    ...property('og:url', metadata.canonicalUrl),
    ...property('og:site_name', publication?.name ?? ''),
    ...property('og:locale', localeOf(metadata.language)),
    ...(picture && publicAddress
      ? [
          ...property('og:image', publicAddress(picture)),
          ...property('og:image:width', String(picture.width)),
          ...property('og:image:height', String(picture.height)),
          ...property('og:image:alt', coverAlt(essay)),
        ]
      : []),
    ...property('article:published_time', metadata.date),
    ...property('article:modified_time', metadata.updated ?? ''),
    ...authorsOf(essay).flatMap((person) => property('article:author', person.url)),
    ...property('article:section', metadata.category),
    ...metadata.tags.flatMap((tag) => property('article:tag', tag)),
  ]
}

function twitterCard(essay: Essay, { publicAddress }: HeadParts): readonly string[] {
  const picture = publicAddress ? coverAsset(essay) : undefined
  return [
    ...named('twitter:card', picture ? 'summary_large_image' : 'summary'),
    ...named('twitter:title', essay.metadata.title),
    ...named('twitter:description', descriptionOf(essay)),
    ...(picture && publicAddress
      ? [...named('twitter:image', publicAddress(picture)), ...named('twitter:image:alt', coverAlt(essay))]
      : []),
  ]
}

function dublinCore(essay: Essay): readonly string[] {
  const { metadata } = essay
  const contributors = [...editorsOf(essay), ...otherCreditsOf(essay).map((credit) => credit.who)]
  return [
    ...named('DC.title', metadata.title),
    ...namesOf(authorsOf(essay)).flatMap((name) => named('DC.creator', name)),
    ...[...new Set(namesOf(contributors))].flatMap((name) => named('DC.contributor', name)),
    ...named('DC.date', metadata.date),
    ...named('DC.language', metadata.language),
    ...named('DC.rights', metadata.license?.name ?? ''),
    ...named('DC.type', 'Text'),
    ...named('DC.format', 'text/html'),
  ]
}

function highwire(essay: Essay, { publication }: HeadParts): readonly string[] {
  const { metadata } = essay
  return [
    ...named('citation_title', metadata.title),
    ...authorsOf(essay).flatMap((person) => named('citation_author', person.sortName || person.name)),
    ...named('citation_publication_date', metadata.date.replaceAll('-', '/')),
    ...named('citation_journal_title', publication?.name ?? ''),
    ...named('citation_language', metadata.language),
  ]
}

function coverAsset(essay: Essay): Asset | undefined {
  const hash = assetHash(essay.metadata.cover?.src ?? '')
  return hash === null ? undefined : essay.assets.find((asset) => asset.hash === hash)
}

function coverAlt(essay: Essay): string {
  return essay.metadata.cover?.decorative === true ? '' : (essay.metadata.cover?.alt ?? '')
}

/** `en_GB` from `en-GB`; '' for a language without a region, which OpenGraph does not know. */
function localeOf(language: string): string {
  const match = /^([a-z]{2,3})-(?:[A-Za-z]{4}-)?([A-Z]{2})$/i.exec(language)
  return match?.[1] && match[2] ? `${match[1].toLowerCase()}_${match[2].toUpperCase()}` : ''
}

function namesOf(people: readonly Person[]): readonly string[] {
  return people.map((person) => person.name).filter((name) => name !== '')
}

function named(name: string, content: string): readonly string[] {
  return content === '' ? [] : [`<meta name="${name}" content="${escapeAttribute(content)}">`]
}

function property(name: string, content: string): readonly string[] {
  return content === '' ? [] : [`<meta property="${name}" content="${escapeAttribute(content)}">`]
}

function linked(rel: string, href: string): readonly string[] {
  return href === '' ? [] : [`<link rel="${rel}" href="${escapeAttribute(href)}">`]
}
