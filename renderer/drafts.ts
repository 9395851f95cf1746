/**
 * Takes over what stands in the field with the focus, as leaving the field would: fields keep what is typed for themselves until then. The function
 * that it returns gives the focus back.
 */
export function takeOverDraft(): () => void {
  const focusBack = keepFocus()
  const field = document.activeElement as HTMLElement | null
  if (field?.matches('input, textarea')) field.blur()
  return focusBack
}

/** Remembers where the focus is. The function that it returns puts it there again, where nothing else took it. */
export function keepFocus(): () => void {
  const element = document.activeElement as HTMLElement | null
  return () => {
    if (element?.isConnected && document.activeElement === document.body) element.focus()
  }
}

/** True while a field holds words that are not taken over. */
export function hasDraft(): boolean {
  return document.querySelector('[data-draft]') !== null
}
