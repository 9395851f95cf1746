import { Fragment, type Node } from '@tiptap/pm/model'
import type { Asset } from '../../../core/essay/essay.ts'
import { assetSrc } from '../../../core/essay/url.ts'
import type { Loss } from '../../../core/formats/conversion.ts'

/** A picture that pasted HTML holds as bytes, and the address under which its figure waits for it. */
export interface PastedPicture {
  /** Stands as `src` in the blocks until the host has taken the picture. */
  readonly standIn: string
  /** The `data:` address. */
  readonly data: string
}

/** What pasted HTML is in an essay. */
export interface Pasted {
  /** Blocks, and the list of notes last where there are any. */
  readonly blocks: Fragment
  readonly pictures: readonly PastedPicture[]
  readonly losses: readonly Loss[]
}

/** The blocks with real pictures in place of those that stood in for them; one that was refused leaves its figure empty, with its words. */
export function withPictures(blocks: Fragment, taken: ReadonlyMap<string, Asset | null>): Fragment {
  const nodes: Node[] = []
  blocks.forEach((node) => {
    const src: unknown = node.attrs.src
    const asset = typeof src === 'string' ? taken.get(src) : undefined
    const attrs =
      asset === undefined
        ? node.attrs
        : {
            ...node.attrs,
            src: asset ? assetSrc(asset.hash) : '',
            width: asset?.width ?? null,
            height: asset?.height ?? null,
          }
    if (node.isText) nodes.push(node)
    else nodes.push(node.type.create(attrs, withPictures(node.content, taken), node.marks))
  })
  return Fragment.fromArray(nodes)
}

/** The bytes of a `data:` picture as a file, or null where they are none. */
export function pictureFile(data: string): File | null {
  const match = /^data:(image\/([a-z+.-]+));base64,([A-Za-z0-9+/=\s]+)$/i.exec(data)
  if (!match?.[1] || !match[2] || !match[3]) return null
  const extension = match[2].replace('jpeg', 'jpg').replace('svg+xml', 'svg')
  try {
    const bytes = Uint8Array.from(atob(match[3].replace(/\s/g, '')), (char) => char.charCodeAt(0))
    return new File([bytes], `pasted-picture.${extension}`, { type: match[1] })
  } catch {
    return null
  }
}
