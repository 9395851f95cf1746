import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Figures that came in together and stand below each other. */
export interface Offer {
  /** Which arrival they belong to. */
  readonly group: number
  /** Where the first begins and the last ends. */
  readonly from: number
  readonly to: number
  readonly count: number
  /** Whether it is asked how they are to stand. */
  readonly open: boolean
}

type OfferMeta =
  | { readonly kind: 'placed'; readonly group: number; readonly at: number }
  | { readonly kind: 'open'; readonly group: number }
  | { readonly kind: 'end' }

const offerKey = new PluginKey<Offer | null>('sideBySideOffer')

/** Remembers which figures came in together, so that they can be put side by side; forgets it when the person goes on elsewhere. */
export const SideBySideOffer = Extension.create({
  name: 'sideBySideOffer',
  addProseMirrorPlugins() {
    return [new Plugin<Offer | null>({ key: offerKey, state: { init: () => null, apply: follow } })]
  },
})

function follow(tr: Transaction, before: Offer | null): Offer | null {
  const meta = tr.getMeta(offerKey) as OfferMeta | undefined
  const offer = before && {
    ...before,
    from: tr.mapping.map(before.from, 1),
    to: tr.mapping.map(before.to, -1),
  }
  if (meta?.kind === 'end') return null
  if (meta?.kind === 'placed') {
    const { group, at } = meta
    const to = at + (tr.doc.nodeAt(at)?.nodeSize ?? 0)
    return offer?.group === group && offer.to === at
      ? { ...offer, to, count: offer.count + 1 }
      : { group, from: at, to, count: 1, open: false }
  }
  if (!offer || offer.from >= offer.to) return null
  if (meta?.kind === 'open') return offer.group === meta.group && offer.count > 1 ? { ...offer, open: true } : null
  const { from, to } = tr.selection
  return offer.open && tr.selectionSet && (from > offer.to || to < offer.from) ? null : same(before, offer)
}

/** One value as long as nothing changes, so that nothing is drawn again. */
function same(before: Offer | null, after: Offer): Offer {
  return before && before.from === after.from && before.to === after.to ? before : after
}

/** The figures for which it is asked whether they are to stand side by side, or null. */
export function sideBySideOffer(state: EditorState): Offer | null {
  const offer = offerKey.getState(state)
  return offer?.open ? offer : null
}

/** Notes in the transaction that places it that a figure belongs to an arrival. */
export function notePlaced(tr: Transaction, group: number, at: number): void {
  tr.setMeta(offerKey, { kind: 'placed', group, at } satisfies OfferMeta)
}

/** Asks how the figures of an arrival are to stand, where it brought several next to each other. */
export function openOffer(view: EditorView, group: number): void {
  view.dispatch(view.state.tr.setMeta(offerKey, { kind: 'open', group } satisfies OfferMeta))
}

/** Asks no more. */
export function endOffer(tr: Transaction): Transaction {
  return tr.setMeta(offerKey, { kind: 'end' } satisfies OfferMeta)
}
