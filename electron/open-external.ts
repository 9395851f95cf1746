import { dialog, shell } from 'electron'
import { fail, ok, type Result } from '../core/result.ts'

const LONGEST = 2048

/**
 * Opens a web or mail address in the person's own program, after showing where it leads and asking (safety.md 8.8).
 * `forbidden` for any other scheme, an address with a name or password in it, with control characters, or too long;
 * `cancelled` when the person says no.
 */
export async function openExternal(address: string): Promise<Result<null>> {
  const url = URL.canParse(address) ? new URL(address) : null
  const allowed =
    url !== null &&
    ['https:', 'http:', 'mailto:'].includes(url.protocol) &&
    url.username + url.password === '' &&
    address.length <= LONGEST &&
    !/\p{Cc}/u.test(address)
  if (!allowed)
    return fail('forbidden', 'Galley opens only plain web and mail addresses.', { safe: 'Nothing was opened.' })
  const place = url.protocol === 'mailto:' ? decodeURI(url.pathname) : url.host
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: url.protocol === 'mailto:' ? `Write a message to ${place}?` : `Open ${place} in your browser?`,
    detail: url.href,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response !== 1) return fail('cancelled', 'The address was not opened.')
  await shell.openExternal(url.href)
  return ok(null)
}
