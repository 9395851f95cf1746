import { z } from 'zod'
import { authorsOf } from '../../essay/credits.ts'
import { type NodeJson, stringAttr, textOf, walk } from '../../essay/json.ts'
import { assetHash } from '../../essay/url.ts'
import { check } from '../../publication/checks.ts'
import { defineFormat, type FormatInput } from '../../publication/format.ts'
import { notesPlace } from '../../publication/notes-place.ts'
import { pictureShelf } from '../../publication/picture-shelf.ts'
import { toDocx } from '../docx/write/to-docx.ts'

/** What a print magazine asks for (publishing.md 6.3): the manuscript, pictures as numbered files, a list of them, the biography, and what the checks say. */
export const submissionFormat = defineFormat({
  extensions: ['.docx'],
  options: z.strictObject({}),
  proof: 'essay',
  site: null,
  figures: { links: () => true, numbers: true },
  write(input) {
    const { essay, profile, stem, bytes, wording, shownAt } = input
    const anonymous = profile.rules.anonymous === true
    const shelf = pictureShelf(input, { naming: 'figure' })
    const manuscript = toDocx(essay, {
      kind: 'manuscript',
      anonymous,
      notes: notesPlace(profile.rules),
      wording,
      picture: shownAt === null ? ({ hash }) => bytes(hash) : () => new Uint8Array(),
    })
    const list = pictureList(input, shelf)
    const biography = anonymous ? '' : biographies(essay)
    return {
      files: [
        { path: `${stem}.docx`, content: manuscript.bytes },
        ...(list === '' ? [] : [{ path: 'pictures.csv', content: list }]),
        ...(biography === '' ? [] : [{ path: 'biography.txt', content: biography }]),
        { path: 'checks.txt', content: report(input) },
        ...shelf.files(),
      ],
      losses: manuscript.losses,
      clipboard: null,
    }
  },
})

const COLUMNS = [
  'Number',
  'File',
  'Caption',
  'Description',
  'Credit',
  'Creator',
  'Licence',
  'Licence address',
  'Source',
  'Permission',
]

/** The pictures as a table that a spreadsheet opens (RFC 4180), the cover first; '' where there are none. Asking for a picture's path puts it into the pack. */
function pictureList({ essay }: FormatInput, shelf: ReturnType<typeof pictureShelf>): string {
  const assets = new Map(essay.assets.map((asset) => [asset.hash, asset]))
  const rows: string[][] = []
  let figures = 0
  const add = (number: string, node: NodeJson) => {
    const src = stringAttr(node, 'src')
    const asset = assets.get(assetHash(src) ?? '')
    shelf.add(src)
    const part = (type: string) =>
      textOf(node.content?.find((child) => child.type === type) ?? { type }).replace(/\s+/g, ' ')
    const attr = (name: string) => stringAttr(node, name)
    const alt = node.attrs?.decorative === true ? '(ornament)' : attr('alt')
    rows.push([
      number,
      asset ? shelf.pathOf(asset) : src,
      part('figcaption'),
      alt,
      part('figcredit'),
      ...['creator', 'license', 'licenseUrl', 'sourceUrl', 'permission'].map(attr),
    ])
  }
  const { cover } = essay.metadata
  if (cover && cover.src !== '')
    add('cover', {
      type: 'figure',
      attrs: { ...cover },
      content: [
        { type: 'figcaption', content: cover.caption },
        { type: 'figcredit', content: cover.credit },
      ],
    })
  walk(essay.body, (node) => {
    if (node.type === 'figure') add(String(++figures), node)
  })
  return rows.length === 0 ? '' : `\ufeff${[COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** In quotes; a cell that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${plain.replace(/"/g, '""')}"`
}

function biographies(essay: FormatInput['essay']): string {
  return authorsOf(essay)
    .filter(({ bio }) => bio !== '')
    .map(({ name, bio, url }) => `${[name, bio, url].filter((part) => part !== '').join('\n\n')}\n`)
    .join('\n')
}

function report({ essay, profile }: FormatInput): string {
  const findings = check(essay, profile)
  const lines = findings.map(
    ({ severity, message, advice }) => `${severity}: ${message}${advice === '' ? '' : `. ${advice}`}`,
  )
  return `${findings.length === 0 ? 'The checks found nothing.' : ['What the checks found', '', ...lines].join('\n')}\n`
}
