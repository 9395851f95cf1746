import { fail, ok, type Result } from '../core/result.ts'

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])
const LONGEST = 2_048

/**
 * An address that may be opened outside of Galley (safety.md 8.8): http, https or mailto, at most 2,048 characters, no control characters, no name
 * or password in it. Answers it as the system will see it. Problem: `forbidden`.
 */
export function linkAddress(address: string): Result<string> {
  const refuse = (why: string) =>
    fail('forbidden', `This link is not opened: ${why}.`, {
      safe: 'Nothing was opened.',
      subject: address.slice(0, 80),
    })
  if (address.length > LONGEST) return refuse(`its address is longer than ${LONGEST} characters`)
  if (/\p{C}|\s/u.test(address)) return refuse('its address holds characters that cannot be seen')
  if (!URL.canParse(address)) return refuse('its address is not complete')
  const url = new URL(address)
  if (!SCHEMES.has(url.protocol)) return refuse(`it leads to ${url.protocol} and not to a web or mail address`)
  if (url.username !== '' || url.password !== '') return refuse('its address carries a name or password')
  if (url.protocol !== 'mailto:' && url.hostname === '') return refuse('its address names no place')
  return ok(url.href)
}
