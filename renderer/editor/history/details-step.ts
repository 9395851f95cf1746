import { Slice } from '@tiptap/pm/model'
import { ReplaceStep, Step, StepMap, StepResult } from '@tiptap/pm/transform'

/** One field beside the text as it was and as it is: a field of the metadata, or all people, credits or comments. */
export interface DetailChange {
  readonly part: 'metadata' | 'people' | 'credits' | 'threads'
  /** The field of `Metadata`, or '' for the others. */
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * A change of details as a step of the text's history: the text stays as it is, and undo gives the step back inverted. So text,
 * figures, details and people have one history in the order in which they were changed. The session applies the changes.
 */
export class DetailsStep extends Step {
  readonly changes: readonly DetailChange[]

  constructor(changes: readonly DetailChange[]) {
    super()
    this.changes = changes
  }

  override apply(doc: Parameters<Step['apply']>[0]): StepResult {
    return StepResult.ok(doc)
  }

  override getMap(): StepMap {
    return StepMap.empty
  }

  override invert(): DetailsStep {
    return new DetailsStep(
      this.changes.toReversed().map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before })),
    )
  }

  override map(): DetailsStep {
    return this
  }

  /** As a step of the text it changes nothing, whoever reads it: details are told by their own values, never by steps. */
  override toJSON(): unknown {
    return new ReplaceStep(0, 0, Slice.empty).toJSON()
  }
}
