import type { EditorHost } from '../../renderer/editor/editor-host.ts'

/** An editor's host that has no pictures and takes none. */
export function fakeEditorHost(changes: Partial<EditorHost> = {}): EditorHost {
  return {
    pictureUrl: () => null,
    asset: () => null,
    takePicture: async () => ({ ok: false, problem: { code: 'not-available', message: 'No pictures here.' } }),
    report: () => undefined,
    ...changes,
  }
}
