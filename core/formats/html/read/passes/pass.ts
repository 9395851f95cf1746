import type { HastRoot } from '../hast.ts'
import type { ImportContext } from '../import-context.ts'

/** One step that brings a dialect into the forms that the element table knows. It changes the tree in place and counts what it leaves out. */
export type Pass = (root: HastRoot, context: ImportContext) => void
