import type { NamedBytes } from '../../contract/host.ts'
import type { Asset } from '../../core/essay/essay.ts'
import type { Problem, Result } from '../../core/result.ts'

/** What the editor needs from the open essay around it. */
export interface EditorHost {
  /** Address for an <img> of a figure's `src`, or null where there is no picture to show (empty, remote, not fetched). */
  pictureUrl(src: string): string | null
  /** What is known of the picture behind a figure's `src`, or null. */
  asset(src: string): Asset | null
  /** Takes a picture into the essay at once; it is durable when this answers. */
  takePicture(file: NamedBytes): Promise<Result<Asset>>
  /** True while nothing may be changed; left out: never. */
  isLocked?(): boolean
  /** Says a problem to the person, where they are. */
  report(problem: Problem): void
}
