import { randomBytes } from 'node:crypto'
import type { Asset, Essay } from '../../core/essay/essay.ts'
import type { Loss } from '../../core/formats/conversion.ts'
import { withColorScheme } from '../../core/publication/color-scheme.ts'
import { COMMENTS_STYLE_HASH, withComments } from '../../core/publication/comments-below.ts'
import type { Finding } from '../../core/publication/finding.ts'
import { fragmentPage } from '../../core/publication/fragment-page.ts'
import { paperStylesheet } from '../../core/publication/paper.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { profileById } from '../../core/publication/profiles.ts'
import { mainText, type Publication, type PublishOptions, publish } from '../../core/publication/publish.ts'
import { type ProofReading, readProof } from '../../core/publication/reading/read-proof.ts'
import { fail, type Result } from '../../core/result.ts'
import type { PictureBytes } from '../essay-file.ts'
import type { Addresses, ServedProof } from '../ports.ts'
import { type Look, pageLookOf } from './look.ts'

/** What a proof is asked for. */
export interface ProofRequest {
  /** Handle of the essay, for its pictures. */
  readonly ref: string
  readonly essay: Essay
  /** The bytes of its pictures, for formats that hold them inside their file. */
  readonly pictures: PictureBytes
  readonly profile: Profile
  readonly comments: boolean
  readonly theme: 'system' | 'light' | 'dark'
  /** What is shown: the export; its printed sheets; the text after its destination's cleaning. */
  readonly shown?: 'export' | 'paper' | 'rehearsal'
  /** The id of a proof of the same essay whose place this one takes; one that is gone is as if none were given. */
  readonly again?: string
  readonly look: Look
}

/** Proof pages that were rendered and can be fetched. */
export interface Proofs {
  render(request: ProofRequest): Promise<{
    readonly id: string
    readonly shows: Publication['proof']
    readonly findings: readonly Finding[]
    readonly losses: readonly Loss[]
    readonly rehearsal: Publication['rehearsal']
  }>
  /** What a screen reader and other sites make of a proof's page. `not-found` for one that is unknown or was replaced. */
  read(id: string): Result<ProofReading>
  /** The page of a proof, or null for one that is unknown or was replaced by newer ones. */
  page(id: string): ServedProof | null
  /** The essay whose pictures a proof may show: its handle where the proof shows that hash, else null. */
  pictureOwner(id: string, hash: string): string | null
}

interface Kept {
  readonly served: ServedProof
  readonly ref: string
  readonly hashes: ReadonlySet<string>
}

/** How many proofs stay: enough for the newest of a few windows and those that they are just replacing. */
const MOST = 8

/** No proofs yet. */
export function proofs(addresses: Addresses): Proofs {
  const kept = new Map<string, Kept>()
  return {
    async render({ ref, essay, pictures, profile, comments, theme, shown = 'export', again, look }) {
      const id = again !== undefined && kept.get(again)?.ref === ref ? again : randomBytes(32).toString('hex')
      const hashes = new Set<string>()
      const prefix = addresses.proofAssetBase(id)
      const screenLook = look.lookFor(essay, profile)
      const pageLook = shown === 'paper' ? pageLookOf(paperStylesheet(screenLook.stylesheet)) : screenLook
      const options = {
        look: pageLook,
        bytes: (hash: string) => pictures.get(hash) ?? new Uint8Array(),
        dataUri: () => '',
        shownAt: (asset: Asset) => {
          hashes.add(asset.hash)
          return prefix + asset.hash
        },
      }
      const own = await publish(essay, profile, options)
      const page = await shownPage(own, essay, shown, options)
      const pinned = shown === 'paper' ? 'light' : theme
      const themed = pinned === 'system' ? page : withColorScheme(page, pinned)
      const html = comments ? withComments(themed, essay) : themed
      const styles = [pageLook.stylesheetHash, ...(comments ? [COMMENTS_STYLE_HASH] : [])]
      // As the newest it goes last.
      kept.delete(id)
      kept.set(id, { served: { html, headers: headersOf(styles, addresses) }, ref, hashes })
      for (const oldest of kept.keys()) if (kept.size > MOST) kept.delete(oldest)
      return { id, shows: own.proof, findings: own.findings, losses: own.losses, rehearsal: own.rehearsal }
    },
    read(id) {
      const proof = kept.get(id)
      return proof ? readProof(proof.served.html) : fail('not-found', 'This proof is gone.')
    },
    page: (id) => kept.get(id)?.served ?? null,
    pictureOwner(id, hash) {
      const proof = kept.get(id)
      return proof?.hashes.has(hash) ? proof.ref : null
    },
  }
}

/** The page that is shown: the export, or what its destination leaves of it. */
async function shownPage(
  own: Publication,
  essay: Essay,
  shown: ProofRequest['shown'],
  options: PublishOptions,
): Promise<string> {
  if (shown !== 'rehearsal' || own.rehearsal === null)
    return own.proof === 'page' ? mainText(own) : pageAround(own, essay, options)
  const page = mainText(await publish(essay, pageLike(own.profile), options))
  return fragmentPage(page, own.rehearsal.html)
}

/** What readers will see of a file that is no page by itself: a fragment to the letter, else a page of the same essay. */
async function pageAround(own: Publication, essay: Essay, options: PublishOptions): Promise<string> {
  const page = mainText(await publish(essay, pageLike(own.profile), options))
  return own.proof === 'fragment' ? fragmentPage(page, mainText(own)) : page
}

const PAGE = profileById('html-page') as Profile

/** The profile of the page that stands for a publication of another kind: with its wording, and without names where it names nobody. */
function pageLike({ credits, rules }: Profile): Profile {
  return { ...PAGE, credits, rules: { anonymous: rules.anonymous === true } }
}

/**
 * safety.md section 7, and decision 12 for the origin: no script, no form, no window, nothing but its own style and pictures. The page's own policy stands in it as well;
 * both must allow what is shown.
 */
function headersOf(styles: readonly string[], addresses: Addresses): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      "default-src 'none'",
      `img-src ${addresses.proofPictureSource} data:`,
      `style-src ${styles.map((hash) => `'sha256-${hash}'`).join(' ')}`,
      'font-src data:',
      "form-action 'none'",
      "base-uri 'none'",
      `frame-ancestors ${addresses.proofFramedBy}`,
      'sandbox allow-same-origin',
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'X-DNS-Prefetch-Control': 'off',
    'Cache-Control': 'no-store',
  }
}
