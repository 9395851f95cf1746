import { fail, type Problem, type ProblemCode, type Result } from '../core/result.ts'

/** What the disk refused, by errno. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EBUSY: 'locked',
  ETXTBSY: 'locked',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ESTALE: 'gone',
  ENOTCONN: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
  ELOOP: 'gone',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
  ENAMETOOLONG: 'bad-name',
  EILSEQ: 'bad-name',
}

/** What to do where something of that name is there and could be replaced. */
export const MAY_REPLACE = 'Choose another name, or allow it to be replaced.'

/** Sentences by code; `subject` is the file's or folder's name. */
const SENTENCES: Partial<Record<ProblemCode, (subject: string) => { message: string; next: string }>> = {
  'disk-full': (subject) => ({
    message: `There is no room left on the disk for ${subject}.`,
    next: 'Free some space, or save a copy on another disk.',
  }),
  locked: (subject) => ({
    message: `Another program holds ${subject}.`,
    next: 'Close it there (or pause the virus scanner or sync client), then try again.',
  }),
  gone: (subject) => ({
    message: `${subject} or its folder is not there any more.`,
    next: 'Reconnect the disk, or save a copy in another place.',
  }),
  'read-only': (subject) => ({
    message: `${subject} may not be written: the file or its folder is read-only for you.`,
    next: 'Save a copy in another place, or change the permissions.',
  }),
  exists: (subject) => ({
    message: `Something called ${subject} is there already.`,
    next: MAY_REPLACE,
  }),
  'bad-name': (subject) => ({
    message: `${subject} is not a name that this disk can keep.`,
    next: 'Choose a shorter or simpler name.',
  }),
}

/** The errno of a failed call (`ENOSPC`), or '' for anything else that was thrown. */
export function errnoOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return error instanceof Error && typeof code === 'string' ? code : ''
}

/**
 * A failed file system call as a Problem that names the file. Anything thrown that is no such failure is a bug and is thrown on.
 */
export function diskProblem(
  error: unknown,
  subject: string,
  safe: string,
): { readonly ok: false; readonly problem: Problem } {
  const errno = errnoOf(error)
  if (errno === '' || !/^E[A-Z0-9]+$/.test(errno)) throw error
  const code = CODES[errno] ?? 'io'
  const sentence = SENTENCES[code]?.(subject) ?? {
    message: `The disk failed at ${subject} (${errno}).`,
    next: 'Try again, or save a copy on another disk.',
  }
  return fail(code, sentence.message, { next: sentence.next, subject, ...(safe === '' ? {} : { safe }) })
}

/** Runs file system calls; their failure becomes a Problem by `diskProblem`. */
export async function onDisk<T>(subject: string, safe: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    return diskProblem(error, subject, safe)
  }
}
