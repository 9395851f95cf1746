/**
 * The content security policy of the window's own page (safety.md 8.3), the same in both shells. `pictures` are the CSP sources
 * of an essay's pictures beside the page's own origin ('' where that is all), `frames` is where proofs stand.
 */
export function windowPolicy(pictures: string, frames: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self'", pictures, 'data: blob:'].filter(Boolean).join(' '),
    "font-src 'self'",
    "connect-src 'self'",
    `frame-src ${frames}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}
