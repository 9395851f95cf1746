import type { Essay } from './essay.ts'
import { stableJson } from './stable-json.ts'

/**
 * The text of an essay's `essay.json`: one line of JSON whose keys stand in a fixed order, so that equal essays give equal text, byte by byte. The
 * essay must fit the schema (`readEssay`, `fromMarkdown` and `fromHtml` give none that does not); `readEssay(writeEssay(essay))` gives it back.
 */
export function writeEssay(essay: Essay): string {
  return stableJson(essay)
}
