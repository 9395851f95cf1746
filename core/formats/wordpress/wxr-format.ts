import { z } from 'zod'
import { authorsOf, namedCredits } from '../../essay/credits.ts'
import type { Asset, Essay } from '../../essay/essay.ts'
import { slugify } from '../../essay/slug.ts'
import { defineFormat } from '../../publication/format.ts'
import { coverAsset, type PictureShelf, pictureShelf } from '../../publication/picture-shelf.ts'
import { LossLedger } from '../conversion.ts'
import { coreFootnotes } from './core-footnotes.ts'
import { figureTexts } from './figure-texts.ts'
import { toBlocks } from './to-blocks.ts'
import { cdata, element, htmlCdata } from './wxr-xml.ts'

const NO_DATE = '0000-00-00 00:00:00'

/**
 * WordPress's own exchange file, WXR 1.2 (publishing.md 1.3): one post with blocks, its notes in their field, author, category, tags, excerpt, and the pictures as attachments
 * where it is known at which address they can be fetched: the importer takes nothing from a folder.
 */
export const wxrFormat = defineFormat({
  extensions: ['.xml'],
  options: z.strictObject({
    status: z.enum(['draft', 'pending', 'publish']).default('draft'),
    /** The address of a folder from which WordPress can fetch the pictures, with `/` at its end. */
    uploads: z
      .string()
      .regex(/^(https?:\/\/[^\s"<>]+\/)?$/, 'is no web address that ends in /')
      .default(''),
    /** Every author as a term of the plugin Co-Authors Plus. */
    coAuthors: z.boolean().default(false),
  }),
  proof: 'essay',
  site: null,
  write(input) {
    const { essay, options, wording, stem } = input
    const { uploads, status, coAuthors } = options
    const losses = new LossLedger()
    const shelf = pictureShelf(input, {
      addressed: (path) => (uploads === '' ? path : `${uploads}${path.slice(path.lastIndexOf('/') + 1)}`),
    })
    const core = coreFootnotes(essay.id)
    const parts = {
      byline: false,
      biography: false,
      credits: true,
      wording,
      address: shelf.address,
      flavour: core.flavour,
    }
    const content = toBlocks(essay, parts)
    for (const loss of content.losses) losses.addAll(loss)
    shelf.add(essay.metadata.cover?.src ?? '')
    if (uploads === '' && shelf.files().length > 0)
      losses.add(
        'pictures',
        'WordPress’s importer takes pictures from the web only; upload the folder images, or name its address in the profile.',
        shelf.files()[0]?.path ?? 'images',
      )
    const { metadata } = essay
    if (metadata.standfirst !== '')
      losses.add('standfirst', 'The standfirst has no field in WordPress.', metadata.standfirst)
    for (const { name } of authorsOf(essay).slice(coAuthors ? authorsOf(essay).length : 1))
      losses.add(
        'co-author',
        'WordPress knows one author of a post; the others are named by Co-Authors Plus only.',
        name,
      )
    for (const { name, bio } of authorsOf(essay))
      if (bio !== '') losses.add('biography', 'A biography was left out; WordPress keeps it with its user.', name)
    const cover = coverAsset(essay)
    const attachments = uploads === '' ? [] : attachmentsOf(essay, shelf, input.shownAt === null)
    const thumbnail = attachments.findIndex(({ asset }) => asset.hash === cover?.hash)
    const post = item({
      id: 1,
      title: metadata.title || wording.words.untitled,
      creator: loginOf(essay),
      link: metadata.canonicalUrl,
      content: content.text,
      excerpt: metadata.excerpt,
      date: metadata.date,
      updated: metadata.updated ?? metadata.date,
      name: stem,
      status,
      type: 'post',
      parent: 0,
      terms: [
        ...(metadata.category === '' ? [] : [term('category', slugify(metadata.category), metadata.category)]),
        ...metadata.tags.map((tag) => term('post_tag', slugify(tag), tag)),
        ...(coAuthors ? authorsOf(essay).map(({ name }) => term('author', `cap-${slugify(name)}`, name)) : []),
      ],
      meta: [
        ...(core.notes().length > 0 ? [['footnotes', JSON.stringify(core.notes())] as const] : []),
        ['galley_credits', JSON.stringify(creditsOf(essay))],
        ...(thumbnail >= 0 ? [['_thumbnail_id', String(thumbnail + 2)] as const] : []),
      ],
      extra: [],
    })
    const pictures = attachments.map(({ url, name, caption, alt }, index) =>
      item({
        id: index + 2,
        title: name,
        creator: loginOf(essay),
        link: url,
        content: '',
        excerpt: caption,
        date: metadata.date,
        updated: metadata.date,
        name: slugify(name) || `picture-${index + 1}`,
        status: 'inherit',
        type: 'attachment',
        parent: 1,
        terms: [],
        meta: alt === '' ? [] : [['_wp_attachment_image_alt', alt]],
        extra: [element('wp:attachment_url', cdata(url))],
      }),
    )
    const text = channel(essay, [post, ...pictures], wording.words.untitled)
    return {
      files: [{ path: `${stem}.xml`, content: text }, ...shelf.files()],
      losses: losses.list(),
      clipboard: null,
    }
  },
})

interface Item {
  readonly id: number
  readonly title: string
  readonly creator: string
  readonly link: string
  readonly content: string
  readonly excerpt: string
  readonly date: string
  readonly updated: string
  readonly name: string
  readonly status: string
  readonly type: 'post' | 'attachment'
  readonly parent: number
  readonly terms: readonly string[]
  readonly meta: readonly (readonly [key: string, value: string])[]
  readonly extra: readonly string[]
}

function item(one: Item): string {
  const time = (day: string) => cdata(day === '' ? NO_DATE : `${day} 00:00:00`)
  return [
    '<item>',
    element('title', htmlCdata(one.title)),
    element('link', cdata(one.link)),
    element('dc:creator', cdata(one.creator)),
    `<guid isPermaLink="false">${cdata(one.type === 'attachment' ? one.link : `galley-${one.name}`)}</guid>`,
    '<description></description>',
    element('content:encoded', cdata(one.content)),
    element('excerpt:encoded', htmlCdata(one.excerpt)),
    element('wp:post_id', String(one.id)),
    ...['wp:post_date', 'wp:post_date_gmt'].map((name) => element(name, time(one.date))),
    ...['wp:post_modified', 'wp:post_modified_gmt'].map((name) => element(name, time(one.updated))),
    element('wp:comment_status', cdata('open')),
    element('wp:ping_status', cdata('closed')),
    element('wp:post_name', cdata(one.name)),
    element('wp:status', cdata(one.status)),
    element('wp:post_parent', String(one.parent)),
    element('wp:menu_order', '0'),
    element('wp:post_type', cdata(one.type)),
    element('wp:post_password', cdata('')),
    element('wp:is_sticky', '0'),
    ...one.extra,
    ...one.terms,
    ...one.meta.map(
      ([key, value]) =>
        `<wp:postmeta>${element('wp:meta_key', cdata(key))}${element('wp:meta_value', cdata(value))}</wp:postmeta>`,
    ),
    '</item>',
  ].join('\n')
}

function term(domain: string, nicename: string, name: string): string {
  return `<category domain="${domain}" nicename="${nicename.replace(/[^\p{L}\p{N}-]/gu, '')}">${htmlCdata(name)}</category>`
}

function channel(essay: Essay, items: readonly string[], untitled: string): string {
  const { metadata } = essay
  const [author] = authorsOf(essay)
  const site = /^https?:\/\/[^/?#]+/i.exec(metadata.canonicalUrl)?.[0] ?? 'https://example.org'
  const [first = '', ...rest] = (author?.name ?? '').split(' ')
  const lines = [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">',
    '<channel>',
    element('title', htmlCdata(metadata.title || untitled)),
    element('link', cdata(site)),
    '<description></description>',
    element('language', cdata(metadata.language)),
    element('wp:wxr_version', '1.2'),
    element('wp:base_site_url', cdata(site)),
    element('wp:base_blog_url', cdata(site)),
    '<wp:author>',
    element('wp:author_id', '1'),
    element('wp:author_login', cdata(loginOf(essay))),
    element('wp:author_email', cdata('')),
    element('wp:author_display_name', cdata(author?.name ?? '')),
    element('wp:author_first_name', cdata(first)),
    element('wp:author_last_name', cdata(rest.join(' '))),
    '</wp:author>',
    ...(metadata.category === ''
      ? []
      : [
          `<wp:category>${element('wp:term_id', '1')}${element('wp:category_nicename', cdata(slugify(metadata.category)))}${element('wp:category_parent', cdata(''))}${element('wp:cat_name', htmlCdata(metadata.category))}</wp:category>`,
        ]),
    ...metadata.tags.map(
      (tag, index) =>
        `<wp:tag>${element('wp:term_id', String(index + 2))}${element('wp:tag_slug', cdata(slugify(tag)))}${element('wp:tag_name', htmlCdata(tag))}</wp:tag>`,
    ),
    ...items,
    '</channel>',
    '</rss>',
  ]
  return `${lines.join('\n')}\n`
}

/** The name under which WordPress knows the author; the importer asks to whom it belongs. */
function loginOf(essay: Essay): string {
  return slugify(authorsOf(essay)[0]?.name ?? '') || 'galley'
}

function creditsOf(essay: Essay): unknown {
  return namedCredits(essay)
    .filter(({ visible }) => visible)
    .map(({ role, label, who }) => ({ name: who.name, role, ...(label === '' ? {} : { label }) }))
}

function attachmentsOf(essay: Essay, shelf: PictureShelf, isExport: boolean) {
  if (!isExport) return []
  const texts = figureTexts(essay)
  const known = new Map(essay.assets.map((asset) => [asset.hash, asset]))
  return shelf.files().flatMap(({ content, path }) => {
    const hash = typeof content === 'object' && 'asset' in content ? content.asset : ''
    const asset = known.get(hash)
    const { alt = '', caption = '' } = texts.get(hash) ?? {}
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '')
    return asset ? [{ asset, url: shelf.address(asset as Asset), name, alt, caption }] : []
  })
}
