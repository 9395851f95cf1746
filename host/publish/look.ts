import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Essay } from '../../core/essay/essay.ts'
import { type NodeJson, textOf } from '../../core/essay/json.ts'
import { LOOKS, type LookName, lookNameOf } from '../../core/publication/looks.ts'
import type { PageLook } from '../../core/publication/page-look.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { ok, type Result } from '../../core/result.ts'
import { onDisk } from '../disk-problem.ts'

/** The look of published pages, its fonts chosen by what an essay needs. */
export interface Look {
  /**
   * The look that the essay or else the profile asks for, with the profile's stylesheet behind it. Latin letters always; the fonts of further
   * Latin letters (Š, ő, ấ …) where the essay has one.
   */
  lookFor(essay: LookedAt, profile: Pick<Profile, 'look' | 'stylesheet'>): PageLook
}

type LookedAt = Pick<Essay, 'metadata' | 'people' | 'credits' | 'body' | 'settings'>

interface Face {
  readonly family: string
  readonly style: 'normal' | 'italic'
  /** Range of weights in the file. */
  readonly weight: string
  /** File name in assets/fonts without the part that names the script. */
  readonly file: readonly [before: string, after: string]
}

const FACES: readonly Face[] = [
  { family: 'Literata Variable', style: 'normal', weight: '200 900', file: ['literata-', '-wght-normal.woff2'] },
  { family: 'Literata Variable', style: 'italic', weight: '200 900', file: ['literata-', '-wght-italic.woff2'] },
  { family: 'Inter Variable', style: 'normal', weight: '100 900', file: ['inter-', '-wght-normal.woff2'] },
]
/** The code points of each file, as the fonts were cut (fontsource 5.3, after Google Fonts). */
const RANGES = {
  latin:
    'U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+304,U+308,U+329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+304,U+308,U+329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
} as const
/** Letters of `latin-ext`, without those that `latin` has and without signs that are not worth 228 kB of page. */
const FURTHER_LATIN = /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]/
const NOTICE =
  '/* Literata, copyright 2017 The Literata Project Authors; Inter, copyright 2016 The Inter Project Authors; SIL Open Font License 1.1, https://openfontlicense.org */'

/**
 * Loads the stylesheet of published pages and its fonts from the shipped `assets/`. The fonts stand in the stylesheet as data: URIs, because a
 * page must look the same without a network: about 206 kB for Latin, 434 kB with the further Latin letters; the look `plain` has none. Problems:
 * those of reading a file; then the installation is damaged.
 */
export async function loadLook(assetsFolder: string): Promise<Result<Look>> {
  return onDisk('assets', 'Your essay is unchanged.', async () => {
    const ground = await sheet(assetsFolder, 'magazine')
    const latin = await faces(assetsFolder, 'latin')
    const further = await faces(assetsFolder, 'latin-ext')
    const sheets = new Map<string, PageLook>()
    for (const { id, fonts } of LOOKS) {
      const css = id === 'magazine' ? [ground] : [ground, await sheet(assetsFolder, id)]
      const own = fonts === 'own'
      sheets.set(`${id} plain`, pageLookOf((own ? [NOTICE, latin, ...css] : css).join('\n')))
      sheets.set(`${id} extended`, pageLookOf((own ? [NOTICE, further, latin, ...css] : css).join('\n')))
    }
    return ok({
      lookFor: (essay, profile) => {
        const key = `${lookNameOf(essay, profile)} ${needsFurtherLatin(essay) ? 'extended' : 'plain'}`
        const own = sheets.get(key)
        if (own === undefined) throw new Error(`There is no look ${key}`)
        return profile.stylesheet === '' ? own : pageLookOf(`${own.stylesheet}\n${profile.stylesheet}`)
      },
    })
  })
}

async function sheet(assetsFolder: string, name: LookName): Promise<string> {
  return (await readFile(join(assetsFolder, 'publication', `${name}.css`), 'utf8')).replace(/\r\n?/g, '\n')
}

async function faces(assetsFolder: string, script: keyof typeof RANGES): Promise<string> {
  const rules = FACES.map(async ({ family, style, weight, file }) => {
    const data = await readFile(join(assetsFolder, 'fonts', file.join(script)), 'base64')
    return `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${RANGES[script]}}`
  })
  return (await Promise.all(rules)).join('\n')
}

/** A stylesheet with the hash that lets a page have it. */
export function pageLookOf(stylesheet: string): PageLook {
  return { stylesheet, stylesheetHash: createHash('sha256').update(stylesheet).digest('base64') }
}

function needsFurtherLatin(essay: LookedAt): boolean {
  const { cover } = essay.metadata
  const inline: readonly NodeJson[] = [...(cover?.caption ?? []), ...(cover?.credit ?? [])]
  return (
    FURTHER_LATIN.test(JSON.stringify([{ ...essay.metadata, extra: {} }, essay.people, essay.credits])) ||
    inline.some((node) => FURTHER_LATIN.test(textOf(node))) ||
    FURTHER_LATIN.test(textOf(essay.body))
  )
}
