import type { FindPattern, Found } from './find-pattern.ts'

/**
 * What stands in place of what was found. For an expression `$1` to `$99`, `$<name>` and `$&` are what its groups found, `$$` is the sign
 * itself, as in JavaScript; otherwise the words as they are.
 */
export function replacementFor(found: Found, replacement: string, pattern: FindPattern, expression: boolean): string {
  if (!expression) return replacement
  return replacement.replace(/\$(?:(\$)|(&)|(\d{1,2})|<([^>]+)>)/g, (written, sign, all, number, name) => {
    if (sign) return '$'
    if (all) return found.groups[0] ?? ''
    if (name) {
      const group = pattern.group(name)
      return group === null ? written : (found.groups[group] ?? '')
    }
    // `$12` is the twelfth group where there is one, else the first and a 2.
    if (Number(number) > 0 && Number(number) < found.groups.length) return found.groups[Number(number)] ?? ''
    const first = Number(number[0])
    return number.length === 2 && first > 0 && first < found.groups.length
      ? (found.groups[first] ?? '') + number[1]
      : written
  })
}
