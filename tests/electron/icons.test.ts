import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { composeIcns, composeIco, ICNS_TYPES } from '../../scripts/icon-containers.ts'

const folder = join(import.meta.dirname, '../../build/icons')
const SIZES = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]

/** Width, height, colour type (PNG specification, 11.2.2 IHDR). Throws for what is no PNG. */
function header(bytes: Buffer): { readonly width: number; readonly height: number; readonly colour: number } {
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), colour: bytes[25] ?? -1 }
}

describe.each(['icon', 'essay'])('%s', (name) => {
  it.each(SIZES)('is there at %i pixels, with transparency', (size) => {
    const png = readFileSync(join(folder, name, `${size}x${size}.png`))
    expect(header(png)).toEqual({ width: size, height: size, colour: 6 })
    expect(png.length).toBeGreaterThan(100)
  })

  it('is the same in its .ico, as a reader of the format finds it', () => {
    const ico = readFileSync(join(folder, `${name}.ico`))
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
    const count = ico.readUInt16LE(4)
    const sizes = Array.from({ length: count }, (_, index) => {
      const at = 6 + 16 * index
      const png = ico.subarray(ico.readUInt32LE(at + 12), ico.readUInt32LE(at + 12) + ico.readUInt32LE(at + 8))
      const { width } = header(png)
      expect(ico[at]).toBe(width % 256)
      expect(png.equals(readFileSync(join(folder, name, `${width}x${width}.png`)))).toBe(true)
      return width
    })
    expect(sizes).toEqual(SIZES.filter((size) => size <= 256))
  })

  it('is the same in its .icns, as a reader of the format finds it', () => {
    const icns = readFileSync(join(folder, `${name}.icns`))
    expect(icns.toString('latin1', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const types: string[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const type = icns.toString('latin1', at, at + 4)
      const size = ICNS_TYPES.find((one) => one.type === type)?.size
      const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))
      expect(header(png).width).toBe(size)
      expect(png.equals(readFileSync(join(folder, name, `${size}x${size}.png`)))).toBe(true)
      types.push(type)
    }
    expect(types).toEqual(ICNS_TYPES.map(({ type }) => type))
  })
})

describe('the containers', () => {
  it('refuse what they cannot hold', () => {
    expect(() => composeIco([{ size: 512, bytes: new Uint8Array(1) }])).toThrow('up to 256 pixels')
    expect(() => composeIcns([{ size: 32, bytes: new Uint8Array(1) }])).toThrow('needs an image of 64 pixels')
  })
})
