import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Host, PublicationInput } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { builtFrom } from './built-from.ts'

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
  const leaveOut = (element: DefaultTreeAdapterTypes.Element): boolean => {
    if (element.tagName === 'style') for (const child of element.childNodes) if ('value' in child) css.push(child.value)
    return element.tagName === 'style' || LEFT_OUT.has(element.tagName)
  }
  const root = tree.childNodes.find((node) => node.nodeName === 'html')
  const page = root ? builtFrom(document, root as DefaultTreeAdapterTypes.Element, leaveOut) : null
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
