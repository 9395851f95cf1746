import { useEffect, useRef } from 'react'
import type { Asset } from '../../../core/essay/essay.ts'
import { showPicture } from './show-picture.ts'

interface ThumbnailProps {
  /** Address of the picture, or null where there is none to show. */
  readonly url: string | null
  readonly asset: Asset | null
  readonly className: string | undefined
}

/** Pixels for the widest place in a list, on a dense screen. */
const WIDTH = 320

/** A small picture in a list. What names it stands beside it, so it is silent. */
export function Thumbnail({ url, asset, className }: ThumbnailProps) {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    if (image.current && url !== null) showPicture(image.current, url, asset, WIDTH)
  }, [url, asset])
  return url === null ? (
    <span className={className} aria-hidden="true" />
  ) : (
    <img key={url} ref={image} className={className} alt="" />
  )
}
