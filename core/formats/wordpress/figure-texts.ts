import type { Essay } from '../../essay/essay.ts'
import { type NodeJson, stringAttr, textOf, walk } from '../../essay/json.ts'
import { assetHash } from '../../essay/url.ts'

/** What is first said of each picture, as plain text, by its hash: the media library of WordPress keeps it with the picture. */
export function figureTexts(essay: Essay): ReadonlyMap<string, { readonly alt: string; readonly caption: string }> {
  const texts = new Map<string, { readonly alt: string; readonly caption: string }>()
  const add = (src: string, alt: string, caption: readonly NodeJson[]) => {
    const hash = assetHash(src)
    if (hash !== null && !texts.has(hash))
      texts.set(hash, { alt, caption: textOf({ type: 'figcaption', content: caption }) })
  }
  const { cover } = essay.metadata
  if (cover) add(cover.src, cover.decorative ? '' : cover.alt, cover.caption)
  walk(essay.body, (node) => {
    if (node.type !== 'figure') return
    const caption = node.content?.find(({ type }) => type === 'figcaption')?.content ?? []
    add(stringAttr(node, 'src'), node.attrs?.decorative === true ? '' : stringAttr(node, 'alt'), caption)
  })
  return texts
}
