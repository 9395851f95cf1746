/** How the published page looks: our own stylesheet with the SHA-256 that its content security policy allows. */
export interface PageLook {
  /** CSS text, written into one style element. */
  readonly stylesheet: string
  /** Base64 SHA-256 of `stylesheet` as UTF-8. */
  readonly stylesheetHash: string
}
