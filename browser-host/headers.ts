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

/** What the page may ask of the browser: to copy. */
export const PERMISSIONS = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)'
