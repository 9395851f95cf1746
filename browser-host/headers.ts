/**
 * The headers of every answer, and the content security policies of each kind (safety.md sections 7 to 9). No CORS header
 * exists here, on purpose.
 */

/** On every answer, whatever it is. */
export const BASE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
}

/** The policy of the application's own page; `origin` is this server's, e.g. `http://127.0.0.1:41234`. */
export function appPolicy(origin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    `frame-src ${origin}/preview/`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** What the page may ask of the browser: to copy. */
export const PERMISSIONS = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)'
