import { type Expression, WrongExpression } from './expression.ts'

/** One instruction of an expression's program. Targets are indexes of instructions. */
export type Instruction =
  | { readonly op: 'char'; readonly test: (char: string) => boolean }
  | { readonly op: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'no-word' }
  /** Goes on at both, at `first` with preference. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'match' }

const MOST_INSTRUCTIONS = 20_000

/** Makes the program of an expression (after Thompson and Pike). Throws WrongExpression where it would be too long. */
export function programOf(expression: Expression): readonly Instruction[] {
  const program: Instruction[] = []
  const put = (instruction: Instruction): number => {
    if (program.length >= MOST_INSTRUCTIONS) throw new WrongExpression('The expression asks for too many repetitions.')
    return program.push(instruction) - 1
  }
  /** Sets where a split that was put already goes on. */
  const fork = (index: number, inner: number, after: number, greedy: boolean): void => {
    program[index] = { op: 'split', first: greedy ? inner : after, second: greedy ? after : inner }
  }
  const emit = (part: Expression): void => {
    switch (part.kind) {
      case 'empty':
        return
      case 'char':
        put({ op: 'char', test: part.test })
        return
      case 'edge':
        put({ op: 'edge', edge: part.edge })
        return
      case 'sequence':
        part.parts.forEach(emit)
        return
      case 'either': {
        const ends: number[] = []
        part.parts.forEach((one, index) => {
          if (index === part.parts.length - 1) {
            emit(one)
            return
          }
          const split = put({ op: 'jump', to: 0 })
          emit(one)
          ends.push(put({ op: 'jump', to: 0 }))
          fork(split, split + 1, program.length, true)
        })
        for (const end of ends) program[end] = { op: 'jump', to: program.length }
        return
      }
      case 'group':
        if (part.number !== null) put({ op: 'save', slot: part.number * 2 })
        emit(part.inner)
        if (part.number !== null) put({ op: 'save', slot: part.number * 2 + 1 })
        return
      case 'repeat': {
        for (let count = 0; count < part.least; count++) emit(part.inner)
        if (part.most === null) {
          const split = put({ op: 'jump', to: 0 })
          emit(part.inner)
          put({ op: 'jump', to: split })
          fork(split, split + 1, program.length, part.greedy)
          return
        }
        const splits: number[] = []
        for (let count = part.least; count < part.most; count++) {
          splits.push(put({ op: 'jump', to: 0 }))
          emit(part.inner)
        }
        for (const split of splits) fork(split, split + 1, program.length, part.greedy)
        return
      }
      default:
        part satisfies never
    }
  }
  put({ op: 'save', slot: 0 })
  emit(expression)
  put({ op: 'save', slot: 1 })
  put({ op: 'match' })
  return program
}
