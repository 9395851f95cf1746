/** The usual short name of a Creative Commons licence by its address (creativecommons.org), or the address itself. */
export function licenseName(url: string): string {
  const match = /^https?:\/\/creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)(?:\/(\d(?:\.\d)?))?/i.exec(url)
  if (!match) return url
  const version = match[3] ? ` ${match[3]}` : ''
  if (match[1] === 'publicdomain') return match[2] === 'zero' ? `CC0${version}` : 'Public domain'
  return `CC ${match[2]?.toUpperCase()}${version}`
}
