import { describe, expect, it } from 'vitest'
import { findChromium } from '../../host/find-chromium.ts'
import { cleanPdf } from '../../host/publish/clean-pdf.ts'
import { printPdf } from '../../host/publish/print-pdf.ts'

const page = {
  kind: 'printed-page',
  paper: 'a4',
  html: '<!DOCTYPE html><html lang="en"><head><title>The (lamp) é</title><meta name="author" content="Mira Holt"></head><body><h1>The lamp</h1><p>It rains.</p></body></html>',
} as const
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

describe('cleanPdf', () => {
  it('overwrites what names program, person and time, keeps the title and every offset', () => {
    const pdf = Buffer.from(
      '%PDF-1.4\n1 0 obj\n<</Title (Lamp \\) x)\n/Author <4D69>/Creator (A \\(b\\) (c))\n/CreationDate (D:2026)>>\nendobj\n2 0 obj\n<</Author (text)>>\nendobj\ntrailer\n<</Info 1 0 R/ID [<AB12> <CD34>]>>\nstartxref\n9\n%%EOF',
    )
    const text = latin1(cleanPdf(pdf))
    expect(text.length).toBe(pdf.length)
    expect(text).toMatch(/^%PDF-1\.4\n1 0 obj\n<<\/Title \(Lamp \\\) x\)\n\s+>>\nendobj/)
    expect(text).toContain('<</Author (text)>>')
    expect(text).toContain('/ID [<0000> <0000>]')
  })
})

describe('printPdf', () => {
  it('says what to do where there is no browser', async () => {
    const before = process.env.GALLEY_BROWSER
    process.env.GALLEY_BROWSER = '/nowhere/browser'
    try {
      expect(await printPdf(page)).toMatchObject({
        ok: false,
        problem: { code: 'not-available', next: expect.any(String) },
      })
    } finally {
      if (before === undefined) delete process.env.GALLEY_BROWSER
      else process.env.GALLEY_BROWSER = before
    }
  })

  const browser = findChromium()
  it.skipIf(browser === null)(
    `makes a tagged file with the title and no names${browser === null ? ' (not run: no browser here)' : ''}`,
    async () => {
      const one = await printPdf(page)
      if (!one.ok) throw new Error(one.problem.message)
      const text = latin1(one.value)
      expect(text).toContain('/MarkInfo')
      expect(text).toContain('/StructTreeRoot')
      expect(text).toMatch(/\/Lang \(en\)/)
      expect(text).toMatch(/\/Title [(<]/)
      expect(text).not.toMatch(/Mira|Holt|HeadlessChrome|Skia|Chromium|\/CreationDate/)
    },
  )
})
