/** The part of the Trusted Types API that is used here; TypeScript's DOM library does not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string }
}

// The window's policy asks for trusted types (safety.md 8.3). Only this module turns text into HTML, and only into documents
// without a window, where nothing runs or loads.
const policy = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'galley-inert-html',
  {
    createHTML: (html) => html,
  },
)

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi
const STYLE_ELEMENT = /<style\b[\s\S]*?<\/style\s*>/gi

/**
 * Parses foreign HTML into an inert document: no script runs, nothing is fetched. Written styles stand in `data-style`
 * instead: as `style` the window's policy would refuse each of them loudly, and they are only read, never applied.
 */
export function parseInertHtml(html: string): Document {
  const unstyled = html
    .replace(STYLE_ELEMENT, '')
    .replace(TAG, (tag) => tag.replace(/(\s)style(\s*=)/gi, '$1data-style$2'))
  return new DOMParser().parseFromString(policy ? policy.createHTML(unstyled) : unstyled, 'text/html')
}
