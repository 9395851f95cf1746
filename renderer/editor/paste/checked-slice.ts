import { Fragment, type Node, Slice } from '@tiptap/pm/model'

/**
 * The slice with only such attributes as the schema allows: ProseMirror's parser does not check them. A node whose attributes
 * do not fit gets its defaults, a mark is dropped.
 */
export function checkedSlice(slice: Slice): Slice {
  return new Slice(checked(slice.content), slice.openStart, slice.openEnd)
}

function checked(content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    const marks = node.marks.filter((mark) => fits(() => mark.type.schema.text('x', [mark]).check()))
    if (node.isText) {
      nodes.push(node.mark(marks))
      return
    }
    const attrs = fits(() => node.type.createAndFill(node.attrs)?.check()) ? node.attrs : null
    // A node that cannot be without its attributes (a note reference) goes.
    if (attrs === null && node.type.hasRequiredAttrs()) return
    nodes.push(node.type.create(attrs, node.isLeaf ? null : checked(node.content), marks))
  })
  return Fragment.fromArray(nodes)
}

function fits(check: () => void): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
