/** An A4 sheet with the margins that a published page asks for, in millimetres. */
export const SHEET = { width: 210, height: 297, margin: 25, gap: 8 } as const

const PIXELS_PER_MM = 96 / 25.4
const TEXT_WIDTH = (SHEET.width - 2 * SHEET.margin) * PIXELS_PER_MM

/**
 * A published page's stylesheet as it is on paper, for a screen: what it says of print holds, what it says of screens alone does not, widths are those of the sheet, and the
 * article breaks into sheets. Its columns of a fixed height are broken by the same rules as pages are (css-break-3, css-multicol-2 `column-wrap`). A browser without `column-height`
 * shows one endless sheet.
 */
export function paperStylesheet(stylesheet: string): string {
  const onPaper = stylesheet
    .replaceAll('@media not print', '@media not all')
    .replaceAll('@media print', '@media all')
    .replace(/@media \((min|max)-width: ([\d.]+)rem\)/g, (_, bound: string, rem: string) => {
      const holds = bound === 'min' ? TEXT_WIDTH >= Number(rem) * 16 : TEXT_WIDTH <= Number(rem) * 16
      return holds ? '@media all' : '@media not all'
    })
    .replace(/\bbreak-(before|after): (?:page|always)/g, 'break-$1: column')
  return `${onPaper}\n${SHEETS}`
}

const SHEETS = `html {
  background: #8d8b88;
}

main {
  box-sizing: border-box;
  inline-size: ${SHEET.width}mm;
  min-block-size: ${SHEET.height}mm;
  margin: 0 auto;
  padding: ${SHEET.margin}mm;
  background: repeating-linear-gradient(#fff 0 ${SHEET.height}mm, #8d8b88 ${SHEET.height}mm ${SHEET.height + SHEET.gap}mm);
}

article {
  columns: 1;
  column-fill: auto;
  column-gap: 0;
  column-height: ${SHEET.height - 2 * SHEET.margin}mm;
  column-wrap: wrap;
  row-gap: ${2 * SHEET.margin + SHEET.gap}mm;
}
`
