/** Levels of JSON that are compared; what is nested deeper counts as different. */
const DEEPEST = 100

/** Whether two values are the same JSON, whatever the order of their keys. Takes what nobody has judged yet; safe for values of any depth. */
export function sameJson(one: unknown, other: unknown, levels = DEEPEST): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || levels === 0)
    return false
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false
    for (let index = 0; index < one.length; index++) if (!sameJson(one[index], other[index], levels - 1)) return false
    return true
  }
  if (Array.isArray(other)) return false
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  for (const key of keys) {
    if (!Object.hasOwn(other, key)) return false
    if (!sameJson((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], levels - 1))
      return false
  }
  return true
}
