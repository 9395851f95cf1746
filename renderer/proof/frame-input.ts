/** Passes on the keys that are pressed in the proof to the window, so that its commands work there, too. Answers what ends it. */
export function passOnKeys(page: Document): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
    const again = { key, code, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true }
    if (!document.dispatchEvent(new KeyboardEvent('keydown', again))) event.preventDefault()
  }
  page.addEventListener('keydown', onKey)
  return () => page.removeEventListener('keydown', onKey)
}

/**
 * A link in the proof leads to its place in the page, or is opened as Galley opens links: the frame itself stays where it is, because its window would show another page there as
 * if it were the proof. Answers what ends it.
 */
export function watchLinks(page: Document, open: (address: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element | null
    const link = target?.closest?.('a[href]')
    const address = link?.getAttribute('href') ?? ''
    if (!link || address.startsWith('#')) return
    event.preventDefault()
    if (event.button === 0) open(address)
  }
  page.addEventListener('click', onClick)
  page.addEventListener('auxclick', onClick)
  return () => {
    page.removeEventListener('click', onClick)
    page.removeEventListener('auxclick', onClick)
  }
}
