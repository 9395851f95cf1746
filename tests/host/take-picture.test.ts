import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PICTURE_FORMATS } from '../../host/picture/formats.ts'
import { takePicture } from '../../host/picture/take-picture.ts'
import {
  avifPicture,
  CAMERA,
  DATUM,
  exifBlock,
  gifPicture,
  jpegPicture,
  jpegSegment,
  pngChunk,
  pngPicture,
  webpPicture,
  xmpPacket,
} from '../builders/picture.ts'

const BERLIN = { place: [52.52, 13.4] as const }

function take(bytes: Uint8Array, name = 'lamp.img') {
  const taken = takePicture(bytes, name)
  if (!taken.ok) throw new Error(taken.problem.message)
  return taken.value
}

const has = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text, 0, 'latin1')

/** One picture of each kind that carries metadata, with and without a place. */
const carriers: Record<string, (exif: Uint8Array, xmp: Uint8Array) => Uint8Array> = {
  jpeg: (exif, xmp) => jpegPicture({ exif, xmp }),
  png: (exif, xmp) =>
    pngPicture({
      chunks: [
        pngChunk('eXIf', exif),
        pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), xmp])),
      ],
    }),
  'png, packed XMP': (exif, xmp) =>
    pngPicture({
      chunks: [
        pngChunk('eXIf', exif),
        pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(xmp)])),
      ],
    }),
  webp: (exif, xmp) => webpPicture({ exif, xmp }),
  avif: (exif, xmp) => avifPicture({ exif, xmp }),
}

