import type { Asset } from '../../../core/essay/essay.ts'
import { readPicture } from '../../host/read-picture.ts'

/** Width that is enough for a screen, even a dense one (pixels). The original is kept and is what is published. */
const ENOUGH = 1_600
/** Pixels above which showing the original costs more than making a smaller one. */
const LARGE = 3_000_000
/** Smaller pictures that are kept; those not shown for longest go first. A few hundred kilobytes each. */
const MOST_KEPT = 300
/** How far from the visible page a picture is made ready. */
const AHEAD = '1200px 0px'
/** Rest after scrolling (milliseconds): drawing a photograph smaller must hold up no frame. */
const REST = 120

/** Addresses of the smaller pictures by width and address of the original, oldest use first. */
const kept = new Map<string, string>()
/** Images that have no picture yet, with what is to be shown in them. */
const waiting = new WeakMap<Element, Wanted>()
/** Those of them that are near the visible page. */
const near = new Set<Element>()

interface Wanted {
  readonly url: string
  /** Pixels that are enough. */
  readonly width: number
}

let observer: IntersectionObserver | undefined
let scrolledAt = Number.NEGATIVE_INFINITY
let working = false

/**
 * Shows a picture in an image that stands in the document or soon will. A large one is drawn smaller when it comes near the visible page, one at
 * a time, and that is kept while the window lives: hundreds of photographs then cost little memory. `width` is how many pixels are enough where it stands.
 */
export function showPicture(img: HTMLImageElement, url: string, asset: Asset | null, width = ENOUGH): void {
  img.decoding = 'async'
  img.loading = 'lazy'
  const small = smaller({ url, width })
  if (small !== undefined || !isLarge(asset, width)) {
    img.src = small ?? url
    return
  }
  if (!observer) {
    observer = new IntersectionObserver(look, { rootMargin: AHEAD })
    document.addEventListener('scroll', () => (scrolledAt = performance.now()), { capture: true, passive: true })
  }
  waiting.set(img, { url, width })
  observer.observe(img)
}

function look(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) near.add(target)
    else near.delete(target)
  }
  if (!working) void work()
}

/** One picture after the other, while nothing moves and nobody types. What was scrolled past meanwhile is left until it comes again. */
async function work(): Promise<void> {
  working = true
  while (near.size > 0) {
    await rest()
    const [target] = near
    if (!target) break
    near.delete(target)
    const wanted = waiting.get(target)
    if (wanted === undefined || !(target instanceof HTMLImageElement) || !target.isConnected) continue
    waiting.delete(target)
    observer?.unobserve(target)
    target.src = smaller(wanted) ?? (await reduce(wanted)) ?? wanted.url
  }
  working = false
}

async function rest(): Promise<void> {
  for (;;) {
    const left = REST - (performance.now() - scrolledAt)
    if (left <= 0) break
    await new Promise((done) => setTimeout(done, left))
  }
  await new Promise((done) => requestIdleCallback(done, { timeout: 1_000 }))
}

function smaller({ url, width }: Wanted): string | undefined {
  const name = `${width} ${url}`
  const small = kept.get(name)
  if (small === undefined) return undefined
  kept.delete(name)
  kept.set(name, small)
  return small
}

/** A smaller copy as an address, or null where it cannot be made. */
async function reduce({ url, width }: Wanted): Promise<string | null> {
  try {
    const original = await readPicture(url)
    if (!original) return null
    // Turned as its EXIF says, and decoded to the size that is wanted.
    const bitmap = await createImageBitmap(original, { resizeWidth: width, resizeQuality: 'medium' })
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap)
    const small = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 }))
    kept.set(`${width} ${url}`, small)
    for (const [oldest, address] of kept) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(oldest)
      URL.revokeObjectURL(address)
    }
    return small
  } catch {
    return null
  }
}

function isLarge(asset: Asset | null, width: number): boolean {
  return (
    asset !== null &&
    asset.mime !== 'image/svg+xml' &&
    // A moving picture must not become a still one.
    asset.mime !== 'image/gif' &&
    asset.width > width &&
    asset.width * asset.height > LARGE * (width / ENOUGH) ** 2
  )
}
