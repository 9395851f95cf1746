import { type Zippable, zipSync } from 'fflate'
import type { Host, PublicationInput, Receipt } from '../../contract/host.ts'
import { textFileStem } from '../../core/publication/file-names.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { download } from '../navigation.ts'

/** Hands a publication to the person as a download: one file as it is, several as a zip. Answers the receipt. */
export async function downloadPublication(
  host: Host,
  input: PublicationInput,
  options: { readonly fileCount: number; readonly mainPath: string; readonly operation: string },
): Promise<Result<Receipt>> {
  const single = options.mainPath.slice(options.mainPath.lastIndexOf('/') + 1)
  const name = options.fileCount === 1 ? single : `${textFileStem(input.document)}.zip`
  const { operation } = options
  const published = await host.publishToMemory({ ...input, handIn: `Downloads: ${name}`, operation })
  if (!published.ok) return published
  const { files, receipt } = published.value
  const main = files[0]
  if (!main) return fail('io', 'There is nothing to download.')
  if (files.length === 1) {
    download(name, main.content, typeOf(name))
    return ok(receipt)
  }
  const entries: Zippable = {}
  // A fixed date keeps equal publications equal, byte for byte.
  for (const file of files) entries[file.path] = [file.content, { mtime: '1980-01-01T00:00:00', level: 6 }]
  download(name, zipSync(entries), 'application/zip')
  return ok(receipt)
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  md: 'text/markdown',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
}

function typeOf(name: string): string {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}
