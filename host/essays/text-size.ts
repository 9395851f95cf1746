/** Texts below so many characters are not worth a question. */
const SHORT = 200

/** Characters of blocks. Nobody writes into a block that was counted. */
const ofBlocks = new WeakMap<object, number>()

/** Characters of an essay's body. Takes what a window sent, too, which has not been judged yet; what is no text counts as nothing. */
export function textSize(essay: unknown): number {
  const body: unknown = (essay as { readonly body?: unknown } | null)?.body
  const blocks: unknown = (body as { readonly content?: unknown } | null | undefined)?.content
  return Array.isArray(blocks) ? blocks.reduce<number>((sum, block) => sum + sizeOf(block), 0) : 0
}

function sizeOf(block: unknown): number {
  if (typeof block !== 'object' || block === null) return 0
  const known = ofBlocks.get(block)
  if (known !== undefined) return known
  let size = 0
  const left: unknown[] = [block]
  while (left.length > 0) {
    const node = left.pop()
    if (typeof node !== 'object' || node === null) continue
    const { text, content } = node as { readonly text?: unknown; readonly content?: unknown }
    if (typeof text === 'string') size += text.length
    if (Array.isArray(content)) for (const child of content) left.push(child)
  }
  ofBlocks.set(block, size)
  return size
}

/** Whether a text has lost more than nine tenths (safety.md R16). Sizes are in characters. */
export function shrinks(before: number, after: number): boolean {
  return before >= SHORT && after < before / 10
}
