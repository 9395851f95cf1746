import { normalisePictureSrc } from '../../../core/essay/url.ts'
import { parseInertHtml } from './inert-html.ts'

/** A picture that pasted HTML holds as bytes, and the address under which its figure waits for it. */
export interface PastedPicture {
  readonly file: File
  readonly element: Element
}

const DATA_PICTURE = /^data:(image\/[a-z+.-]+);base64,([A-Za-z0-9+/=\s]+)$/i

/** Inline styles that mean a mark; all other styles are looks and do not come in. `parseInertHtml` leaves them in `data-style`. */
const STYLE_MARKS: readonly (readonly [element: string, style: RegExp])[] = [
  ['strong', /(?:^|;)\s*font-weight\s*:\s*(?:bold(?:er)?|[6-9]00)\b/i],
  ['em', /(?:^|;)\s*font-style\s*:\s*italic\b/i],
  ['s', /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i],
  ['sup', /(?:^|;)\s*vertical-align\s*:\s*super\b/i],
  ['sub', /(?:^|;)\s*vertical-align\s*:\s*sub\b/i],
]
const NOT_BOLD = /(?:^|;)\s*font-weight\s*:\s*(?:normal|[1-4]00)\b/i
const NOT_ITALIC = /(?:^|;)\s*font-style\s*:\s*normal\b/i

/**
 * Prepares pasted HTML for the schema, in an inert document where nothing runs or loads: styles that mean a mark become
 * elements, Google Docs' wrapper (a `b` that is not bold) goes, pictures become figures. A picture from the web keeps its
 * address and is not fetched; pictures that come as bytes are handed to `onData`, which may set `data-attrs` later.
 */
export function cleanPastedHtml(html: string): {
  readonly document: Document
  readonly pictures: readonly PastedPicture[]
} {
  const document = parseInertHtml(html)
  const pictures: PastedPicture[] = []
  for (const element of document.querySelectorAll(
    'script, style, meta, link, title, iframe, object, embed, form, template',
  ))
    element.remove()
  for (const element of document.querySelectorAll('b, strong, i, em')) unwrapPlain(element)
  for (const element of document.querySelectorAll('span[data-style]')) markByStyle(element)
  for (const image of document.querySelectorAll('img')) {
    if (!image.hasAttribute('data-src')) toFigure(image, pictures)
  }
  return { document, pictures }
}

/** `<b style="font-weight: normal">`, which Google Docs puts around everything, is not bold. */
function unwrapPlain(element: Element): void {
  const bold = element.localName === 'b' || element.localName === 'strong'
  if ((bold ? NOT_BOLD : NOT_ITALIC).test(element.getAttribute('data-style') ?? ''))
    element.replaceWith(...element.childNodes)
}

function markByStyle(element: Element): void {
  const written = element.getAttribute('data-style') ?? ''
  for (const [name, style] of STYLE_MARKS) {
    if (!style.test(written)) continue
    const mark = element.ownerDocument.createElement(name)
    mark.append(...element.childNodes)
    element.append(mark)
  }
}

function toFigure(image: HTMLImageElement, pictures: PastedPicture[]): void {
  const { ownerDocument: document } = image
  const address = image.getAttribute('src') ?? ''
  const alt = image.getAttribute('alt') ?? ''
  const data = DATA_PICTURE.exec(address)
  const kept = data ? null : normalisePictureSrc(address)
  const isRemote = kept !== null && /^https?:/i.test(kept)
  // A tracking pixel is no picture; an address on someone's disk leads nowhere.
  if (!data && !isRemote && alt === '') {
    image.remove()
    return
  }
  const around = image.closest('figure')
  const words = around?.querySelector('figcaption')
  const figure = document.createElement('figure')
  figure.dataset.attrs = JSON.stringify({ src: isRemote ? kept : '', alt })
  const caption = document.createElement('figcaption')
  if (words) caption.append(...words.childNodes)
  const credit = document.createElement('small')
  credit.className = 'credit'
  figure.append(caption, credit)
  if (around && around.querySelectorAll('img').length === 1) around.replaceWith(figure)
  else standAfterBlock(image, figure)
  if (data?.[1] && data[2]) {
    const file = fileOf(data[1], data[2])
    if (file) pictures.push({ file, element: figure })
  }
}

/** A figure stands between blocks: a picture within a paragraph goes after it, and the paragraph goes where it held nothing else. */
function standAfterBlock(image: Element, figure: Element): void {
  const block = image.closest('p, h1, h2, h3, h4, h5, h6')
  if (!block) {
    image.replaceWith(figure)
    return
  }
  // Several pictures of one paragraph keep their order.
  let last: Element = block
  while (last.nextElementSibling?.hasAttribute('data-attrs')) last = last.nextElementSibling
  last.after(figure)
  image.remove()
  if (block.textContent?.trim() === '' && block.querySelector('img') === null) block.remove()
}

function fileOf(mime: string, base64: string): File | null {
  try {
    const bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (char) => char.charCodeAt(0))
    return new File(
      [bytes],
      `pasted-picture.${mime.slice('image/'.length).replace('jpeg', 'jpg').replace('svg+xml', 'svg')}`,
      { type: mime },
    )
  } catch {
    return null
  }
}
