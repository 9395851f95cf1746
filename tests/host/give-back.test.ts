import { describe, expect, it } from 'vitest'
import { giveBack } from '../../host/give-back.ts'
import { reusedRoom } from '../../host/reused-room.ts'

const MB = 1024 * 1024

describe('memory of large bytes', () => {
  it('goes back at once, whoever still holds the bytes', () => {
    const bytes = new Uint8Array(4 * MB)
    const before = process.memoryUsage().arrayBuffers
    giveBack(bytes)
    expect(bytes).toHaveLength(0)
    expect(before - process.memoryUsage().arrayBuffers).toBeGreaterThan(3 * MB)
  })

  it('is left to the collector on a Node that cannot give it back: the terminal runs on Node 20', () => {
    const transfer = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'transfer') as PropertyDescriptor
    Reflect.deleteProperty(ArrayBuffer.prototype, 'transfer')
    try {
      const bytes = new Uint8Array(4 * MB)
      giveBack(bytes)
      expect(bytes).toHaveLength(4 * MB)
    } finally {
      Object.defineProperty(ArrayBuffer.prototype, 'transfer', transfer)
    }
  })

  it('stays where others may have a part of it', () => {
    const [one, other] = [Buffer.from('A lamp'), Buffer.from('in the window')]
    giveBack(one)
    expect([one.toString(), other.toString()]).toEqual(['A lamp', 'in the window'])
  })

  it('is the same again for what is made, used and forgotten', () => {
    const room = reusedRoom()
    const first = room(1_000)
    expect(first).toHaveLength(1_000)
    expect(room(1_100).buffer).toBe(first.buffer)
    expect(room(2_000)).toHaveLength(2_000)
    // What is very large is held by nobody for as long as an essay is open.
    expect(room(17 * MB).buffer).not.toBe(room(17 * MB).buffer)
  })
})
