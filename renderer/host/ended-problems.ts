import type { Host, OperationName } from '../../contract/host.ts'
import { OPERATION_NAMES } from '../../contract/operations.ts'
import type { Problem, Result } from '../../core/result.ts'

/** A host that remembers of each problem what was tried. `onEnded` hears of a problem when the same thing, of the same essay, succeeds later. */
export function watchProblems(host: Host, onEnded: (isOver: (problem: Problem) => boolean) => void): Host {
  const tried = new WeakMap<Problem, string>()
  const watched = OPERATION_NAMES.map((name) => [
    name,
    async (input: { readonly essay?: string }) => {
      const what = `${name} ${input.essay ?? ''}`
      const ask = host[name] as (input: unknown) => Promise<Result<unknown>>
      const answer = await ask(input)
      if (answer.ok) onEnded((problem) => tried.get(problem) === what)
      else tried.set(answer.problem, what)
      return answer
    },
  ])
  return { ...host, ...(Object.fromEntries(watched) as Pick<Host, OperationName>) }
}
