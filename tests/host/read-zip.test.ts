import { createHash } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { writeZip } from '../../core/zip/write-zip.ts'
import { type EntryRule, readZip, readZipBeside } from '../../host/zip/read-zip.ts'

const LIMITS = { file: 10_000_000, entries: 100, total: 5_000_000 }
const KEEP = (): EntryRule => ({ kind: 'keep', mostBytes: 1_000_000 })
const text = (value: string) => new TextEncoder().encode(value)

/** A zip made by hand, so that every field can be wrong. */
interface Handmade {
  readonly name: string
  readonly data?: Uint8Array
  readonly deflated?: boolean
  readonly flags?: number
  readonly method?: number
  /** Overrides in the directory alone. */
  readonly central?: {
    name?: string
    crc?: number
    packed?: number
    size?: number
    offset?: number
    attributes?: number
    disk?: number
    extra?: Uint8Array
  }
  readonly local?: { name?: string; crc?: number; size?: number; extra?: Uint8Array }
  /** Facts behind the data (flag bit 3), with or without a signature. */
  readonly descriptor?: 'signed' | 'bare' | 'wrong'
  readonly gap?: number
}

function zip(
  entries: readonly Handmade[],
  end: {
    comment?: string
    behind?: Uint8Array
    between?: Uint8Array
    count?: number
    disk?: number
    start?: number
  } = {},
): Uint8Array {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const data = entry.data ?? text('hello')
    const packed = entry.deflated ? deflateRawSync(data) : Buffer.from(data)
    const method = entry.method ?? (entry.deflated ? 8 : 0)
    const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0)
    const open = entry.descriptor !== undefined
    const gap = Buffer.alloc(entry.gap ?? 0)
    const offset = at + gap.length
    const local = Buffer.alloc(30)
    const localName = Buffer.from(entry.local?.name ?? entry.name)
    const localExtra = entry.local?.extra ?? new Uint8Array()
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(method, 8)
    local.writeUInt32LE(open ? 0 : (entry.local?.crc ?? crc32(data)), 14)
    local.writeUInt32LE(open ? 0 : packed.length, 18)
    local.writeUInt32LE(open ? 0 : (entry.local?.size ?? data.length), 22)
    local.writeUInt16LE(localName.length, 26)
    local.writeUInt16LE(localExtra.length, 28)
    const facts = Buffer.alloc(entry.descriptor === 'bare' ? 12 : 16)
    if (entry.descriptor) {
      const start = facts.length - 12
      if (start === 4) facts.writeUInt32LE(0x08074b50, 0)
      facts.writeUInt32LE(entry.descriptor === 'wrong' ? 1 : crc32(data), start)
      facts.writeUInt32LE(packed.length, start + 4)
      facts.writeUInt32LE(data.length, start + 8)
    }
    const piece = Buffer.concat([gap, local, localName, localExtra, packed, entry.descriptor ? facts : Buffer.alloc(0)])
    pieces.push(piece)
    at += piece.length
    const central = Buffer.alloc(46)
    const name = Buffer.from(entry.central?.name ?? entry.name)
    const extra = entry.central?.extra ?? new Uint8Array()
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(entry.central?.crc ?? crc32(data), 16)
    central.writeUInt32LE(entry.central?.packed ?? packed.length, 20)
    central.writeUInt32LE(entry.central?.size ?? data.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt16LE(extra.length, 30)
    central.writeUInt16LE(entry.central?.disk ?? 0, 34)
    central.writeUInt32LE(entry.central?.attributes ?? 0, 38)
    central.writeUInt32LE(entry.central?.offset ?? offset, 42)
    directory.push(Buffer.concat([central, name, extra]))
  }
  const comment = Buffer.from(end.comment ?? '')
  const list = Buffer.concat(directory)
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  tail.writeUInt16LE(end.disk ?? 0, 4)
  tail.writeUInt16LE(end.count ?? entries.length, 8)
  tail.writeUInt16LE(end.count ?? entries.length, 10)
  tail.writeUInt32LE(list.length, 12)
  tail.writeUInt32LE(end.start ?? at, 16)
  tail.writeUInt16LE(comment.length, 20)
  return new Uint8Array(
    Buffer.concat([...pieces, list, end.between ?? Buffer.alloc(0), tail, comment, end.behind ?? Buffer.alloc(0)]),
  )
}

const read = (bytes: Uint8Array, rule: (name: string) => EntryRule = KEEP) => readZip(bytes, rule, LIMITS)

