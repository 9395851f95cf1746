import { readdirSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { fail, ok } from '../../core/result.ts'
import { findChromium } from '../../host/find-chromium.ts'
import { cleanPdf } from '../../host/publish/clean-pdf.ts'
import { printPdf } from '../../host/publish/print-pdf.ts'
import { printingBy, printingFirst, printingOnce } from '../../host/publish/printing.ts'
import { temporaryFolder } from './temporary-folder.ts'

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

describe('printingOnce', () => {
  it('prints a page once, another page or paper anew, and what failed again', async () => {
    const printed: string[] = []
    let works = false
    const print = printingOnce(async ({ html, paper }) => {
      printed.push(`${paper} ${html}`)
      return works ? ok(new Uint8Array([printed.length])) : fail('io', 'no')
    })
    expect(await print({ ...page, html: 'a' })).toMatchObject({ ok: false })
    works = true
    const first = await print({ ...page, html: 'a' })
    expect(await print({ ...page, html: 'a' })).toEqual(first)
    await print({ ...page, html: 'a', paper: 'letter' })
    await print({ ...page, html: 'b' })
    expect(printed).toEqual(['a4 a', 'a4 a', 'letter a', 'a4 b'])
  })
})

describe('printingBy', () => {
  it('stops when it is told, before and while it prints', async () => {
    const controller = new AbortController()
    let begun = 0
    const print = printingBy((_page, signal) => {
      begun++
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        controller.abort()
      })
    })
    const cancelled = { ok: false, problem: { code: 'cancelled' } }
    expect(await print(page, controller.signal)).toMatchObject(cancelled)
    expect(await print(page, controller.signal)).toMatchObject(cancelled)
    expect(begun).toBe(1)
  })

  it('says why it failed', async () => {
    expect(await printingBy(() => Promise.reject(new Error('no paper')))(page)).toMatchObject({
      ok: false,
      problem: { code: 'io', message: 'The browser could not print the page: no paper.' },
    })
  })
})

describe('printingFirst', () => {
  const fails = (code: 'io' | 'cancelled' | 'not-available') => async () => fail(code, code)
  const works = (byte: number) => async () => ok(new Uint8Array([byte]))

  it('goes to the second where the first fails, and says what the first said where both do', async () => {
    expect(await printingFirst(works(1), works(2))(page)).toEqual(ok(new Uint8Array([1])))
    expect(await printingFirst(fails('io'), works(2))(page)).toEqual(ok(new Uint8Array([2])))
    expect(await printingFirst(fails('io'), fails('not-available'))(page)).toMatchObject({ problem: { code: 'io' } })
    expect(await printingFirst(fails('cancelled'), works(2))(page)).toMatchObject({ problem: { code: 'cancelled' } })
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
    `ends the browser and takes its profile away when it is stopped${browser === null ? ' (not run: no browser here)' : ''}`,
    async () => {
      const folder = temporaryFolder()
      vi.stubEnv('TMPDIR', folder)
      vi.stubEnv('TEMP', folder)
      const controller = new AbortController()
      const printing = printPdf(page, controller.signal)
      vi.unstubAllEnvs()
      expect(readdirSync(folder)).toEqual([expect.stringMatching(/^galley-print-/)])
      controller.abort()
      expect(await printing).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
      expect(readdirSync(folder)).toEqual([])
    },
  )

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
