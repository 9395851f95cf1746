import type { NodeViewRenderer } from '@tiptap/core'
import { stringAttr } from '../../../core/essay/json.ts'
import type { EditorHost } from '../editor-host.ts'

/** The view of a picture in the line; an address that is not shown stands there as words. */
export function inlineImageView(host: EditorHost): NodeViewRenderer {
  return ({ node }) => {
    const src = stringAttr(node, 'src')
    const alt = stringAttr(node, 'alt')
    const url = host.pictureUrl(src)
    if (url !== null) {
      const dom = document.createElement('img')
      dom.src = url
      dom.alt = alt
      dom.className = 'inline-picture'
      return { dom }
    }
    const dom = document.createElement('span')
    dom.className = 'inline-picture-placeholder'
    dom.contentEditable = 'false'
    dom.title = `This picture is not in the essay: ${src}`
    dom.textContent = alt || `Picture not in the essay: ${nameOf(src)}`
    return { dom }
  }
}

/** The last part of an address, which people know the picture by. */
function nameOf(src: string): string {
  return /([^/]+)\/?$/.exec(src)?.[1] ?? src
}
