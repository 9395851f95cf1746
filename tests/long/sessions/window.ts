import type { OpenedEssay, WorkingEssay } from '../../../contract/host.ts'
import type { Essay } from '../../../core/essay/essay.ts'
import { textOf } from '../../../core/essay/json.ts'
import type { Result } from '../../../core/result.ts'
import type { GalleyHost } from '../../../host/ports.ts'
import { p } from '../../builders/nodes.ts'
import { insertion } from '../../builders/typing.ts'

/** A window with one essay: it types into the first paragraph, holds what was not acknowledged, and sends that again. */
export class SessionWindow {
  readonly host: GalleyHost
  opened: OpenedEssay
  text: string
  title: string
  revision: number
  /** Words that nobody has acknowledged yet. */
  private unprotected: string[] = []
  private steps: object[] = []
  private from = 1
  private sequence = 0
  /** Called with words that were acknowledged: from now on they must never be lost. */
  private readonly acknowledge: (words: readonly string[]) => void

  constructor(host: GalleyHost, opened: OpenedEssay, acknowledge: (words: readonly string[]) => void) {
    this.host = host
    this.opened = opened
    this.revision = opened.revision
    this.title = opened.document.metadata.title
    this.text = firstParagraph(opened.document)
    this.acknowledge = acknowledge
  }

  /** Types words and sends what is unsent. */
  async type(words: readonly string[]): Promise<void> {
    for (const word of words) {
      this.steps.push(insertion(1 + this.text.length, word))
      this.text += word
      this.sequence++
      this.unprotected.push(word)
    }
    await this.flush()
  }

  /** Sends what is unsent; the whole essay where the host lacks changes. */
  async flush(): Promise<void> {
    if (this.steps.length === 0) return
    const { essay, generation, document } = this.opened
    const common = { essay, id: document.id, generation, from: this.from, to: this.sequence, details: null }
    const held = [...this.unprotected]
    let sent = await this.host.writeJournal({ ...common, steps: this.steps, snapshot: null })
    if (!sent.ok && sent.problem.code === 'conflict')
      sent = await this.host.writeJournal({ ...common, steps: [], snapshot: this.document() })
    if (sent.ok) this.protect(held)
  }

  /** Saves; answers the problem's code, or null. */
  async save(): Promise<string | null> {
    const held = [...this.unprotected]
    const { sequence } = this
    let saved = await this.host.saveEssay({ ...this.working(), sequence })
    if (!saved.ok && saved.problem.code === 'shrinks')
      saved = await this.host.saveEssay({ ...this.working(), sequence, confirmShrink: true })
    if (!saved.ok) return saved.problem.code
    this.revision = saved.value.revision
    this.protect(held)
    return null
  }

  /** Goes on with what an operation opened. */
  takeOver(result: Result<OpenedEssay>): void {
    if (!result.ok) return
    const { value } = result
    const goesOn = value.essay === this.opened.essay && value.generation === this.opened.generation
    this.revision = value.revision
    // What was on the screen and not acknowledged goes where the person chose; the model promises nothing of it.
    if (goesOn) return
    this.opened = value
    this.title = value.document.metadata.title
    this.text = firstParagraph(value.document)
    this.steps = []
    this.unprotected = []
    this.from = 1
    this.sequence = 0
  }

  /** What a save would send. */
  working(): WorkingEssay {
    const { essay, generation } = this.opened
    return { essay, generation, revision: this.revision, document: this.document(), sequence: this.sequence }
  }

  /** The essay as it stands in the window. */
  private document(): Essay {
    const { document } = this.opened
    const [, ...others] = document.body.content ?? []
    return {
      ...document,
      metadata: { ...document.metadata, title: this.title },
      body: { ...document.body, content: [p(this.text), ...others] },
    }
  }

  private protect(words: readonly string[]): void {
    this.acknowledge(words)
    this.unprotected = this.unprotected.filter((word) => !words.includes(word))
    this.steps = []
    this.from = this.sequence + 1
  }
}

function firstParagraph({ body }: Essay): string {
  const [first] = body.content ?? []
  return first?.type === 'paragraph' ? textOf(first) : ''
}
