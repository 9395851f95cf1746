import type { Editor } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import { NodeSelection, Selection } from '@tiptap/pm/state'
import { GripVertical } from 'lucide-react'
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useApp } from '../app-store.ts'
import { keysForPeople } from '../commands/keys.ts'
import { commands, runCommand } from '../commands/registry.ts'
import { Popover } from '../ui/popover.tsx'
import styles from './block-handle.module.css'

/** A block that the pointer is at. */
interface Pointed {
  readonly pos: number
  /** Where its first line stands in the canvas, CSS pixels. */
  readonly top: number
  readonly left: number
}

/** What the handle's menu offers, by command. All of it has keys and stands in the palette, too. */
const OFFERED = ['block.moveUp', 'block.moveDown', 'block.duplicate', 'block.delete'] as const
/** Least room beside the text for the handle (CSS pixels). */
const ROOM = 34

/** A grip beside the block at the pointer: drag it to another place, or click for what can be done with it. For the mouse alone. */
export function BlockHandle({ editor }: { readonly editor: Editor }) {
  const app = useApp()
  const handle = useRef<HTMLButtonElement>(null)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [open, setOpen] = useState(false)
  const held = useRef(false)
  held.current = open
  const asked = useRef<Pointed | null>(null)

  // Told that nothing changes, with each key or move, React would keep all that it was told until it draws the handle again.
  const point = useCallback((next: Pointed | null) => {
    if (next === null && asked.current === null) return
    asked.current = next
    setPointed(next)
  }, [])

  useEffect(() => {
    const scroller = handle.current?.closest<HTMLElement>('[data-scroller]')
    if (!scroller) return
    const onMove = (event: PointerEvent) => {
      if (held.current || event.pointerType === 'touch' || event.buttons !== 0 || editor.isDestroyed) return
      if (event.target instanceof Element && handle.current?.contains(event.target)) return
      point(blockAt(editor, event.clientY, scroller))
    }
    const onGone = () => {
      if (!held.current) point(null)
    }
    scroller.addEventListener('pointermove', onMove)
    scroller.addEventListener('pointerleave', onGone)
    editor.on('update', onGone)
    return () => {
      scroller.removeEventListener('pointermove', onMove)
      scroller.removeEventListener('pointerleave', onGone)
      editor.off('update', onGone)
    }
  }, [editor, point])

  const onDragStart = (event: DragEvent) => {
    const { view, state } = editor
    const node = pointed && state.doc.nodeAt(pointed.pos)
    if (!pointed || !node) return
    const dom = view.nodeDOM(pointed.pos)
    event.dataTransfer.effectAllowed = 'copyMove'
    event.dataTransfer.setData('text/plain', node.textContent)
    if (dom instanceof Element) event.dataTransfer.setDragImage(dom, 0, 0)
    // ProseMirror moves what its view says is being dragged, and takes `node` away from where it was.
    const dragged = { slice: new Slice(Fragment.from(node), 0, 0), move: true }
    view.dragging = Object.assign(dragged, { node: NodeSelection.create(state.doc, pointed.pos) })
  }
  const onDragEnd = () => {
    editor.view.dragging = null
    point(null)
  }
  const run = (id: string) => {
    const { state, view } = editor
    if (pointed && pointed.pos < state.doc.content.size) {
      const node = state.doc.nodeAt(pointed.pos)
      const selection =
        node && !node.isTextblock && (node.isLeaf || node.type.spec.isolating)
          ? NodeSelection.create(state.doc, pointed.pos)
          : Selection.near(state.doc.resolve(pointed.pos + 1), 1)
      view.dispatch(state.tr.setSelection(selection))
    }
    setOpen(false)
    point(null)
    view.focus()
    runCommand(app, id)
  }

  return (
    <>
      <button
        ref={handle}
        type="button"
        tabIndex={-1}
        draggable
        hidden={pointed === null}
        aria-label="Move or change this block"
        aria-expanded={open}
        title="Drag to move; click for more"
        className={styles.handle}
        style={pointed ? { top: `${pointed.top}px`, left: `${pointed.left}px` } : undefined}
        onDragStart={onDragStart}
        onDragEnd={onDragEnd}
        onClick={() => setOpen(!open)}
      >
        <GripVertical aria-hidden="true" />
      </button>
      {open && (
        <Popover label="This block" anchor={handle} onClose={() => setOpen(false)}>
          {commands
            .filter(({ id }) => OFFERED.some((offered) => offered === id))
            .map((command) => {
              const Icon = command.icon
              return (
                <button key={command.id} type="button" className={styles.item} onClick={() => run(command.id)}>
                  {Icon && <Icon aria-hidden="true" />}
                  <span>{command.label}</span>
                  {command.keys?.[0] && <kbd>{keysForPeople(command.keys[0])}</kbd>}
                </button>
              )
            })}
        </Popover>
      )}
    </>
  )
}

/** The essay's own block at a height of the window, the notes apart; null beside it or where there is no room for the handle. */
function blockAt(editor: Editor, y: number, scroller: HTMLElement): Pointed | null {
  const { view } = editor
  const essay = view.dom.getBoundingClientRect()
  const canvas = view.dom.offsetParent?.closest<HTMLElement>('[data-canvas]')
  const page = scroller.getBoundingClientRect()
  if (!canvas || essay.left - page.left < ROOM || y < essay.top || y > essay.bottom) return null
  const hit = document.elementFromPoint(essay.left + Math.min(24, essay.width / 2), y)
  const block = hit?.closest<HTMLElement>('.essay > :not(.reach), .stretch > *')
  if (!block || !view.dom.contains(block)) return null
  const inside = view.state.doc.resolve(Math.min(view.posAtDOM(block, 0), view.state.doc.content.size))
  const pos = inside.depth > 0 ? inside.before(1) : inside.pos
  const node = view.state.doc.nodeAt(pos)
  if (!node || node.type.name === 'footnotes') return null
  const box = block.getBoundingClientRect()
  const line = Number.parseFloat(getComputedStyle(block).lineHeight) || 24
  const origin = canvas.getBoundingClientRect()
  return {
    pos,
    top: Math.round(box.top - origin.top + Math.max(0, (Math.min(line, box.height) - 24) / 2)),
    left: Math.round(essay.left - origin.left - 28),
  }
}
