/** The bytes behind the address of a picture of the open essay, or null where the shell's policy or the host does not give them. */
export async function readPicture(url: string): Promise<Blob | null> {
  // The desktop's pictures have a scheme of their own, which its policy lets a window show and not read.
  if (new URL(url, location.href).origin !== location.origin) return null
  try {
    const answer = await fetch(url)
    return answer.ok ? await answer.blob() : null
  } catch {
    return null
  }
}
