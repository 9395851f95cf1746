const VOWELS = 'aeiouy'
const isVowel = (letter: string) => VOWELS.includes(letter)

/**
 * How far a suggestion is from a misspelt word, as hands and ears go wrong: the weighted edits of Damerau and Levenshtein. Two letters that changed
 * places cost least, then a doubled letter written once, a vowel left out, another letter left out or too many, a vowel for another; a wrong
 * first letter, and capitals or signs that the word has not, cost more. 0 is the same word.
 */
export function likeness(word: string, suggestion: string): number {
  const from = [...word.toLowerCase()]
  const to = [...suggestion.toLowerCase()]
  const rows: number[][] = [[0]]
  const cost = (row: number, column: number) => rows[row]?.[column] ?? 0
  for (let column = 1; column <= to.length; column++) rows[0]?.push(cost(0, column - 1) + left(to, column - 1))
  for (let row = 1; row <= from.length; row++) {
    rows.push([cost(row - 1, 0) + tooMany(from, row - 1)])
    for (let column = 1; column <= to.length; column++) {
      const [a = '', b = ''] = [from[row - 1], to[column - 1]]
      const ways = [
        cost(row - 1, column - 1) + (a === b ? 0 : isVowel(a) && isVowel(b) ? 0.8 : 1),
        cost(row, column - 1) + left(to, column - 1),
        cost(row - 1, column) + tooMany(from, row - 1),
      ]
      if (row > 1 && column > 1 && a === to[column - 2] && b === from[row - 2] && a !== b)
        ways.push(cost(row - 2, column - 2) + 0.4)
      rows[row]?.push(Math.min(...ways))
    }
  }
  return cost(from.length, to.length) + (from[0] === to[0] ? 0 : 0.5) + strangeness(word, suggestion)
}

/** A letter of the suggestion that was left out. */
function left(letters: readonly string[], at: number): number {
  const letter = letters[at] ?? ''
  if (letter === letters[at - 1]) return 0.45
  return isVowel(letter) ? 0.6 : 0.75
}

/** A letter of the word that is too many. */
function tooMany(letters: readonly string[], at: number): number {
  return letters[at] === letters[at - 1] ? 0.5 : 0.8
}

/** Capitals and signs that nobody meant by a plain word. */
function strangeness(word: string, suggestion: string): number {
  const tail = [...suggestion].slice(1).join('')
  const capitals = /\p{Lu}/u.test(tail) || (/^\p{Lu}/u.test(suggestion) && !/^\p{Lu}/u.test(word)) ? 1 : 0
  const signs = /[^\p{L}\p{M}]/u.test(suggestion) && !/[^\p{L}\p{M}]/u.test(word) ? 0.6 : 0
  return capitals + signs + ([...suggestion].length < 3 && [...word].length > 2 ? 0.5 : 0)
}
