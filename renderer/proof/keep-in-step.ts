import type { EssaySession } from '../session/essay-session.ts'
import { notedPlace, noteProof, pageText, placeIn, type ScrolledText, scrollToPlace } from '../session/place-in-text.ts'
import { proofText } from './proof-page.ts'

/**
 * Scrolls the proof to where the Page is, and keeps both in step while both are shown: whichever is scrolled leads. Where only the proof is shown, what it is scrolled to is
 * noted for the Page. `follow` brings the proof to the Page's place once more; `end` ends it all.
 */
export function keepInStep(
  frame: Window,
  session: EssaySession,
): { readonly follow: () => void; readonly end: () => void } {
  const scroller = session.editor.view.dom.closest('[data-scroller]')
  // What a text was scrolled to from here comes back as an event of its own, which must not lead.
  const led = { page: Number.NaN, proof: Number.NaN }
  const isLed = (which: keyof typeof led, text: ScrolledText) => {
    const is = Math.abs(text.scrolled - led[which]) < 2
    led[which] = Number.NaN
    return is
  }
  const lead = (which: keyof typeof led, text: ScrolledText, place: Parameters<typeof scrollToPlace>[1]) => {
    scrollToPlace(text, place)
    led[which] = which === 'page' ? (scroller?.scrollTop ?? 0) : frame.scrollY
    // Nothing moved: no event comes.
    if (led[which] === text.scrolled) led[which] = Number.NaN
  }
  const follow = () => {
    const text = pageText(session)
    if (text) lead('proof', proofText(frame), placeIn(text))
  }
  const onPage = () => {
    const text = pageText(session)
    if (text && !isLed('page', text)) follow()
  }
  const onProof = () => {
    const text = proofText(frame)
    if (isLed('proof', text)) return
    const page = pageText(session)
    if (page) lead('page', page, placeIn(text))
    else noteProof(session, text)
  }
  const place = notedPlace(session)
  if (pageText(session)) follow()
  else if (place) lead('proof', proofText(frame), place)
  scroller?.addEventListener('scroll', onPage, { passive: true })
  frame.addEventListener('scroll', onProof, { passive: true })
  return {
    follow,
    end: () => {
      scroller?.removeEventListener('scroll', onPage)
      frame.removeEventListener('scroll', onProof)
    },
  }
}
