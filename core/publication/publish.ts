import type { Asset, Essay } from '../essay/essay.ts'
import { assetHash } from '../essay/url.ts'
import type { AssetAddress, Loss, Written } from '../formats/conversion.ts'
import { toHtml } from '../formats/html/write/to-html.ts'
import { toMarkdown } from '../formats/markdown/write/to-markdown.ts'
import { check } from './checks.ts'
import { picturePaths, textFileStem } from './file-names.ts'
import type { Finding } from './finding.ts'
import type { PageLook } from './page-look.ts'
import type { Profile } from './profile.ts'

export type { PageLook } from './page-look.ts'

/** One picture that a publication puts beside its text. */
export interface PublishedPicture {
  /** Relative path with `/`, e.g. `images/brass-lamp.jpg`. */
  readonly path: string
  readonly hash: string
}

/** What a profile makes of an essay, before anything is written. */
export interface Publication {
  readonly profile: Profile
  /** File name of the main text, e.g. `keeper-and-lamp.html`. */
  readonly path: string
  readonly text: string
  readonly pictures: readonly PublishedPicture[]
  readonly findings: readonly Finding[]
  readonly losses: readonly Loss[]
}

/** What `publish` needs beside the essay. */
export interface PublishOptions {
  readonly look: PageLook
  /**
   * The address of a picture where the profile embeds it (a data: URI), or in a proof (the proof's own address). Where it is
   * not given, the address is the picture's path in the publication.
   */
  readonly address?: (asset: Asset, path: string) => string
}

/**
 * Makes of an essay what a profile asks for, in memory. Expected flaws of the essay are findings, what the format cannot say is a loss;
 * the same essay, profile and options give the same text.
 */
export function publish(essay: Essay, profile: Profile, options: PublishOptions): Publication {
  const paths = picturePaths(essay)
  const used = new Set<string>()
  const pathOf = (asset: Asset): string => paths.get(asset.hash) as string
  const address: AssetAddress = (asset) => {
    used.add(asset.hash)
    const path = pathOf(asset)
    return options.address ? options.address(asset, path) : path
  }
  const written = write(essay, profile, options.look, address, pathOf)
  // A fragment does not show the cover, but who hands it in needs the picture.
  const cover = assetHash(essay.metadata.cover?.src ?? '')
  if (profile.format === 'html-fragment' && cover !== null) used.add(cover)
  const beside = profile.pictures === 'folder' || !options.address
  return {
    profile,
    path: `${textFileStem(essay)}.${profile.format === 'markdown' ? 'md' : 'html'}`,
    text: written.text,
    pictures: beside ? [...paths].filter(([hash]) => used.has(hash)).map(([hash, path]) => ({ path, hash })) : [],
    findings: check(essay, profile),
    losses: written.losses,
  }
}

function write(essay: Essay, profile: Profile, look: PageLook, address: AssetAddress, pathOf: AssetAddress): Written {
  switch (profile.format) {
    case 'html-page':
      // The proof shows other addresses than the export; what the head says must be the same in both, so it goes by the paths.
      return toHtml(essay, {
        kind: 'page',
        look,
        address,
        ...(profile.pictures === 'folder'
          ? { publicAddress: (asset: Asset) => besideAddress(essay.metadata.canonicalUrl, pathOf(asset)) }
          : {}),
      })
    case 'html-fragment':
      return toHtml(essay, { kind: 'fragment', address })
    case 'markdown':
      return toMarkdown(essay, { dialect: 'portable', address, frontMatter: true })
    default:
      throw new Error(`Unknown format: ${String(profile.format satisfies never)}`)
  }
}

/** The address of a file beside a page: in the page's folder where the page has an address, else relative. */
function besideAddress(page: string, path: string): string {
  const folder = /^https?:\/\/[^/?#]+(?:\/[^?#]*)?/i.exec(page)?.[0]
  if (folder === undefined) return path
  const slash = folder.indexOf('/', folder.indexOf('//') + 2)
  return `${slash < 0 ? folder : folder.slice(0, folder.lastIndexOf('/'))}/${path}`
}
