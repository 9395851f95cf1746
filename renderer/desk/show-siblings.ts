import type { EssaySummary } from '../../contract/host.ts'
import type { App, Side } from '../app-store.ts'
import { showEssay } from '../navigation.ts'
import { timeOf } from '../time-words.ts'

/** Compares two files of one essay, as a sync client or a conflict leaves them, and offers to open either. */
export async function showSiblings(app: App, one: EssaySummary, other: EssaySummary): Promise<void> {
  const [before, after] = [await sideOf(app, one), await sideOf(app, other)]
  if (!before || !after) return
  const choiceOf = ({ essay, fileName }: EssaySummary) => ({
    label: `Open “${fileName}”`,
    hint: 'Nothing is changed; the other file stays where it is.',
    run: () => void showEssay(app, essay),
  })
  app.store.setState({
    dialog: {
      kind: 'difference',
      difference: {
        title: 'Two files of one essay',
        sentence: 'A sync program or a conflict left both. Neither is changed by looking.',
        before,
        after,
        legend: { removed: `only in “${one.fileName}”`, added: `only in “${other.fileName}”` },
        choices: [choiceOf(one), choiceOf(other)],
      },
    },
  })
}

/** Reads one of them; tells the problem and answers null where it cannot be read. */
async function sideOf(app: App, { essay }: EssaySummary): Promise<Side | null> {
  const read = await app.host.peekEssay({ essay })
  if (!read.ok) {
    app.tell({ problem: read.problem })
    return null
  }
  const { document, fileName, assetBase, changed } = read.value
  return { name: `“${fileName}”`, when: timeOf(changed), essay: document, assetBase }
}
