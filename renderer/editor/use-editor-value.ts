import type { Editor } from '@tiptap/core'
import { useRef, useSyncExternalStore } from 'react'

/**
 * A value read from the editor; the component renders again only when the value changes by `same` (identity unless given).
 * Selectors run on every transaction and must be cheap.
 */
export function useEditorValue<Value>(
  editor: Editor,
  select: (editor: Editor) => Value,
  same: (one: Value, other: Value) => boolean = Object.is,
): Value {
  const last = useRef<{ readonly value: Value } | null>(null)
  const read = () => {
    const value = select(editor)
    if (last.current && same(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
  return useSyncExternalStore((changed) => {
    const events = ['transaction', 'focus', 'blur', 'mount'] as const
    for (const event of events) editor.on(event, changed)
    return () => {
      for (const event of events) editor.off(event, changed)
    }
  }, read)
}

/** Compares two flat values of one shape, field by field. */
export function sameFields(one: object | null, other: object | null): boolean {
  if (one === null || other === null) return one === other
  const others = new Map(Object.entries(other))
  return Object.entries(one).every(([key, value]) => Object.is(value, others.get(key)))
}
