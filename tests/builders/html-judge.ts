import { HtmlValidate } from 'html-validate'
import type { HtmlOutput } from './html-outputs.ts'

const EXTENDS = ['html-validate:recommended', 'html-validate:a11y']

/** XML, and WordPress's own `save()` (publishing.md 1.1), end void tags with `/>` and write every attribute with its value. */
const XML_WAYS = { 'void-style': 'off', 'attribute-boolean-style': 'off' } as const

/** The rules for each kind of output. What is off is a matter of style, for the reason beside it. */
const VALIDATORS: Readonly<Record<HtmlOutput['kind'], HtmlValidate>> = {
  page: new HtmlValidate({ extends: EXTENDS }),
  // No stylesheet goes with a fragment, and HTML has no attribute for the alignment of a cell.
  fragment: new HtmlValidate({ extends: EXTENDS, rules: { 'no-inline-style': 'off' } }),
  blocks: new HtmlValidate({ extends: EXTENDS, rules: { 'no-inline-style': 'off', ...XML_WAYS } }),
  chapter: new HtmlValidate({ extends: EXTENDS, rules: XML_WAYS }),
}

/** What html-validate finds, recommended and a11y, one line each. */
export async function htmlErrors({ html, kind }: Pick<HtmlOutput, 'html' | 'kind'>): Promise<readonly string[]> {
  const { results } = await VALIDATORS[kind].validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${ruleId} line ${line}: ${message}`),
  )
}
