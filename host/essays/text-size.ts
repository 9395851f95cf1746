/** Texts below so many characters are not worth a question. */
const SHORT = 200

/** Characters of an essay's body. Takes what a window sent, too, which has not been judged yet; what is no text counts as nothing. */
export function textSize(essay: unknown): number {
  let size = 0
  const left: unknown[] = [(essay as { readonly body?: unknown } | null)?.body]
  while (left.length > 0) {
    const node = left.pop()
    if (typeof node !== 'object' || node === null) continue
    const { text, content } = node as { readonly text?: unknown; readonly content?: unknown }
    if (typeof text === 'string') size += text.length
    if (Array.isArray(content)) for (const child of content) left.push(child)
  }
  return size
}

/** Whether a text has lost more than nine tenths (safety.md R16). Sizes are in characters. */
export function shrinks(before: number, after: number): boolean {
  return before >= SHORT && after < before / 10
}
