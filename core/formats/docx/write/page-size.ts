/** A sheet of paper, in twentieths of a point. */
export interface PageSize {
  readonly width: number
  readonly height: number
  readonly margin: number
  /** Width of the text. */
  readonly text: number
}

/** Letter paper where the language is North American, else A4; margins of an inch. */
export function pageSizeFor(language: string): PageSize {
  const letter = /^(?:en|es|fr)-(?:US|CA|MX)$/i.test(language)
  const margin = 1440
  const width = letter ? 12240 : 11906
  return { width, height: letter ? 15840 : 16838, margin, text: width - 2 * margin }
}
