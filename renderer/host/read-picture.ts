/** The bytes behind the address of a picture of the open essay, or null where the shell's policy or the host does not give them. */
export async function readPicture(url: string): Promise<Blob | null> {
  const shown = new URL(url, location.href)
  // The desktop shows pictures by a scheme of their own, and gives their bytes beside the window's page (host/desktop-answers.ts).
  const own = shown.protocol === 'galley-asset:' ? new URL(`/asset${shown.pathname}`, location.href) : shown
  // Not `origin`, which is "null" for every scheme of one's own.
  if (own.protocol !== location.protocol || own.host !== location.host) return null
  try {
    const answer = await fetch(own)
    return answer.ok ? await answer.blob() : null
  } catch {
    return null
  }
}
