import { type Editor, Extension } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { type EditorState, NodeSelection, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Asset } from '../../../core/essay/essay.ts'
import type { Result } from '../../../core/result.ts'
import { endOfBlocks, insertBlock, isEmptyParagraph } from '../blocks.ts'
import type { EditorHost } from '../editor-host.ts'
import { addToGallery, MOST_SIDE_BY_SIDE } from '../gallery/gallery-commands.ts'
import { notePlaced, openOffer } from '../gallery/side-by-side-offer.ts'
import { figureFor, replacePicture } from './figure-commands.ts'

/**
 * Pictures on their way into the essay. While the host takes one in, a widget at its place says so; then the figure stands
 * there as one step of undo. When the host refuses, the reason is told and nothing remains.
 */

interface Arrival {
  readonly id: number
  readonly name: string
}

type ArrivalsMeta =
  | { readonly kind: 'add'; readonly pos: number; readonly arrivals: readonly Arrival[] }
  | { readonly kind: 'remove'; readonly id: number }

const arrivalsKey = new PluginKey<DecorationSet>('arrivals')
let nextArrival = 1

/** The kinds of file that the picker offers. What a file really is, the host decides by its bytes. */
const PICTURE_FILES = 'image/png,image/jpeg,image/gif,image/webp,image/avif,image/svg+xml'

/** Shows pictures that are being taken in. */
export const Arrivals = Extension.create({
  name: 'arrivals',
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key: arrivalsKey,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, set) => {
            const mapped = set.map(tr.mapping, tr.doc)
            const meta = tr.getMeta(arrivalsKey) as ArrivalsMeta | undefined
            if (!meta) return mapped
            if (meta.kind === 'remove')
              return mapped.remove(mapped.find(undefined, undefined, (spec) => spec.id === meta.id))
            return mapped.add(
              tr.doc,
              meta.arrivals.map(({ id, name }) =>
                Decoration.widget(meta.pos, () => arrivalWidget(name), { id, side: 1, key: `arrival-${id}` }),
              ),
            )
          },
        },
        props: { decorations: (state) => arrivalsKey.getState(state) },
      }),
    ]
  },
})

/** Takes files into the essay as figures, in order, at a boundary between blocks (`placeAfter`). */
export async function takePictures(
  editor: Editor,
  host: EditorHost,
  files: readonly File[],
  pos: number,
): Promise<void> {
  const arrivals = files.map((file) => ({ id: nextArrival++, name: file.name }))
  dispatchMeta(editor.view, { kind: 'add', pos: Math.min(pos, endOfBlocks(editor.state.doc)), arrivals })
  const group = nextArrival++
  for (const [index, file] of files.entries()) {
    const arrival = arrivals[index]
    if (!arrival) continue
    const taken = await takeIn(host, file)
    if (editor.isDestroyed) return
    const at = placeOf(editor.state, arrival.id)
    if (taken.ok && at !== null) place(editor, arrival.id, at, taken.value, group)
    else dispatchMeta(editor.view, { kind: 'remove', id: arrival.id })
    if (!taken.ok) host.report(taken.problem)
  }
  if (files.length > 1) openOffer(editor.view, group)
}

/** Takes files into a gallery, at its end, in order; more than it may have are told of and left out. */
export async function takeIntoGallery(
  editor: Editor,
  host: EditorHost,
  files: readonly File[],
  galleryPos: number,
): Promise<void> {
  const gallery = editor.state.doc.nodeAt(galleryPos)
  if (gallery?.type.name !== 'gallery') return
  const room = MOST_SIDE_BY_SIDE - (gallery.childCount - 1)
  for (const file of files.slice(0, Math.max(0, room))) {
    const id = nextArrival++
    dispatchMeta(editor.view, { kind: 'add', pos: galleryPos, arrivals: [{ id, name: file.name }] })
    const taken = await takeIn(host, file)
    if (editor.isDestroyed) return
    const at = placeOf(editor.state, id)
    const { tr } = editor.state
    tr.setMeta(arrivalsKey, { kind: 'remove', id } satisfies ArrivalsMeta)
    if (!taken.ok) host.report(taken.problem)
    else if (at !== null && tr.doc.nodeAt(at)?.type.name === 'gallery') {
      const pos = addToGallery(tr, at, figureFor(editor.schema, taken.value))
      tr.setSelection(NodeSelection.create(tr.doc, pos)).scrollIntoView()
    } else tr.setMeta('addToHistory', false)
    editor.view.dispatch(tr)
  }
  if (files.length > room)
    host.report({
      code: 'too-large',
      message: `At most ${MOST_SIDE_BY_SIDE} pictures stand side by side.`,
      safe: 'Those for which there was room are in the essay.',
      next: 'Put the others in below, or make a second row of them.',
    })
}

