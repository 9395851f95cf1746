/**
 * The parts of a regular expression, as JavaScript writes them: characters, classes, groups, alternatives, repetitions, edges of lines and
 * words. Look-around and back references are left out on purpose: without them an expression can be run in time that grows with the text
 * alone (run-program.ts), so that none can hang the window.
 */
export type Expression =
  | { readonly kind: 'empty' }
  /** One character for which `test` is true. */
  | { readonly kind: 'char'; readonly test: (char: string) => boolean }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'no-word' }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'either'; readonly parts: readonly Expression[] }
  /** `number` is that of the capture, from 1; null for a group that captures nothing. */
  | { readonly kind: 'group'; readonly number: number | null; readonly inner: Expression }
  | {
      readonly kind: 'repeat'
      readonly inner: Expression
      readonly least: number
      /** null: without end. */
      readonly most: number | null
      readonly greedy: boolean
    }

/** An expression that was read, with the number of its captures and their names. */
export interface ReadExpression {
  readonly expression: Expression
  readonly captures: number
  readonly names: ReadonlyMap<string, number>
}

/** Thrown while reading; says in words for people what is wrong. Never leaves core/find. */
export class WrongExpression extends Error {}

const MOST_REPEATS = 1_000

/** Reads an expression. Throws WrongExpression. */
export function readExpression(source: string, ignoreCase: boolean): ReadExpression {
  // By code points, so that an astral character is one character.
  const chars = [...source]
  const names = new Map<string, number>()
  let at = 0
  let captures = 0
  let depth = 0

  const either = (): Expression => {
    const parts = [sequence()]
    while (chars[at] === '|') {
      at++
      parts.push(sequence())
    }
    return parts.length === 1 ? (parts[0] as Expression) : { kind: 'either', parts }
  }

  const sequence = (): Expression => {
    const parts: Expression[] = []
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') parts.push(repeated(atom()))
    return parts.length === 1 ? (parts[0] as Expression) : { kind: 'sequence', parts }
  }

  const repeated = (inner: Expression): Expression => {
    const bounds = readBounds()
    if (!bounds) return inner
    if (inner.kind === 'edge')
      throw new WrongExpression('A repetition stands after an edge, of which there is only one.')
    const greedy = chars[at] !== '?'
    if (!greedy) at++
    if (readBounds()) throw new WrongExpression('Two repetitions stand one behind the other.')
    return { kind: 'repeat', inner, ...bounds, greedy }
  }

  const readBounds = (): { readonly least: number; readonly most: number | null } | null => {
    const char = chars[at]
    if (char === '*' || char === '+' || char === '?') {
      at++
      return { least: char === '+' ? 1 : 0, most: char === '?' ? 1 : null }
    }
    if (char !== '{') return null
    const match = /^\{(\d{1,5})(,(\d{0,5}))?\}/.exec(chars.slice(at, at + 14).join(''))
    if (!match) return null
    at += match[0].length
    const least = Number(match[1])
    const most = match[2] === undefined ? least : match[3] === '' ? null : Number(match[3])
    if (most !== null && most < least)
      throw new WrongExpression(`The numbers in ${match[0]} stand the wrong way round.`)
    if (Math.max(least, most ?? 0) > MOST_REPEATS)
      throw new WrongExpression(`A repetition may be asked for ${MOST_REPEATS} times at most.`)
    return { least, most }
  }

  const atom = (): Expression => {
    const char = chars[at++] as string
    switch (char) {
      case '^':
        return { kind: 'edge', edge: 'start' }
      case '$':
        return { kind: 'edge', edge: 'end' }
      case '.':
        return { kind: 'char', test: (one) => one !== '\n' }
      case '(':
        return group()
      case '[':
        return { kind: 'char', test: readClass() }
      case '\\':
        return escaped()
      case '*':
      case '+':
      case '?':
        throw new WrongExpression(
          `“${char}” repeats what stands before it, and nothing does. Write \\${char} for the sign itself.`,
        )
      default:
        return { kind: 'char', test: equal(char) }
    }
  }

  const group = (): Expression => {
    let number: number | null = null
    if (chars[at] === '?') {
      const name = /^\?<([A-Za-z_$][\w$]*)>/.exec(chars.slice(at, at + 60).join(''))
      if (chars[at + 1] === ':') at += 2
      else if (name?.[1]) {
        if (names.has(name[1])) throw new WrongExpression(`Two groups are called “${name[1]}”.`)
        at += name[0].length
        number = ++captures
        names.set(name[1], number)
      } else
        throw new WrongExpression(
          'Galley’s expressions cannot look ahead or back: “(?=”, “(?!”, “(?<=” and “(?<!” do not work.',
        )
    } else number = ++captures
    if (++depth > 50) throw new WrongExpression('The groups are nested too deep.')
    const inner = either()
    depth--
    if (chars[at++] !== ')') throw new WrongExpression('A group is not closed: “)” is missing.')
    return { kind: 'group', number, inner }
  }

  const escaped = (): Expression => {
    const char = chars[at]
    if (char === 'b' || char === 'B') {
      at++
      return { kind: 'edge', edge: char === 'b' ? 'word' : 'no-word' }
    }
    if (char === 'k' || (char !== undefined && /[1-9]/.test(char)))
      throw new WrongExpression(
        'Galley’s expressions cannot repeat what a group found (\\1). In the replacement, $1 can.',
      )
    return { kind: 'char', test: classTest(readEscape()) }
  }

  /** The source of one escape, `at` behind it; judged by JavaScript itself. */
  const readEscape = (): string => {
    const rest = chars.slice(at, at + 80).join('')
    const long = /^(?:p\{[^}]*\}|P\{[^}]*\}|u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/.exec(rest)
    const written = long?.[0] ?? chars[at]
    if (written === undefined)
      throw new WrongExpression('The expression ends with “\\”. Write \\\\ for the sign itself.')
    at += long ? long[0].length : 1
    // JavaScript knows no \- or \' with the flag u; a person who writes it means the sign.
    return /^[^\w\s^$\\.*+?()[\]{}|/]$/.test(written) ? written : `\\${written}`
  }

  const readClass = (): ((char: string) => boolean) => {
    const from = at
    if (chars[at] === '^') at++
    if (chars[at] === ']') at++
    for (; chars[at] !== ']'; at++) {
      if (at >= chars.length) throw new WrongExpression('A list of characters is not closed: “]” is missing.')
      if (chars[at] === '\\') at++
    }
    return classTest(`[${chars.slice(from, at++).join('')}]`)
  }

  const equal = (char: string): ((one: string) => boolean) => {
    if (!ignoreCase) return (one) => one === char
    const folded = char.toLowerCase()
    return (one) => one === char || one.toLowerCase() === folded
  }

  /** Tests one character by a class that JavaScript reads; remembers what it answered. */
  const classTest = (written: string): ((char: string) => boolean) => {
    let expression: RegExp
    try {
      expression = new RegExp(`^${written}$`, ignoreCase ? 'iu' : 'u')
    } catch {
      throw new WrongExpression(`“${written}” is no character or list of characters.`)
    }
    const known = new Map<string, boolean>()
    return (char) => {
      let answer = known.get(char)
      if (answer === undefined) {
        answer = expression.test(char)
        known.set(char, answer)
      }
      return answer
    }
  }

  const expression = either()
  if (at < chars.length) throw new WrongExpression('There is a “)” too many.')
  return { expression, captures, names }
}
