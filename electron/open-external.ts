import { dialog, shell } from 'electron'
import { fail, ok, type Result } from '../core/result.ts'
import { linkAddress } from '../host/link-address.ts'

/**
 * Opens a web or mail address in the person's own program, after showing where it leads and asking (safety.md 8.8).
 * `forbidden` for what `linkAddress` refuses, also when whoever calls has asked it before; `cancelled` when the person says no;
 * `not-available` where no program takes it.
 */
export async function openExternal(address: string): Promise<Result<null>> {
  const allowed = linkAddress(address)
  if (!allowed.ok) return allowed
  const url = new URL(allowed.value)
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message:
      url.protocol === 'mailto:'
        ? `Write a message to ${readable(url.pathname)}?`
        : `Open ${url.host} in your browser?`,
    detail: url.href,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response !== 1) return fail('cancelled', 'The address was not opened.')
  try {
    await shell.openExternal(url.href)
    return ok(null)
  } catch {
    // No program is set for such addresses, or it did not start; Electron's own words are for developers.
    return fail('not-available', 'No program on this computer opened the address.', {
      safe: 'Nothing was changed.',
      next: `Copy the address and open it yourself: ${readable(url.href)}`,
    })
  }
}

/** A mail address with its escapes resolved, or as it stands where they are none. */
function readable(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
