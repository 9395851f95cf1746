import type { Host, InputOf, RefusedFile } from '../contract/host.ts'
import { ok, type Result } from '../core/result.ts'

/**
 * Asks for files by the native dialog, as a page's own picker would give them. Problems: as `chooseFiles` of the host. The page's picker opens only for a click in the
 * page, so that an item of the desktop's menu could not open it.
 */
export async function chooseFiles(
  host: Pick<Host, 'chooseFiles'>,
  kind: Exclude<InputOf<'chooseFiles'>['kind'], 'folder'>,
  multiple: boolean,
): Promise<Result<{ readonly files: readonly File[]; readonly refused: readonly RefusedFile[] }>> {
  const chosen = await host.chooseFiles({ kind, multiple })
  if (!chosen.ok) return chosen
  const { files, refused } = chosen.value
  return ok({ files: files.map(({ name, bytes }) => new File([bytes as Uint8Array<ArrayBuffer>], name)), refused })
}
