import type { Host, WorkingEssay } from '../../contract/host.ts'
import { profileById } from '../../core/publication/profile.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/**
 * Puts the publication's main file on the clipboard: as text, and where the profile says so also as HTML, so that a visual editor
 * takes it with its structure and a code field with its tags.
 */
export async function copyPublication(host: Host, working: WorkingEssay, profile: string): Promise<Result<null>> {
  const published = await host.publishToMemory({ ...working, profile })
  if (!published.ok) return published
  const main = published.value.files[0]
  if (!main) return fail('io', 'There is nothing to copy.')
  const text = new TextDecoder().decode(main.content)
  const plain = new Blob([text], { type: 'text/plain' })
  try {
    await navigator.clipboard.write([
      new ClipboardItem(
        profileById(profile)?.clipboard === 'text/html'
          ? { 'text/html': new Blob([text], { type: 'text/html' }), 'text/plain': plain }
          : { 'text/plain': plain },
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
