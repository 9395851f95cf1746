import { createHash } from 'node:crypto'
import type { Essay } from '../core/essay/essay.ts'
import { toText } from '../core/formats/text/write-text.ts'
import type { ServedProof } from './ports.ts'

const STYLE = `:root{color-scheme:light dark}body{max-width:40em;margin:0 auto;padding:48px 24px;font:18px/1.6 Georgia,serif}
aside{font:15px/1.5 system-ui,sans-serif;border:1px solid;border-radius:7px;padding:12px 16px;margin-bottom:32px}
pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}`

/**
 * The page that a window shows when its own fails again and again (safety.md 3.1): the text of the essay, for reading and copying, without a script.
 * null: no essay was open.
 */
export function plainPage(essay: Essay | null): ServedProof {
  const title = essay?.metadata.title || 'Untitled essay'
  const what =
    essay === null
      ? '<p>No essay was open. Your essays are as they were saved.</p>'
      : `<p>This is “${escaped(title)}” with every word that was protected. You can read and copy it here, and nothing of it is lost.</p>`
  const text = essay === null ? '' : `<main><pre tabindex="0">${escaped(toText(essay).text)}</pre></main>`
  return {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(essay === null ? 'Galley' : title)}</title><style>${STYLE}</style>
<aside role="alert"><p><strong>The window stopped working again and again.</strong></p>${what}<p>Close Galley and start it again. If this comes back, keep a copy of the text in another program.</p></aside>${text}</html>`,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
