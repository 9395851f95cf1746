const BODY_START = '\n<div class="e-content">\n'

/** The id by which the proof finds the block of the body with this index. */
export function placeAnchor(block: number): string {
  return `galley-block-${block}`
}

/**
 * A published page of ours with a place to go to at each of the body's first `blocks` blocks, for the proof alone: an id where the block has none, else an empty
 * element in it. The page has one block a line. Text that is no page of ours comes back as it is.
 */
export function withPlaceAnchors(page: string, blocks: number): string {
  const start = page.indexOf(BODY_START)
  if (start < 0) return page
  let at = start + BODY_START.length
  let out = page.slice(0, at)
  for (let block = 0; block < blocks; block++) {
    const end = blockEnd(page, at)
    if (end < 0) break
    out += anchored(page.slice(at, end + 1), placeAnchor(block))
    at = end + 1
  }
  return out + page.slice(at)
}

/** Where the line of a block ends that begins at `at`; the lines of code are within one. -1 for none. */
function blockEnd(page: string, at: number): number {
  let end = page.indexOf('\n', at)
  while (end >= 0) {
    const block = page.slice(at, end)
    if (block.split('<pre').length === block.split('</pre>').length) return end
    end = page.indexOf('\n', end + 1)
  }
  return end
}

function anchored(line: string, id: string): string {
  const tag = /^<([a-z][a-z0-9]*)([^<>]*)>/.exec(line)
  if (!tag) return line
  const [open = '', name = '', attributes = ''] = tag
  if (!/ id="/.test(attributes)) return `<${name} id="${id}"${attributes}>${line.slice(open.length)}`
  return `${open}<span id="${id}"></span>${line.slice(open.length)}`
}
