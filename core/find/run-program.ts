import type { Instruction } from './program.ts'

/** A place that a program found: where it and its captures begin and end in UTF-16 units, in pairs; -1 where a group found nothing. */
export type Slots = readonly number[]

/** Counts the steps that are left; a search ends when there are none. */
export interface Budget {
  left: number
}

interface Thread {
  readonly at: number
  readonly slots: number[]
}

const WORD = /[\p{L}\p{N}\p{M}_]/u

/**
 * Finds the first place at or after `from`, with the preferences of JavaScript's own expressions: leftmost, then by greed and order. It
 * follows all ways at once (Pike's machine), so that the time is at most the length of the text times that of the program. null where there
 * is none, or where the budget ran out.
 */
export function runProgram(program: readonly Instruction[], text: string, from: number, budget: Budget): Slots | null {
  let threads: Thread[] = []
  let next: Thread[] = []
  let found: Slots | null = null
  const seen = new Int32Array(program.length).fill(-1)
  let mark = 0

  const add = (
    list: Thread[],
    start: number,
    startSlots: number[],
    position: number,
    char: string,
    before: string,
  ): void => {
    const stack: { readonly at: number; readonly slots: number[] }[] = [{ at: start, slots: startSlots }]
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { at, slots } = top
      if (seen[at] === mark) continue
      seen[at] = mark
      budget.left--
      const instruction = program[at] as Instruction
      switch (instruction.op) {
        case 'jump':
          stack.push({ at: instruction.to, slots })
          break
        case 'split':
          stack.push({ at: instruction.second, slots }, { at: instruction.first, slots })
          break
        case 'save': {
          const saved = slots.slice()
          saved[instruction.slot] = position
          stack.push({ at: at + 1, slots: saved })
          break
        }
        case 'edge':
          if (isEdge(instruction.edge, before, char)) stack.push({ at: at + 1, slots })
          break
        default:
          list.push({ at, slots })
      }
    }
  }

  let before = from > 0 ? charBefore(text, from) : ''
  for (let position = from; ; ) {
    const char = position < text.length ? String.fromCodePoint(text.codePointAt(position) as number) : ''
    // A place that begins later is worse than any that is on its way.
    if (found === null) {
      if (threads.length === 0) mark++
      add(threads, 0, [], position, char, before)
    }
    if (threads.length === 0 && found !== null) break
    mark++
    next = []
    const after = position + char.length
    const following = after < text.length ? String.fromCodePoint(text.codePointAt(after) as number) : ''
    for (const { at, slots } of threads) {
      const instruction = program[at] as Instruction
      if (instruction.op === 'match') {
        found = slots
        break
      }
      if (instruction.op === 'char' && char !== '' && instruction.test(char))
        add(next, at + 1, slots, after, following, char)
    }
    if (budget.left <= 0) return null
    threads = next
    if (char === '') break
    before = char
    position = after
  }
  return found
}

function isEdge(edge: 'start' | 'end' | 'word' | 'no-word', before: string, after: string): boolean {
  switch (edge) {
    case 'start':
      return before === '' || before === '\n'
    case 'end':
      return after === '' || after === '\n'
    case 'word':
      return WORD.test(before) !== WORD.test(after)
    case 'no-word':
      return WORD.test(before) === WORD.test(after)
  }
}

function charBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1)
  return low >= 0xdc00 && low <= 0xdfff && at > 1 ? text.slice(at - 2, at) : (text[at - 1] ?? '')
}
