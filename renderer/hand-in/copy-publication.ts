import type { Host, PublicationInput } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/**
 * Puts what the profile has for the clipboard there, all flavours at once, so that a visual editor takes the essay with its structure and a
 * code field with its tags.
 */
export async function copyPublication(host: Host, input: PublicationInput): Promise<Result<null>> {
  const published = await host.publishToMemory(input)
  if (!published.ok) return published
  const { clipboard } = published.value
  if (!clipboard)
    return fail('not-available', 'This destination takes files; there is nothing of it to paste.', {
      safe: 'Your clipboard is as it was.',
      next: 'Save the files instead.',
    })
  // A page may not put RTF on the clipboard; the flavours that it may are those that every browser takes.
  const flavours = { 'text/html': clipboard.html, 'text/plain': clipboard.text }
  try {
    await navigator.clipboard.write([
      new ClipboardItem(
        Object.fromEntries(
          Object.entries(flavours)
            .filter(([, content]) => content !== '')
            .map(([type, content]) => [type, new Blob([content], { type })]),
        ),
      ),
    ])
    return ok(null)
  } catch {
    return fail('forbidden', 'The clipboard did not take the text.', {
      safe: 'Your essay is unchanged.',
      next: 'Click into the window and copy again, or save the file.',
    })
  }
}
