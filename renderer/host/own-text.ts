/**
 * The text of a file that was built with the window (a dictionary), from the window's own origin. Rejects with an Error that names the
 * address where it is not there.
 */
export async function ownText(address: string): Promise<string> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.text()
}
