import { attribute, type HastElement, hasAttribute, rewrite } from '../hast.ts'
import { styleOf } from '../inline-style.ts'
import { excerpt } from '../walk.ts'
import type { Pass } from './pass.ts'

/** Takes redirects and tracking parameters off links, and takes out pictures that only count readers. */
export const tracking: Pass = (root, context) => {
  rewrite(root, (node) => {
    if (node.tagName === 'a' && hasAttribute(node, 'href')) {
      const href = attribute(node, 'href')
      const plain = untrackedAddress(href)
      if (plain !== href) {
        node.properties.href = plain
        context.losses.add(
          'tracking-address',
          'A link through a tracking service was made direct, or its tracking parameters were taken off.',
          excerpt(plain),
        )
      }
    }
    if (node.tagName === 'img' && isPixel(node)) {
      context.losses.add(
        'tracking-pixel',
        'A picture that only counts readers was left out.',
        excerpt(attribute(node, 'src')),
      )
      return []
    }
    return undefined
  })
}

/** Redirect pages by host and path, with the parameter that holds the real address. */
const REDIRECTS: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/(?:www\.)?google\.[a-z.]+\/url$/i, 'q|url'],
  [/^https?:\/\/lm?\.facebook\.com\/l\.php$/i, 'u'],
  [/^https?:\/\/l\.instagram\.com\/$/i, 'u'],
  [/^https?:\/\/(?:www\.)?youtube\.com\/redirect$/i, 'q'],
  [/^https?:\/\/(?:[\w-]+\.)?safelinks\.protection\.outlook\.com\/?$/i, 'url'],
  [/^https?:\/\/(?:www\.)?linkedin\.com\/(?:redir\/redirect|safety\/go)$/i, 'url'],
  [/^https?:\/\/out\.reddit\.com\/[\w/]*$/i, 'url'],
  [/^https?:\/\/slack-redir\.net\/link$/i, 'url'],
  [/^https?:\/\/(?:www\.)?medium\.com\/r\/?$/i, 'url'],
  [/^https?:\/\/href\.li\/$/i, ''],
]
const PARAMETERS =
  /^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid|igsh|yclid|twclid|ttclid|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|mkt_tok|ref_src|ref_url|si|spm)$/i
/** Short names that are only tracking on the sites that use them so. */
const ONLY_ON: ReadonlyMap<string, RegExp> = new Map([
  ['si', /^https?:\/\/(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|spotify\.com)\//i],
  ['spm', /^https?:\/\/(?:[\w-]+\.)*(?:taobao|alibaba|aliexpress)\.com\//i],
])

/** The address behind a redirect, without tracking parameters; the same text where there is nothing to take off. */
function untrackedAddress(address: string): string {
  let plain = address
  for (let step = 0; step < 3; step++) {
    const behind = redirectTarget(plain)
    if (behind === null) break
    plain = behind
  }
  return withoutParameters(plain)
}

function redirectTarget(address: string): string | null {
  const question = address.indexOf('?')
  if (question < 0) return null
  const before = address.slice(0, question)
  const redirect = REDIRECTS.find(([pattern]) => pattern.test(before))
  if (!redirect) return null
  const query = address.slice(question + 1)
  if (redirect[1] === '') return /^https?:\/\//i.test(query) ? query : null
  const names = redirect[1].split('|')
  for (const pair of query.split('#')[0]?.split(/&(?:amp;)?/) ?? []) {
    const equals = pair.indexOf('=')
    if (equals < 0 || !names.includes(pair.slice(0, equals))) continue
    const target = decoded(pair.slice(equals + 1))
    if (target !== null && /^https?:\/\//i.test(target)) return target
  }
  return null
}

function withoutParameters(address: string): string {
  const match = /^(https?:\/\/[^?#]*)\?([^#]*)(#.*)?$/i.exec(address)
  if (!match) return address
  const pairs = (match[2] ?? '').split('&')
  const kept = pairs.filter((pair) => {
    const name = pair.split('=')[0] ?? ''
    return !PARAMETERS.test(name) || ONLY_ON.get(name.toLowerCase())?.test(address) === false
  })
  if (kept.length === pairs.length) return address
  return `${match[1]}${kept.length > 0 ? `?${kept.join('&')}` : ''}${match[3] ?? ''}`
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function isPixel(image: HastElement): boolean {
  const style = styleOf(image)
  const size = (name: string) => Number.parseFloat(attribute(image, name) || style.get(name) || 'NaN')
  return size('width') <= 1 && size('height') <= 1
}