describe('takePicture', () => {
  it.each(Object.keys(carriers))('%s: removes the place from EXIF and XMP, keeps the rest, says so', (kind) => {
    const make = carriers[kind] as (exif: Uint8Array, xmp: Uint8Array) => Uint8Array
    for (const littleEndian of [true, false]) {
      const dirty = make(exifBlock({ ...BERLIN, littleEndian }), xmpPacket(true))
      expect(has(dirty, DATUM)).toBe(true)
      const { asset, bytes } = take(dirty)
      expect(asset.locationRemoved).toBe(true)
      for (const trace of [DATUM, '52,31.2N', '13,24.5E', '34/1', 'GPSLatitude', 'GpsLong'])
        expect(has(bytes, trace), trace).toBe(false)
      for (const kept of [CAMERA, '2026:05:04', 'Ana Li', 'dc:title="Lamp"']) expect(has(bytes, kept), kept).toBe(true)
      // Cleaning the clean changes nothing and claims nothing.
      const again = take(bytes)
      expect(again.asset).toMatchObject({ hash: asset.hash, locationRemoved: false })
    }
  })

  it.each(Object.keys(carriers))('%s: leaves a picture without a place exactly as it is', (kind) => {
    const make = carriers[kind] as (exif: Uint8Array, xmp: Uint8Array) => Uint8Array
    const clean = make(exifBlock({ orientation: 1 }), xmpPacket(false))
    const taken = take(clean)
    expect(Buffer.from(taken.bytes).equals(clean)).toBe(true)
    expect(taken.asset.locationRemoved).toBe(false)
  })

  it('removes the place from a GIF', () => {
    const taken = take(gifPicture({ xmp: xmpPacket(true) }))
    expect(taken.asset).toMatchObject({ mime: 'image/gif', width: 2, height: 1, locationRemoved: true })
    expect(has(taken.bytes, '52,31.2N')).toBe(false)
    expect(has(taken.bytes, 'Ana Li')).toBe(true)
  })

  // Which kinds a browser turns was tried in Chromium: JPEG and PNG by EXIF, AVIF by its own property, WebP not.
  it.each([
    ['jpeg', jpegPicture({ exif: exifBlock({ orientation: 6 }) }), 6, 12],
    ['jpeg upside down', jpegPicture({ exif: exifBlock({ orientation: 3 }) }), 12, 6],
    ['png', pngPicture({ chunks: [pngChunk('eXIf', exifBlock({ orientation: 8, littleEndian: false }))] }), 6, 12],
    ['webp', webpPicture({ exif: exifBlock({ orientation: 6 }) }), 12, 6],
    ['avif', avifPicture({ turned: true }), 6, 12],
    ['avif by EXIF', avifPicture({ exif: exifBlock({ orientation: 6 }) }), 12, 6],
  ])('%s: tells the size as displayed', (_, bytes, width, height) => {
    expect(take(bytes).asset).toMatchObject({ width, height, bytes: bytes.length })
  })

  it('cuts off what hides behind the end of a picture, and knows when that named a place', () => {
    const second = jpegPicture({ exif: exifBlock(BERLIN) })
    const index = jpegSegment(0xe2, Buffer.from('MPF\0II*\0\x08\0\0\0\0\0'))
    const phone = take(jpegPicture({ segments: [index], behind: second }))
    expect(Buffer.from(phone.bytes).equals(jpegPicture())).toBe(true)
    expect(phone.asset.locationRemoved).toBe(true)
    const film = take(jpegPicture({ behind: Buffer.from('....ftypmp42....\xa9xyz+52.5+013.4/', 'latin1') }))
    expect(film.asset.locationRemoved).toBe(true)
    const tail = take(jpegPicture({ behind: Buffer.from('nothing') }))
    expect(tail.asset.locationRemoved).toBe(false)
    expect(has(take(pngPicture({ behind: Buffer.from('cropped away') })).bytes, 'cropped')).toBe(false)
    expect(has(take(webpPicture({ behind: Buffer.from('more') })).bytes, 'more')).toBe(false)
    expect(has(take(gifPicture({ behind: Buffer.from('more') })).bytes, 'more')).toBe(false)
  })

  it('finds a place in the odd corners: long XMP, Photoshop blocks, profiles as text', () => {
    const long = jpegPicture({
      segments: [
        jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xmp/extension/\0${'0'.repeat(40)}<exif:GPSLati`)),
        jpegSegment(
          0xe1,
          Buffer.from(`http://ns.adobe.com/xmp/extension/\0${'0'.repeat(40)}tude>52.52</exif:GPSLatitude>`),
        ),
      ],
    })
    expect(take(long).asset.locationRemoved).toBe(true)
    expect(has(take(long).bytes, '52.52')).toBe(false)
    const photoshop = jpegPicture({
      segments: [
        jpegSegment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x22\0\0\0\0'), exifBlock(BERLIN)])),
      ],
    })
    expect(take(photoshop).asset.locationRemoved).toBe(true)
    expect(has(take(photoshop).bytes, DATUM)).toBe(false)
    const hex = Buffer.from(exifBlock(BERLIN)).toString('hex')
    const profile = pngPicture({
      chunks: [pngChunk('tEXt', Buffer.from(`Raw profile type exif\0\nexif\n ${hex.length / 2}\n${hex}\n`))],
    })
    expect(take(profile).asset.locationRemoved).toBe(true)
    expect(has(take(profile).bytes, 'Raw profile')).toBe(false)
    const named = pngPicture({ chunks: [pngChunk('tEXt', Buffer.from('exif:GPSLatitude\x0052/1, 31/1'))] })
    expect(has(take(named).bytes, '52/1')).toBe(false)
  })

  it('does not call the version of a GPS block a place', () => {
    const exif = exifBlock(BERLIN)
    exif[300] = 1 // only the first entry, GPSVersionID
    expect(take(jpegPicture({ exif })).asset.locationRemoved).toBe(false)
  })

  it('goes by the bytes, not by the name, and keeps the name without its folders', () => {
    const { asset } = take(pngPicture(), 'C:\\Users\\me\\photos/lamp\u0000.jpg')
    expect(asset).toMatchObject({ mime: 'image/png', name: 'lamp.jpg', width: 12, height: 6 })
  })

  it.each([
    ['text', Buffer.from('This is not a picture.'), 'not-recognised', 'is not a picture'],
    ['nothing', new Uint8Array(), 'not-recognised', 'is not a picture'],
    ['HTML', Buffer.from('<!doctype html><svg></svg>'), 'not-recognised', 'is not a picture'],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'not-recognised', 'HEIC'],
    ['TIFF', Buffer.from('II*\0\x08\0\0\0'), 'not-recognised', 'TIFF'],
    ['PDF', Buffer.from('%PDF-1.7'), 'not-recognised', 'PDF'],
    ['half a PNG', pngPicture().slice(0, 50), 'damaged', 'cut short'],
    ['half a JPEG', jpegPicture().slice(0, 200), 'damaged', 'cut short'],
    ['half a WebP', webpPicture().slice(0, 60), 'damaged', 'cut short'],
    ['half a GIF', gifPicture().slice(0, 24), 'damaged', 'cut short'],
    ['half an AVIF', avifPicture().slice(0, 200), 'damaged', 'cut short'],
    ['a PNG without pixels', pngPicture().slice(0, 33), 'damaged', 'cut short'],
    [
      'a PNG with a flipped bit',
      pngPicture().map((byte, index) => (index === 45 ? byte ^ 1 : byte)),
      'damaged',
      'cut short',
    ],
    ['a PNG of nothing', pngPicture({ width: 0 }), 'damaged', 'no width'],
    ['a bomb', pngPicture({ width: 30_000, height: 30_000 }), 'too-large', '16384'],
    ['a large area', pngPicture({ width: 16_000, height: 16_000 }), 'too-large', '100 million'],
    ['a large file', new Uint8Array(64 * 1024 * 1024 + 1), 'too-large', '64 MB'],
  ])('refuses %s with a reason', (_, bytes, code, words) => {
    const taken = takePicture(bytes, 'x.png')
    expect(taken).toMatchObject({
      ok: false,
      problem: { code, subject: 'x.png', message: expect.stringContaining('x.png') },
    })
    if (!taken.ok) expect(`${taken.problem.message} ${taken.problem.next ?? ''}`).toContain(words)
  })

  it('never throws and never lets a place through, whatever is flipped or cut', () => {
    const samples = Object.values(carriers).map((make) => make(exifBlock(BERLIN), xmpPacket(true)))
    samples.push(gifPicture({ xmp: xmpPacket(true) }))
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(1_300), fc.nat(255)), { maxLength: 4 }),
        fc.nat(1_300),
        (sample, flips, length) => {
          const bytes = sample.slice(0, sample.length - (length % 5 === 0 ? length : 0))
          for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value
          const taken = takePicture(bytes, 'mutant')
          if (taken.ok)
            expect(takePicture(taken.value.bytes, 'mutant')).toMatchObject({
              ok: true,
              value: { asset: { hash: taken.value.asset.hash } },
            })
          for (const format of Object.values(PICTURE_FORMATS)) {
            format.size(bytes)
            format.clean(bytes)
          }
        },
      ),
      { numRuns: 3_000 },
    )
  })
})
