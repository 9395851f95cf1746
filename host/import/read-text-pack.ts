import { basename } from 'node:path'
import { fail, ok, type Result } from '../../core/result.ts'
import { type EntryRule, readZip } from '../zip/read-zip.ts'
import type { FindPicture } from './picture-shelf.ts'

/** The text of a TextPack that another program wrote, and where its pictures are. */
export interface TextPack {
  /** `text.md`, `text.html` …: says what the text is. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly find: FindPicture
}

const MB = 1024 * 1024
const LIMITS = { file: 300 * MB, entries: 4_096, total: 256 * MB }
const WRAPPER = /^[^/]{1,255}\.textbundle\//
const LEFT_BY_SYSTEMS = /^__MACOSX\/|(^|\/)\._[^/]*$|(^|\/)\.DS_Store$/
const TEXT = /^text\.(?:md|markdown|txt|html|htm)$/i
const ASSET = /^assets\/[^/\\\p{Cc}]{1,255}$/u

/**
 * Reads a TextPack (textbundle.org/spec): one text and the files in `assets/`, with or without the wrapper folder. Nothing else is looked
 * at, and nothing is written by its name. Problems: `not-recognised` (no text, or more than one), `damaged`, `too-large`.
 */
export function readTextPack(bytes: Uint8Array): Result<TextPack> {
  const read = readZip(bytes, ruleFor, LIMITS)
  if (!read.ok) return read
  const assets = new Map<string, Uint8Array>()
  const texts: [string, Uint8Array][] = []
  for (const [fullName, content] of read.value) {
    const name = fullName.replace(WRAPPER, '')
    if (TEXT.test(name)) texts.push([name.toLowerCase(), content])
    else if (ASSET.test(name)) assets.set(basename(name), content)
  }
  const [text] = texts
  if (text === undefined || texts.length > 1)
    return fail(
      'not-recognised',
      `This is no TextPack: it holds ${texts.length === 0 ? 'no text' : 'more than one text'}.`,
      {
        safe: 'The file is unchanged.',
      },
    )
  return ok({
    name: text[0],
    bytes: text[1],
    find: (address) => {
      const name = assetName(address)
      const found = name === null ? undefined : assets.get(name)
      return name === null || found === undefined ? null : { name, bytes: found }
    },
  })
}

function ruleFor(fullName: string): EntryRule {
  if (LEFT_BY_SYSTEMS.test(fullName)) return { kind: 'ignore' }
  const name = fullName.replace(WRAPPER, '')
  if (TEXT.test(name)) return { kind: 'keep', mostBytes: 48 * MB }
  if (ASSET.test(name)) return { kind: 'keep', mostBytes: 64 * MB }
  return { kind: 'ignore' }
}

/** The file in `assets/` that an address of the text names, or null. */
function assetName(address: string): string | null {
  const [, name] = /^(?:\.\/)?assets\/([^/?#]+)$/.exec(address) ?? []
  if (name === undefined) return null
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
