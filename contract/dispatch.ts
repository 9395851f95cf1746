import { fail, type Result } from '../core/result.ts'
import type { HostOperations, OperationName } from './host.ts'
import { inputs } from './inputs.ts'

/** Whether this is the name of an operation (own properties only, so `constructor` is none). */
function isOperation(name: unknown): name is OperationName {
  return typeof name === 'string' && Object.hasOwn(inputs, name)
}

/**
 * The only door from a window to its host: looks the operation up, parses its input strictly, runs it. Electron's ipc and
 * the loopback server are a few lines around this. Problems: `not-found` for an unknown operation, `bad-input` naming the
 * field; a bug in the host (it threw) becomes `io` without its text, because a stack trace is no message for people.
 */
export async function dispatch(
  host: HostOperations,
  name: unknown,
  input: unknown,
  onBug: (error: unknown) => void = () => {},
): Promise<Result<unknown>> {
  if (!isOperation(name))
    return fail('not-found', 'There is no such operation.', { subject: String(name).slice(0, 80) })
  const parsed = inputs[name].safeParse(input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    return fail('bad-input', `${name}: ${field === '' ? '' : `${field}: `}${issue?.message ?? 'not as agreed'}`, {
      subject: field,
      safe: 'Nothing was changed.',
    })
  }
  try {
    return await (host[name] as (value: unknown) => Promise<Result<unknown>>)(parsed.data)
  } catch (error) {
    onBug(error)
    return fail('io', `Galley failed while doing ${name}. This is a defect.`, {
      safe: 'Your last saved text is untouched.',
      next: 'Try again; if it happens again, save a copy and report it.',
    })
  }
}
