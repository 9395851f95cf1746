import type { Host, PublicationInput } from '../../contract/host.ts'
import type { Loss } from '../../core/formats/conversion.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/**
 * Puts what the profile has for the clipboard there, all flavours at once, so that a visual editor takes the essay with its structure and a
 * code field with its tags, and a word processor its notes. Answers what of the essay they lack.
 */
export async function copyPublication(host: Host, input: PublicationInput): Promise<Result<readonly Loss[]>> {
  const published = await host.publishToMemory(input)
  if (!published.ok) return published
  const { clipboard } = published.value
  if (!clipboard)
    return fail('not-available', 'This destination takes files; there is nothing of it to paste.', {
      safe: 'Your clipboard is as it was.',
      next: 'Save the files instead.',
    })
  const { html, text, rtf, losses, rtfLosses = [] } = clipboard
  if (rtf !== '') {
    const written = await host.writeClipboard({ html, text, rtf })
    if (written.ok) return ok(rtfLosses)
    if (written.problem.code !== 'not-available') return written
  }
  // No page may put RTF on the clipboard: Chromium keeps it to itself, even in a copy event. HTML and text, every browser takes.
  const flavours = { 'text/html': html, 'text/plain': text }
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
    return ok(losses)
  } catch {
    return fail('forbidden', 'The clipboard did not take the text.', {
      safe: 'Your essay is unchanged.',
      next: 'Click into the window and copy again, or save the file.',
    })
  }
}
