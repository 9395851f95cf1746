/** Where pasted HTML came from, as a receipt names it. */
export type PasteSource = 'Word' | 'Excel' | 'Google Docs' | 'LibreOffice' | 'Pages or Notes' | 'a web page'

/** Signs by which programs mark what they put on the clipboard (publishing.md section 8). The first that fits decides. */
const SIGNS: readonly (readonly [source: PasteSource, sign: RegExp])[] = [
  ['Google Docs', /\bdocs-internal-guid-|\bid="?ftnt_ref\d/i],
  ['Excel', /urn:schemas-microsoft-com:office:excel|content="?Excel\.Sheet/i],
  ['Word', /urn:schemas-microsoft-com:office|\bclass="?Mso|\bmso-|\bdata-ccp-props|\bclass="[^"]*\bNormalTextRun\b/i],
  ['LibreOffice', /content="LibreOffice|\bsd(?:foot|end)note\d*(?:anc|sym)\b/i],
  ['Pages or Notes', /Cocoa HTML Writer|Apple-converted-space/i],
]

/** The program that wrote this HTML, by the signs that it leaves; a web page where there are none. */
export function pasteSource(html: string): PasteSource {
  // Signs stand early, or on every element; a long paste need not be read whole for each of them.
  const head = html.slice(0, 200_000)
  return SIGNS.find(([, sign]) => sign.test(head))?.[0] ?? 'a web page'
}
