import { sameJson } from '../../core/essay/same-json.ts'

/** Gives the blocks of a body that came before back as the same objects, so that what was found out about them need not be found out again. */
export interface KnownBlocks {
  /**
   * The same document; blocks before and behind the one stretch in which it differs from the last document are that document's objects. Takes what
   * nobody has judged yet.
   */
  recognise<T>(document: T): T
}

/** Knows these blocks, then those of the last document. */
export function knownBlocks(blocks: readonly unknown[] = []): KnownBlocks {
  let known = blocks
  return {
    recognise(document) {
      const body: unknown = (document as { readonly body?: unknown } | null)?.body
      const content: unknown = (body as { readonly content?: unknown } | null | undefined)?.content
      if (!Array.isArray(content)) return document
      const before = known
      const blocks: unknown[] = [...content]
      const most = Math.min(before.length, blocks.length)
      let start = 0
      while (start < most && sameJson(before[start], blocks[start])) {
        blocks[start] = before[start]
        start++
      }
      for (let end = 1; end <= most - start && sameJson(before.at(-end), blocks.at(-end)); end++)
        blocks[blocks.length - end] = before.at(-end)
      known = blocks
      return { ...document, body: { ...(body as object), content: blocks } }
    },
  }
}
