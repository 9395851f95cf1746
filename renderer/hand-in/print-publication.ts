import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Host, PublicationInput } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/**
 * Prints the essay as the web page that a profile's look gives it, by the system's own dialog. The page stands in a shadow of this window meanwhile, and
 * the window itself is not printed (hand-in.module.css).
 */
export async function printPublication(
  host: Host,
  input: Pick<PublicationInput, 'anonymous'> & Omit<PublicationInput, 'profile' | 'anonymous'>,
): Promise<Result<null>> {
  const published = await host.publishToMemory({ ...input, profile: 'html-page' })
  if (!published.ok) return published
  const main = published.value.files[0]
  if (!main) return fail('io', 'There is nothing to print.')
  const tree = parse(new TextDecoder().decode(main.content))
  const css: string[] = []
  const root = tree.childNodes.find((node) => node.nodeName === 'html')
  const page = root ? elementOf(root as DefaultTreeAdapterTypes.Element, css) : null
  if (!page) return fail('io', 'There is nothing to print.')
  const sheet = new CSSStyleSheet()
  // A page in a shadow has no :root of its own.
  sheet.replaceSync(css.join('\n').replaceAll(':root', 'html'))
  const stand = document.createElement('div')
  stand.dataset.print = ''
  // Readers of the screen have the window; this is for paper.
  stand.setAttribute('aria-hidden', 'true')
  const shadow = stand.attachShadow({ mode: 'closed' })
  shadow.adoptedStyleSheets = [sheet]
  shadow.append(page)
  document.body.append(stand)
  try {
    await Promise.all([...shadow.querySelectorAll('img')].map((picture) => picture.decode().catch(() => {})))
    window.print()
    return ok(null)
  } finally {
    stand.remove()
  }
}

const LEFT_OUT: ReadonlySet<string> = new Set(['script', 'meta', 'link', 'title'])

/** The element in this window's document, node by node: the window's policy takes no HTML as text. Styles go to `css`. */
function elementOf(node: DefaultTreeAdapterTypes.Element, css: string[]): Element | null {
  const children = node.childNodes
  if (node.tagName === 'style') {
    for (const child of children) if ('value' in child) css.push(child.value)
    return null
  }
  if (LEFT_OUT.has(node.tagName)) return null
  const element = document.createElementNS(node.namespaceURI, node.tagName)
  for (const { name, value } of node.attrs) if (!/^(?:on|style$)/.test(name)) element.setAttribute(name, value)
  for (const child of children) {
    if ('tagName' in child) {
      const inside = elementOf(child, css)
      if (inside) element.append(inside)
    } else if (child.nodeName === '#text' && 'value' in child) element.append(child.value)
  }
  return element
}
