import { type NodeJson, stringAttr, textOf } from '../../../essay/json.ts'
import type { DocxWriting } from './docx-writing.ts'
import { linkedRun, plainRun } from './inline.ts'
import type { RunStyleId } from './names.ts'

/**
 * What a picture's fields know of its rights and its credit does not say itself: creator, licence, where it comes from, the last two as links. Runs in
 * styles of their own, by which word-pass.ts gives them back to their fields.
 */
export function rightsRuns(node: NodeJson, writing: DocxWriting): string {
  const credit = node.content?.find((child) => child.type === 'figcredit')
  const said = credit === undefined ? '' : textOf(credit).toLowerCase()
  const links = new Set<string>()
  for (const child of credit?.content ?? [])
    for (const mark of child.marks ?? []) if (mark.type === 'link') links.add(String(mark.attrs?.href ?? ''))
  const creator = stringAttr(node, 'creator')
  const license = stringAttr(node, 'license')
  const licenseUrl = stringAttr(node, 'licenseUrl')
  const sourceUrl = stringAttr(node, 'sourceUrl')
  const { words } = writing.wording
  const isSaid = (words: string) => said.includes(words.toLowerCase())
  const parts: { readonly text: string; readonly href: string; readonly style: RunStyleId }[] = [
    ...(creator !== '' && said.trim() === '' ? [{ text: creator, href: '', style: 'PictureCreator' as const }] : []),
    ...((license === '' || isSaid(license)) && (licenseUrl === '' || links.has(licenseUrl))
      ? []
      : [{ text: license || words.license, href: licenseUrl, style: 'PictureLicence' as const }]),
    ...(sourceUrl === '' || links.has(sourceUrl)
      ? []
      : [{ text: words.source, href: sourceUrl, style: 'PictureSource' as const }]),
  ]
  return parts
    .map(({ text, href, style }, index) => {
      const comma = index === 0 && said.trim() === '' ? '' : plainRun(', ', writing, 'Derived')
      return comma + (href === '' ? plainRun(text, writing, style) : linkedRun(text, href, style, writing))
    })
    .join('')
}
