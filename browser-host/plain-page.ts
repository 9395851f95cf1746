import { createHash } from 'node:crypto'

const STYLE =
  'body{font:18px/1.6 Georgia,serif;color:#26221c;background:#faf7f1;margin:20vh auto;max-width:34em;padding:0 2em}' +
  '@media(prefers-color-scheme:dark){body{color:#e6e0d6;background:#1c1a17}}'
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** The policy that fits a plain page. */
export const PLAIN_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/**
 * A page of one title and one sentence, for a person who has no session yet. `goTo` makes it move on by itself: a navigation
 * of our own, with which the browser sends a SameSite=Strict cookie. The texts are ours and hold no markup.
 */
export function plainPage(title: string, sentence: string, goTo?: string): string {
  const move = goTo === undefined ? '' : `<meta http-equiv="refresh" content="0;url=${goTo}">`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${move}<style>${STYLE}</style></head><body><h1>${title}</h1><p>${sentence}</p></body></html>\n`
}
