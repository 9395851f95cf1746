import type { Asset, Essay } from '../../../essay/essay.ts'
import { assetHash, normalisePictureSrc } from '../../../essay/url.ts'
import { type AssetAddress, LossLedger, type Written } from '../../conversion.ts'
import type { Dialect } from './dialect.ts'
import { type FrontMatterParts, frontMatter } from './front-matter.ts'
import { countLosses } from './losses.ts'
import type { Variant } from './variant.ts'
import { type BodyWriting, writeBlocks, writeMarkdownLine } from './write-body.ts'

/** How an essay is written as Markdown. */
export interface MarkdownOptions {
  readonly dialect: Dialect
  /** What the consumer wants otherwise. */
  readonly variant?: Variant
  /** The address for each picture of the essay. */
  readonly address: AssetAddress
  /** Whether title, people and everything else beside the text stand above it as YAML; or the front matter of a consumer, with its `---` lines. */
  readonly frontMatter: boolean | ((parts: FrontMatterParts) => string)
}

/**
 * Writes an essay as Markdown. `portable` loses nothing but comments and suggestions (which count as accepted); `plain` and `pandoc` count what they
 * cannot say. Pure; texts end with one newline.
 */
export function toMarkdown(essay: Essay, options: MarkdownOptions): Written {
  const losses = new LossLedger()
  const text = writeParts(essay, options, losses).join('')
  countLosses(essay.body, options.dialect, losses)
  return { text, losses: losses.list() }
}

/** The same text in parts, for whoever asks for no losses: each block is one, the very same string as long as the block is the same object. */
export function markdownParts(essay: Essay, options: MarkdownOptions): readonly string[] {
  return writeParts(essay, options, new LossLedger())
}

function writeParts(essay: Essay, options: MarkdownOptions, losses: LossLedger): readonly string[] {
  const pictures = picturesOf(essay, options.address, losses)
  const writing: BodyWriting = { dialect: options.dialect, variant: options.variant, ...pictures }
  const blocks = writeBlocks(essay.body, writing)
  const parts: FrontMatterParts = {
    line: (content) => writeMarkdownLine(content, writing),
    address: pictures.address,
  }
  const front =
    typeof options.frontMatter === 'function'
      ? options.frontMatter(parts)
      : options.frontMatter
        ? frontMatter(essay, parts)
        : ''
  if (blocks.every((block) => block === '')) return [front]
  const text: string[] = [front]
  blocks.forEach((block, index) => {
    text.push(index > 0 ? '\n\n' : front === '' ? '' : '\n', block)
  })
  text.push('\n')
  return text
}

interface Pictures {
  readonly address: (src: string) => string
  readonly picture: (address: string) => Asset | null
}

/** Both ways between a picture's `src` and the address that is written for it. */
function picturesOf(essay: Essay, addressOf: AssetAddress, losses: LossLedger): Pictures {
  const assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
  const written = new Map<string, Asset>()
  const missing = new Set<string>()
  return {
    address: (src) => {
      const hash = assetHash(src)
      if (hash === null) return src
      const asset = assets.get(hash)
      if (!asset) {
        if (missing.has(src)) return src
        missing.add(src)
        losses.add('picture', 'A picture that the essay does not hold was written by its internal address.', src)
        return src
      }
      const given = addressOf(asset)
      const address = given.startsWith('data:') ? given : (normalisePictureSrc(given) ?? given)
      written.set(address, asset)
      return address
    },
    picture: (address) => written.get(address) ?? null,
  }
}
