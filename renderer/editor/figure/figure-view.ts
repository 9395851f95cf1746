import type { NodeViewRenderer } from '@tiptap/core'
import { assetHash } from '../../../core/essay/url.ts'
import type { EditorHost } from '../editor-host.ts'
import { figureAttrs } from './figure-commands.ts'
import { showPicture } from './show-picture.ts'

/**
 * The view of a figure in plain DOM:
 *
 *     figure[data-figure][data-layout]
 *       div[data-picture]          the picture, or what stands for it; a click selects the figure
 *       figcaption                 holds div[data-caption] and div[data-credit]
 *
 * Remote addresses are shown as words and never fetched.
 */
export function figureView(host: EditorHost): NodeViewRenderer {
  return ({ node: initial }) => {
    let node = initial
    const dom = document.createElement('figure')
    dom.dataset.figure = ''
    const picture = document.createElement('div')
    picture.dataset.picture = ''
    picture.contentEditable = 'false'
    const contentDOM = document.createElement('figcaption')
    dom.append(picture, contentDOM)
    let shown: string | null = null

    function show(): void {
      const { src, alt, decorative, layout, width, height } = figureAttrs(node)
      dom.dataset.layout = layout
      // A figure floats only as wide as its picture wants; CSS caps it.
      if (width) dom.style.setProperty('--picture-width', `${width}px`)
      else dom.style.removeProperty('--picture-width')
      const img = picture.querySelector('img')
      if (src === shown && img) {
        img.alt = decorative ? '' : alt
        return
      }
      shown = src
      const url = host.pictureUrl(src)
      picture.replaceChildren(url === null ? placeholder(src) : image(url, src, width, height))
      picture.toggleAttribute('data-missing', url === null)
      const made = picture.querySelector('img')
      if (made) made.alt = decorative ? '' : alt
    }

    function image(url: string, src: string, width: number | null, height: number | null): HTMLElement {
      const img = document.createElement('img')
      img.draggable = false
      const asset = host.asset(src)
      const wide = width ?? asset?.width
      const high = height ?? asset?.height
      // Known dimensions keep the page still while pictures arrive.
      if (wide && high) {
        img.width = wide
        img.height = high
      }
      img.addEventListener('error', () => {
        picture.replaceChildren(placeholder(src))
        picture.toggleAttribute('data-missing', true)
      })
      showPicture(img, url, asset)
      return img
    }

    show()
    return {
      dom,
      contentDOM,
      update: (updated) => {
        if (updated.type !== node.type) return false
        node = updated
        show()
        return true
      },
      selectNode: () => dom.toggleAttribute('data-selected', true),
      deselectNode: () => dom.toggleAttribute('data-selected', false),
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    }
  }
}

/** What stands where a picture cannot be shown, in true words. */
function placeholder(src: string): HTMLElement {
  const box = document.createElement('div')
  box.className = 'picture-placeholder'
  const [title, more] = wordsFor(src)
  const strong = document.createElement('strong')
  strong.textContent = title
  const small = document.createElement('span')
  small.textContent = more
  box.append(strong, small)
  return box
}

function wordsFor(src: string): readonly [string, string] {
  if (src === '') return ['No picture yet', 'Choose one with Replace in the bar above.']
  if (assetHash(src) !== null)
    return ['This picture is not in the essay', 'Put it in again with Replace in the bar above.']
  return ['A picture from the web', src]
}
