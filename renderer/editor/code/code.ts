import { CodeBlock } from '@tiptap/extension-code-block'
import { nodeFromCore } from '../from-core.ts'

/** A code block: ``` to begin, three times Enter or ArrowDown to leave, Tab indents. */
export const CodeBlockNode = nodeFromCore(
  'codeBlock',
  {},
  CodeBlock.configure({ enableTabIndentation: true, tabSize: 2 }),
)
