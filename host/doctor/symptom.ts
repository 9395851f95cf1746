import type { Result } from '../../core/result.ts'

/** Something that the doctor looked at and found not as it should be. */
export interface Symptom {
  readonly kind: 'essay' | 'journal' | 'history' | 'settings' | 'leftover'
  /** What it is about, by a path below the essays folder or the data folder, with `/`. */
  readonly place: string
  /** For a person: what is so, and what of it is safe. */
  readonly message: string
  /** What can be done about it, or null where nothing can. */
  readonly cure: Cure | null
}

/** A way to mend something. It never deletes text and never changes a file in place. */
export interface Cure {
  /** For a person: what it does. */
  readonly what: string
  /** Does it; answers what was done. */
  apply(): Promise<Result<string>>
}
