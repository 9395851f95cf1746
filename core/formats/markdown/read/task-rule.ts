import type { Token, Tokenizer } from './tokens.ts'

/** GFM's task items: `[ ]` or `[x]` first in an item's first paragraph, with text after it, goes from the text to the item's token. */
export function addTasks(md: Tokenizer): void {
  md.core.ruler.after('inline', 'tasks', (state) => {
    state.tokens.forEach((token, index) => {
      if (token.type !== 'list_item_open') return
      const checked = takeMark(state.tokens, index + 1)
      if (checked !== null) token.meta = { checked }
    })
  })
}

/** Whether a list item's token is of a task, and ticked; null for any other item. */
export function checkedOf(token: Token | undefined): boolean | null {
  const checked = token?.meta?.checked
  return typeof checked === 'boolean' ? checked : null
}

function takeMark(tokens: readonly Token[], index: number): boolean | null {
  if (tokens[index]?.type !== 'paragraph_open') return null
  const children = tokens[index + 1]?.children
  const first = children?.[0]
  if (!children || first?.type !== 'text') return null
  const match = /^\[([ xX])\](?:[ \t]|$)/.exec(first.content)
  if (!match) return null
  if (match[0].length === first.content.length && children.length === 1) return null
  const isAlone = match[0].length === 3
  if (isAlone && children[1]?.type !== 'softbreak') return null
  first.content = first.content.slice(match[0].length)
  if (isAlone) children.splice(0, 2)
  return match[1] !== ' '
}