/** Takes one file in and puts it into the figure at a position, in place of the picture there. */
export async function takeReplacement(editor: Editor, host: EditorHost, file: File, figurePos: number): Promise<void> {
  const id = nextArrival++
  dispatchMeta(editor.view, { kind: 'add', pos: figurePos, arrivals: [{ id, name: file.name }] })
  const taken = await takeIn(host, file)
  if (editor.isDestroyed) return
  const at = placeOf(editor.state, id)
  dispatchMeta(editor.view, { kind: 'remove', id })
  if (!taken.ok) host.report(taken.problem)
  else if (at !== null) replacePicture(editor, at, taken.value)
}

/** Shows that something is being taken in at a position; answers where that is when it has ended, or null where it is gone. */
export function showArrival(view: EditorView, pos: number, name: string): { end(): number | null } {
  const id = nextArrival++
  dispatchMeta(view, { kind: 'add', pos, arrivals: [{ id, name }] })
  return {
    end: () => {
      const at = placeOf(view.state, id)
      dispatchMeta(view, { kind: 'remove', id })
      return at
    },
  }
}

/** Asks the person for picture files; an empty list when the dialog is closed. */
export function pickPictures(multiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = PICTURE_FILES
    input.multiple = multiple
    input.hidden = true
    // In the document, so that assistive technology and tests can reach it while it waits.
    document.body.append(input)
    const done = () => {
      input.remove()
      resolve([...(input.files ?? [])])
    }
    input.addEventListener('change', done)
    input.addEventListener('cancel', done)
    input.click()
  })
}

async function takeIn(host: EditorHost, file: File): Promise<Result<Asset>> {
  try {
    return await host.takePicture({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  } catch {
    return {
      ok: false,
      problem: {
        code: 'io',
        message: `“${file.name}” could not be read.`,
        safe: 'The essay is unchanged.',
        next: 'Check that the file is still where it was, and try again.',
        subject: file.name,
      },
    }
  }
}

function place(editor: Editor, id: number, at: number, asset: Asset, group: number): void {
  const { state, view } = editor
  const { tr } = state
  const $at = tr.doc.resolve(at)
  const before = $at.nodeBefore
  const first = tr.doc.firstChild
  // Where only an empty paragraph stands before it, the figure takes its place.
  const replaced = before && isEmptyParagraph(before) && $at.depth === 0 ? before.nodeSize : 0
  const start = insertBlock(tr, { from: at - replaced, to: at }, figureFor(state.schema, asset))
  if (view.hasFocus() || first === before) tr.setSelection(TextSelection.create(tr.doc, start + 2)).scrollIntoView()
  tr.setMeta(arrivalsKey, { kind: 'remove', id } satisfies ArrivalsMeta)
  notePlaced(tr, group, start)
  view.dispatch(tr)
  // What is written about a picture is undone by itself, however quickly it follows.
  view.dispatch(closeHistory(view.state.tr))
}

function placeOf(state: EditorState, id: number): number | null {
  return arrivalsKey.getState(state)?.find(undefined, undefined, (spec) => spec.id === id)[0]?.from ?? null
}

function dispatchMeta(view: EditorView, meta: ArrivalsMeta): void {
  view.dispatch(view.state.tr.setMeta(arrivalsKey, meta).setMeta('addToHistory', false))
}

function arrivalWidget(name: string): HTMLElement {
  const dom = document.createElement('div')
  dom.className = 'arrival'
  dom.contentEditable = 'false'
  dom.setAttribute('role', 'status')
  const words = document.createElement('span')
  words.textContent = `Taking in ${name || 'a picture'}…`
  const bar = document.createElement('span')
  bar.className = 'arrival-bar'
  dom.append(words, bar)
  return dom
}
