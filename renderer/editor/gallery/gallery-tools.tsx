import type { Editor } from '@tiptap/core'
import {
  ArrowLeft,
  ArrowRight,
  Columns2,
  Columns3,
  ImagePlus,
  type LucideIcon,
  Maximize,
  MoveHorizontal,
  RectangleHorizontal,
  Rows2,
  Trash2,
  Ungroup,
} from 'lucide-react'
import { editorAction } from '../actions.ts'
import { activeFigure } from '../figure/figure-commands.ts'
import { pickPictures, takeIntoGallery } from '../figure/take-pictures.ts'
import { Floating } from '../floating.tsx'
import { Tool, Toolbar, ToolSeparator } from '../toolbar.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { activeGallery, type GalleryLayout, galleryFigures, MOST_SIDE_BY_SIDE, setGallery } from './gallery-commands.ts'

const LAYOUTS: readonly { readonly layout: GalleryLayout; readonly label: string; readonly icon: LucideIcon }[] = [
  { layout: 'column', label: 'Row as wide as the text', icon: RectangleHorizontal },
  { layout: 'wide', label: 'Row wider than the text', icon: MoveHorizontal },
  { layout: 'full', label: 'Row as wide as the page', icon: Maximize },
]

/** The tools of the gallery that holds the selection; with a picture selected also those for its place in the row. */
export function GalleryTools({ editor }: { readonly editor: Editor }) {
  const gallery = useEditorValue(
    editor,
    ({ state }) => {
      const active = activeGallery(state)
      if (!active) return null
      const figures = galleryFigures(active)
      const figure = activeFigure(state)
      return {
        pos: active.pos,
        layout: String(active.node.attrs.layout),
        columns: Number(active.node.attrs.columns),
        pictures: figures.length,
        at: figure ? figures.findIndex(({ pos }) => pos === figure.pos) : -1,
      }
    },
    sameFields,
  )
  if (!gallery) return null
  const { pos, layout, columns, pictures, at } = gallery
  const run = (id: string) => () => {
    editorAction(id).run(editor)
    editor.view.focus()
  }
  const set = (changes: Parameters<typeof setGallery>[2]) => () =>
    editor.view.dispatch(setGallery(editor.state, pos, changes))
  const add = async () => {
    const files = await pickPictures(true)
    editor.view.focus()
    const now = activeGallery(editor.state)
    if (now) await takeIntoGallery(editor, editor.storage.host, files, now.pos)
  }
  return (
    <>
      {LAYOUTS.map((one) => (
        <Tool
          key={one.layout}
          label={one.label}
          icon={one.icon}
          pressed={layout === one.layout}
          onClick={set({ layout: one.layout })}
        />
      ))}
      {pictures > 2 && (
        <>
          <Tool label="In two columns" icon={Columns2} pressed={columns === 2} onClick={set({ columns: 2 })} />
          <Tool label="In three columns" icon={Columns3} pressed={columns === 3} onClick={set({ columns: 3 })} />
        </>
      )}
      <ToolSeparator />
      {at >= 0 && (
        <>
          <Tool
            label="One place back"
            icon={ArrowLeft}
            keys="Alt+Shift+ArrowLeft"
            disabled={at === 0}
            onClick={run('figure.earlier')}
          />
          <Tool
            label="One place on"
            icon={ArrowRight}
            keys="Alt+Shift+ArrowRight"
            disabled={at === pictures - 1}
            onClick={run('figure.later')}
          />
        </>
      )}
      {pictures < MOST_SIDE_BY_SIDE && (
        <Tool label="Add pictures to the row" icon={ImagePlus} onClick={() => void add()} />
      )}
      {at >= 0 && pictures > 2 && <Tool label="Out of the row" icon={Ungroup} onClick={run('figure.out')} />}
      <Tool label="Below each other again" icon={Rows2} onClick={run('figure.apart')} />
    </>
  )
}

/** The tools of a gallery that is selected as a whole or whose own caption is being written. */
export function GalleryToolbar({ editor }: { readonly editor: Editor }) {
  const pos = useEditorValue(editor, ({ state }) => (activeFigure(state) ? null : (activeGallery(state)?.pos ?? null)))
  if (pos === null) return null
  return (
    <Floating editor={editor} place="above" sticky anchor={() => boxOf(editor, pos)}>
      <Toolbar label="Pictures side by side" onLeave={() => editor.view.focus()}>
        <GalleryTools editor={editor} />
        <Tool
          label="Delete all of them"
          icon={Trash2}
          onClick={() => {
            const node = editor.state.doc.nodeAt(pos)
            if (node) editor.commands.deleteRange({ from: pos, to: pos + node.nodeSize })
            editor.view.focus()
          }}
        />
      </Toolbar>
    </Floating>
  )
}

function boxOf(editor: Editor, pos: number): DOMRect | null {
  const dom = editor.view.nodeDOM(pos)
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}
