import {
  attribute,
  classesOf,
  find,
  findAll,
  type HastElement,
  type HastRoot,
  hasAttribute,
  plainTextOf,
  rewrite,
} from '../hast.ts'
import { excerpt } from '../walk.ts'
import type { Pass } from './pass.ts'

/**
 * Takes out what a web page puts around and between an article: menus, share bars, newsletter forms, related links, comment threads. Only parts that hold
 * less than a third of the page's text are taken, so that a misleading name cannot empty it.
 */
export const dropChrome: Pass = (root, context) => {
  const whole = plainTextOf(root).length
  rewrite(root, (node) => {
    if (!isChrome(node)) return undefined
    const text = plainTextOf(node)
    if (text.length > whole / 3 && text.length > 400) return undefined
    if (text !== '')
      context.losses.add(
        'page-chrome',
        'A part of the page that is not the article (menu, share buttons, comments, related links) was left out.',
        excerpt(text),
      )
    return []
  })
}

/** True for a page of a site, where an article has to be found; false for a document that a word processor or converter saved. */
export function isWebPage(root: HastRoot): boolean {
  return (
    find(
      root,
      (node) => node.tagName === 'main' || node.tagName === 'article' || attribute(node, 'role') === 'main',
    ) !== undefined ||
    find(root, (node) => node.tagName === 'meta' && /^og:(?:title|type|url)$/.test(attribute(node, 'property'))) !==
      undefined ||
    find(
      root,
      (node) =>
        node.tagName === 'body' &&
        /(?:^| )(?:single|post-template|wp-singular|home)(?: |$)/.test(attribute(node, 'class')),
    ) !== undefined
  )
}

const ROLES: ReadonlySet<string> = new Set([
  'navigation',
  'search',
  'banner',
  'contentinfo',
  'menu',
  'menubar',
  'toolbar',
  'dialog',
  'alertdialog',
])

const NAMES =
  /^(?:nav|navbar|navigation|menu|site-header|site-footer|site-nav|page-header-nav|breadcrumbs?|skip-link|share|sharing|social|social-share|share-buttons?|share-links|sharedaddy|jp-relatedposts|addtoany\S*|addthis\S*|comments?|comments-area|comment-list|comment-respond|comment-section|disqus_thread|respond|related|related-posts|related-articles|recommended|read-next|read-more-feed|more-stories|post-navigation|nav-links|nav-previous|nav-next|pagination|newsletter|newsletter-signup|subscribe|subscription-widget\S*|subscribe-widget|signup-form|kg-signup-card|button-wrapper|paywall|sidebar|widget|widget-area|advert|advertisement|ad-slot|ads|adsbygoogle|promo|promotion|cookie\S*|gdpr\S*|popup|modal|toolbar|author-box|author-bio|about-author|post-author-box|entry-meta|post-meta|article-meta|posted-on|cat-links|tags-links|edit-link|entry-footer|post-footer|post-tags|tag-list|toc|table-of-contents|reading-time|like-button|post-ufi|js-postMetaLockup|print-only|back-to-top)$/i

function isChrome(node: HastElement): boolean {
  if (['body', 'html', 'main', 'article', 'figure', 'blockquote'].includes(node.tagName)) return false
  if (node.tagName === 'nav' || node.tagName === 'dialog' || ROLES.has(attribute(node, 'role').toLowerCase()))
    return !holdsArticle(node)
  if (node.tagName === 'aside') return !classesOf(node).includes('pullquote') && (isMostlyLinks(node) || isNamed(node))
  if (node.tagName === 'form') return true
  if (node.tagName === 'footer') return !holdsArticle(node) && (isMostlyLinks(node) || isNamed(node))
  return isNamed(node) && !holdsArticle(node)
}

function isNamed(node: HastElement): boolean {
  return (
    classesOf(node).some((name) => NAMES.test(name)) || (hasAttribute(node, 'id') && NAMES.test(attribute(node, 'id')))
  )
}

function holdsArticle(node: HastElement): boolean {
  return (
    find(node, (child) => child.tagName === 'article' || child.tagName === 'main' || child.tagName === 'h1') !==
    undefined
  )
}

function isMostlyLinks(node: HastElement): boolean {
  const all = plainTextOf(node).length
  const linked = findAll(node, (child) => child.tagName === 'a').reduce(
    (sum, link) => sum + plainTextOf(link).length,
    0,
  )
  return all === 0 || linked > all / 2
}
