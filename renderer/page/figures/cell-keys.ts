import type { KeyboardEvent } from 'react'

/** What takes the focus in a cell, the first that is there. */
const CONTROLS = '[contenteditable="true"], textarea:not(:disabled), select, input, button, [tabindex="0"]'

const WAYS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * Arrow keys between the cells of a table whose cells hold fields. In words they go on from the edge of the words; a list keeps up
 * and down for itself. With Ctrl or Cmd they go at once from everywhere.
 */
export function moveBetweenCells(event: KeyboardEvent<HTMLElement>): void {
  const way = WAYS[event.key]
  const { target } = event
  if (!way || event.shiftKey || event.altKey || event.nativeEvent.isComposing || !(target instanceof HTMLElement))
    return
  const cell = target.closest('td')
  const row = cell?.closest('tr')
  if (!cell || !row || !(event.ctrlKey || event.metaKey || isAtEdge(target, event.key))) return
  const [rows, columns] = way
  const body = [...(row.parentElement?.children ?? [])]
  const next = body[body.indexOf(row) + rows]
  let column = cell.cellIndex + columns
  // A cell that only tells something is passed over.
  while (next instanceof HTMLTableRowElement && next.cells[column] && !controlOf(next.cells[column]))
    column += columns || 1
  const control = next instanceof HTMLTableRowElement ? controlOf(next.cells[column]) : null
  if (!control) return
  event.preventDefault()
  control.focus()
  if (control instanceof HTMLTextAreaElement) control.select()
  control.closest('tr')?.scrollIntoView({ block: 'nearest' })
}

function controlOf(cell: HTMLTableCellElement | undefined): HTMLElement | null {
  return cell?.querySelector<HTMLElement>(CONTROLS) ?? null
}

function isAtEdge(target: HTMLElement, key: string): boolean {
  const forward = key === 'ArrowDown' || key === 'ArrowRight'
  if (target instanceof HTMLTextAreaElement) {
    const { selectionStart, selectionEnd, value } = target
    return forward
      ? selectionEnd === value.length
      : selectionStart === 0 && (selectionEnd === 0 || selectionEnd === value.length)
  }
  if (target instanceof HTMLSelectElement) return key === 'ArrowLeft' || key === 'ArrowRight'
  if (!target.isContentEditable) return true
  const selection = window.getSelection()
  if (!selection?.focusNode) return true
  const rest = document.createRange()
  rest.selectNodeContents(target)
  if (forward) rest.setStart(selection.focusNode, selection.focusOffset)
  else rest.setEnd(selection.focusNode, selection.focusOffset)
  return rest.toString() === ''
}
