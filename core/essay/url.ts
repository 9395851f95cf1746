/**
 * The one place that decides which addresses an essay may hold (safety.md section 6) and how they are written.
 * Addresses are normalised when they come in, so that every writer can put them out raw and lossless.
 */

const LINK_SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'mailto', 'tel'])
const PICTURE_SCHEMES: ReadonlySet<string> = new Set(['http', 'https'])
const ASSET = /^asset:[0-9a-f]{64}$/
const SCHEME = /^([a-z][a-z0-9+.-]*):/i
const LONGEST = 8192

/**
 * A link address that may be stored, or null where its scheme is not allowed (the text is kept, the link dropped).
 * Allowed: http, https, mailto, tel, a fragment, and addresses without a scheme.
 */
export function normaliseHref(address: string): string | null {
  const url = tidy(address)
  if (url === null) return null
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined && !LINK_SCHEMES.has(scheme)) return null
  return url
}

/**
 * A picture's address that may be stored: `asset:<sha-256 in hex>`, '' (no picture yet), or a remote or relative
 * address that is kept and never fetched. null where the scheme is not allowed.
 */
export function normalisePictureSrc(address: string): string | null {
  if (address === '' || ASSET.test(address)) return address
  const url = tidy(address)
  if (url === null) return null
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined && !PICTURE_SCHEMES.has(scheme)) return null
  return url
}

/** The hash of an `asset:<hash>` address, or null for any other. */
export function assetHash(src: string): string | null {
  return ASSET.test(src) ? src.slice('asset:'.length) : null
}

/** The address under which the body refers to the picture with this SHA-256 (hex). */
export function assetSrc(hash: string): string {
  return `asset:${hash}`
}

function tidy(address: string): string | null {
  // Browsers ignore these inside a scheme ("java\nscript:"), so they must go before the scheme is looked at.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  const bare = address.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim()
  if (bare.length > LONGEST) return null
  const encoded = percentEncode(bare)
  // Measured again: an escape is longer than its letter, and a stored address must be normal when it is read back.
  return encoded.length > LONGEST ? null : encoded
}

/** Nothing but characters that may stand in a URL as they are; most addresses. */
const ENCODED = /^[A-Za-z0-9;/?:@&=+$,\-_.!~*'()#[\]]*$/

/** Percent-encodes what may not stand in a URL and keeps valid escapes, so that encoding twice changes nothing. */
function percentEncode(text: string): string {
  if (ENCODED.test(text)) return text
  let out = ''
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string
    if (char === '%') {
      out += /^[0-9a-fA-F]{2}$/.test(text.slice(index + 1, index + 3)) ? '%' : '%25'
    } else if (ENCODED.test(char)) {
      out += char
    } else {
      const point = text.codePointAt(index) as number
      const whole = String.fromCodePoint(point)
      if (whole.length === 2) index++
      out += point >= 0xd800 && point <= 0xdfff ? '%EF%BF%BD' : encodeURIComponent(whole)
    }
  }
  return out
}
