import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOOK_NAMES, LOOKS } from '../../core/publication/looks.ts'

const sheet = (name: string) => readFileSync(new URL(`../../assets/publication/${name}.css`, import.meta.url), 'utf8')
const css = sheet('magazine')

/** Colours of `:root` by name: the plain ones, and both sides of `light-dark()`. */
function palette(theme: 'plain' | 'light' | 'dark', from = css): ReadonlyMap<string, string> {
  const [plain = '', rest = ''] = from.split('@supports')
  const source = theme === 'plain' ? plain : rest.slice(0, rest.indexOf('/* Ground'))
  const pattern =
    theme === 'plain' ? /--([\w-]+): (#[0-9a-f]{6});/g : /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g
  return new Map([...source.matchAll(pattern)].map((match) => [match[1] ?? '', match[theme === 'dark' ? 3 : 2] ?? '']))
}

/** Contrast by WCAG 2.2, "relative luminance". */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('the magazine look', () => {
  const pairs = ['paper', 'wash', 'accent-wash'].flatMap((ground) =>
    ['ink', 'ink-2', 'ink-3', 'accent'].map((text) => [text, ground] as const),
  )
  const pens = ['pen-yellow', 'pen-green', 'pen-blue', 'pen-pink'].flatMap((pen) =>
    ['ink', 'ink-2'].map((text) => [text, pen] as const),
  )

  it.each(['plain', 'light', 'dark'] as const)('has 4.5:1 for every text on every ground: %s', (theme) => {
    const colours = palette(theme)
    expect(colours.size).toBeGreaterThanOrEqual(13)
    for (const [text, ground] of [...pairs, ...pens])
      expect(
        contrast(colours.get(text) ?? '', colours.get(ground) ?? ''),
        `${text} on ${ground}`,
      ).toBeGreaterThanOrEqual(4.5)
  })

  it('names the same plain colours as the light ones', () => {
    expect([...palette('plain')]).toEqual([...palette('light')])
  })

  it('brings no fonts, pictures or other files, and nothing that would end its element', () => {
    expect(css).not.toMatch(/@font-face\s*\{|@import|url\(|<\/style|\r/)
  })

  it('lets the page’s meta choose light or dark, but for paper', () => {
    const schemes = [...css.matchAll(/^\s*color-scheme:.*$/gm)].map((match) => match.index)
    expect(schemes).toHaveLength(1)
    expect(schemes[0]).toBeGreaterThan(css.indexOf('@media print'))
  })

  it('takes every colour from the palette', () => {
    const rules = css.slice(css.indexOf('/* Ground'), css.indexOf('@media print'))
    expect(rules).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i)
  })
})

describe.each(LOOK_NAMES.filter((name) => name !== 'magazine'))('the look %s', (name) => {
  const own = sheet(name)

  it('has 4.5:1 for every text on every ground, light and dark, and the same colours where light-dark() is not known', () => {
    for (const theme of ['plain', 'light', 'dark'] as const) {
      const colours = new Map([...palette(theme), ...palette(theme, own)])
      expect(palette(theme, own).size).toBe(9)
      for (const ground of ['paper', 'wash', 'accent-wash'])
        for (const text of ['ink', 'ink-2', 'ink-3', 'accent'])
          expect(
            contrast(colours.get(text) ?? '', colours.get(ground) ?? ''),
            `${text} on ${ground}, ${theme}`,
          ).toBeGreaterThanOrEqual(4.5)
    }
    expect([...palette('plain', own)]).toEqual([...palette('light', own)])
  })

  it('brings no files, ends no element, takes its colours from the palette and leaves paper its own', () => {
    expect(own).not.toMatch(/@font-face\s*\{|@import|url\(|<\/style|\r|color-scheme/)
    expect(own.slice(own.indexOf('/* Ground'))).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i)
    expect(own.indexOf('@media not print')).toBeLessThan(own.indexOf('--paper'))
  })
})

it('every look has its name, and one file', () => {
  expect(LOOKS.map(({ id }) => id)).toEqual([...LOOK_NAMES])
})
