import type { Node } from '@tiptap/pm/model'
import type { BodyJson, NodeJson } from '../../core/essay/json.ts'

/**
 * Makes the body of one editor's document into JSON equal to the document's own `toJSON`. ProseMirror keeps the nodes that a step leaves alone, and for the same node
 * this gives the same object: what is known of a block by its JSON (its markup, its words, its findings) holds until the block itself is edited, and asking after
 * every key is cheap.
 */
export function createBodyJson(): (doc: Node) => BodyJson {
  const known = new WeakMap<Node, NodeJson>()
  let last: { readonly doc: Node; readonly body: BodyJson } | null = null

  function blockJson(node: Node): NodeJson {
    let json = known.get(node)
    if (!json) {
      json = node.isTextblock || node.childCount === 0 ? (node.toJSON() as NodeJson) : outerJson(node)
      known.set(node, json)
    }
    return json
  }
  function outerJson(node: Node): NodeJson {
    const attrs = Object.keys(node.attrs).length > 0 ? { attrs: node.attrs } : {}
    return { type: node.type.name, ...attrs, content: node.children.map(blockJson) }
  }
  /** Blocks at the start and the end that are those of the last call need not even be looked up. */
  function contentOf(doc: Node): readonly NodeJson[] {
    const blocks = doc.children
    const old = last?.doc.children ?? []
    const json = last?.body.content ?? []
    const shift = old.length - blocks.length
    return blocks.map((block, index) => {
      if (old[index] === block) return json[index] as NodeJson
      if (old[index + shift] === block) return json[index + shift] as NodeJson
      return blockJson(block)
    })
  }

  return (doc) => {
    if (last?.doc !== doc) last = { doc, body: { type: 'doc', content: contentOf(doc) } }
    return last.body
  }
}
