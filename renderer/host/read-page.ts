/** The text of the page at an address of the host; null where there is none any more. */
export async function readPage(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url, { cache: 'no-store' })
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}