function contents(bytes: Uint8Array): Record<string, string> {
  const result = read(bytes)
  if (!result.ok) throw new Error(result.problem.message)
  return Object.fromEntries([...result.value].map(([name, content]) => [name, new TextDecoder().decode(content)]))
}

describe('readZip', () => {
  it('reads what ordinary archivers write', () => {
    expect(
      contents(
        zip([
          { name: 'Über.textbundle/', data: new Uint8Array(), flags: 1 << 11 },
          { name: 'stored' },
          { name: 'deflated', data: text('x'.repeat(10_000)), deflated: true },
          { name: 'streamed', deflated: true, descriptor: 'signed' },
          { name: 'streamed without signature', descriptor: 'bare' },
          { name: 'empty', data: new Uint8Array(), deflated: true },
          {
            name: 'with times',
            local: { extra: new Uint8Array([0x55, 0x54, 1, 0, 9]) },
            central: { extra: new Uint8Array([0x55, 0x54, 1, 0, 9]) },
          },
          { name: '__proto__' },
        ]),
      ),
    ).toEqual({
      'Über.textbundle/': '',
      stored: 'hello',
      deflated: 'x'.repeat(10_000),
      streamed: 'hello',
      'streamed without signature': 'hello',
      empty: '',
      'with times': 'hello',
      ['__proto__']: 'hello',
    })
    expect(contents(zip([]))).toEqual({})
  })

  const good: Handmade = { name: 'a' }
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'not-recognised'],
    ['text', text('hello, this is no zip file at all'), 'not-recognised'],
    ['a cut file', zip([good]).slice(0, -5), 'damaged'],
    ['bytes behind the end', zip([good], { behind: text('x') }), 'damaged'],
    ['a comment', zip([good], { comment: 'hi' }), 'damaged'],
    ['bytes before the end record', zip([good], { between: text('x') }), 'damaged'],
    ['bytes before the first entry', zip([{ ...good, gap: 3 }]), 'damaged'],
    ['a gap', zip([good, { name: 'b', gap: 3 }]), 'damaged'],
    ['an entry twice', zip([good, good]), 'damaged'],
    ['an entry twice but for case', zip([{ name: 'É' }, { name: 'e\u0301' }]), 'damaged'],
    ['two names for one place', zip([good, { name: 'b', central: { offset: 0 } }]), 'damaged'],
    ['encryption', zip([{ ...good, flags: 1 }]), 'damaged'],
    ['strong encryption', zip([{ ...good, flags: 1 << 6 }]), 'damaged'],
    ['a hidden directory', zip([{ ...good, flags: 1 << 13 }]), 'damaged'],
    ['another method', zip([{ ...good, method: 12 }]), 'damaged'],
    ['several disks', zip([good], { disk: 1 }), 'damaged'],
    ['an entry on another disk', zip([{ ...good, central: { disk: 1 } }]), 'damaged'],
    ['zip64 in the end record', zip([good], { start: 0xffffffff }), 'too-large'],
    ['zip64 in an entry', zip([{ ...good, central: { extra: new Uint8Array([1, 0, 0, 0]) } }]), 'too-large'],
    ['zip64 in a header', zip([{ ...good, local: { extra: new Uint8Array([1, 0, 0, 0]) } }]), 'too-large'],
    ['a symbolic link', zip([{ ...good, central: { attributes: 0xa1ff0000 } }]), 'damaged'],
    ['a folder with bytes', zip([{ name: 'a/' }]), 'damaged'],
    ['another name in the header', zip([{ ...good, local: { name: 'b' } }]), 'damaged'],
    ['another checksum in the header', zip([{ ...good, local: { crc: 1 } }]), 'damaged'],
    ['another size in the header', zip([{ ...good, local: { size: 4 } }]), 'damaged'],
    ['a wrong checksum everywhere', zip([{ ...good, local: { crc: 1 }, central: { crc: 1 } }]), 'damaged'],
    ['wrong facts behind the data', zip([{ ...good, descriptor: 'wrong' }]), 'damaged'],
    ['a stored entry of two sizes', zip([{ ...good, local: { size: 9 }, central: { size: 9 } }]), 'damaged'],
    [
      'a larger size than declared',
      zip([{ name: 'a', data: text('y'.repeat(999)), deflated: true, local: { size: 10 }, central: { size: 10 } }]),
      'damaged',
    ],
    [
      'a smaller size than declared',
      zip([{ name: 'a', deflated: true, local: { size: 10 }, central: { size: 10 } }]),
      'damaged',
    ],
    ['data that is no deflate stream', zip([{ name: 'a', data: text('????'), method: 8 }]), 'damaged'],
    ['a wrong count', zip([good], { count: 2 }), 'damaged'],
    ['too many entries', zip(Array.from({ length: 101 }, (_, index) => ({ name: `a${index}` }))), 'too-large'],
    ['a large entry', zip([{ name: 'a', data: new Uint8Array(1_000_001), deflated: true }]), 'too-large'],
    [
      'a large whole',
      zip(
        Array.from({ length: 6 }, (_, index) => ({ name: `a${index}`, data: new Uint8Array(900_000), deflated: true })),
      ),
      'too-large',
    ],
    ['a large file', new Uint8Array(10_000_001), 'too-large'],
  ])('refuses %s', (_, bytes, code) => {
    expect(read(bytes)).toMatchObject({ ok: false, problem: { code } })
  })

  it('refuses packed data that goes on behind its end', () => {
    const packed = Buffer.concat([deflateRawSync(text('hello')), Buffer.from('smuggled')])
    const bytes = zip([
      {
        name: 'a',
        data: packed,
        method: 8,
        local: { crc: crc32(text('hello')), size: 5 },
        central: { crc: crc32(text('hello')), size: 5 },
      },
    ])
    expect(read(bytes)).toMatchObject({
      ok: false,
      problem: { code: 'damaged', message: expect.stringContaining('more than its packed data') },
    })
  })

  it('stops at a bomb before it unpacks', () => {
    const bomb = deflateRawSync(Buffer.alloc(300_000_000))
    const honest = zip([
      {
        name: 'a',
        data: bomb,
        method: 8,
        local: { crc: 1, size: 300_000_000 },
        central: { crc: 1, size: 300_000_000 },
      },
    ])
    expect(read(honest)).toMatchObject({ ok: false, problem: { code: 'too-large' } })
    const lying = zip([
      { name: 'a', data: bomb, method: 8, local: { crc: 1, size: 1_000 }, central: { crc: 1, size: 1_000 } },
    ])
    expect(read(lying)).toMatchObject({ ok: false, problem: { code: 'damaged' } })
  })

  it('says the same of long entries when they are inflated beside other work', async () => {
    const long = Buffer.from(Array.from({ length: 20_000 }, (_, number) => `word ${number * 7919} `).join(''))
    const packed = deflateRawSync(long)
    const facts = { crc: crc32(long), size: long.length }
    const whole = zip([{ name: 'a', data: packed, method: 8, local: facts, central: facts }, { name: 'b' }])
    const short = { crc: facts.crc, size: long.length - 1 }
    const wounded = Array.from({ length: 40 }, (_, number) => {
      const bytes = Buffer.from(whole)
      const at = Math.floor((number * bytes.length) / 40)
      bytes[at] = (bytes[at] as number) ^ 1
      return bytes
    })
    const more = Buffer.concat([packed, Buffer.from('smuggled')])
    const all = [
      whole,
      ...wounded,
      zip([{ name: 'a', data: packed, method: 8, local: short, central: short }]),
      zip([{ name: 'a', data: more, method: 8, local: facts, central: facts }]),
    ]
    for (const bytes of all) expect(await readZipBeside(bytes, KEEP, LIMITS)).toEqual(read(bytes))
    expect(all.filter((bytes) => read(bytes).ok)).toHaveLength(1)
  })

  it('asks the rule: ignores without reading, refuses as a whole', () => {
    const bytes = zip([{ name: 'a' }, { name: '__MACOSX/._a', central: { crc: 1 }, local: { crc: 1 } }])
    expect(read(bytes, (name) => (name === 'a' ? KEEP() : { kind: 'ignore' })).ok).toBe(true)
    expect(read(bytes, (name) => (name === 'a' ? KEEP() : { kind: 'refuse' }))).toMatchObject({
      ok: false,
      problem: { code: 'damaged' },
    })
  })
})

describe('writeZip', () => {
  it('writes equal bytes wherever the machine stands, in the order given', () => {
    const entries = [
      { name: 'T.textbundle/', bytes: new Uint8Array(), deflate: false },
      { name: 'T.textbundle/b', bytes: text('b'), deflate: true },
      { name: 'T.textbundle/a', bytes: text('a'), deflate: false },
    ]
    const zone = process.env.TZ
    const hashes = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((name) => {
      process.env.TZ = name
      return createHash('sha256').update(writeZip(entries)).digest('hex')
    })
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
    expect(new Set(hashes).size).toBe(1)
    const result = read(writeZip(entries))
    expect(result.ok && [...result.value.keys()]).toEqual(['T.textbundle/', 'T.textbundle/b', 'T.textbundle/a'])
  })
})
