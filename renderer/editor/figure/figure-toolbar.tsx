import type { Editor } from '@tiptap/core'
import {
  AlignEndVertical,
  AlignStartVertical,
  Columns2,
  type LucideIcon,
  Maximize,
  MoveHorizontal,
  RectangleHorizontal,
  Replace,
  Trash2,
} from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { editorAction } from '../actions.ts'
import { Floating } from '../floating.tsx'
import { activeGallery, neighboursOf } from '../gallery/gallery-commands.ts'
import { GalleryTools } from '../gallery/gallery-tools.tsx'
import { Tool, Toolbar, ToolSeparator } from '../toolbar.tsx'
import { sameFields, useEditorValue } from '../use-editor-value.ts'
import { activeFigure, deleteFigure, type FigureLayout, figureAttrs, setFigure } from './figure-commands.ts'
import { pickPictures, takeReplacement } from './take-pictures.ts'

const LAYOUTS: readonly { readonly layout: FigureLayout; readonly label: string; readonly icon: LucideIcon }[] = [
  { layout: 'column', label: 'As wide as the text', icon: RectangleHorizontal },
  { layout: 'wide', label: 'Wider than the text', icon: MoveHorizontal },
  { layout: 'full', label: 'As wide as the page', icon: Maximize },
  { layout: 'left', label: 'Left of the text', icon: AlignStartVertical },
  { layout: 'right', label: 'Right of the text', icon: AlignEndVertical },
]

interface FigureToolbarProps {
  readonly editor: Editor
  /** Shows the field for the alt text, or those for credit and rights. */
  readonly onField: (field: 'alt' | 'credit') => void
}

/** The tools of the figure that is selected or whose words are being written, over the upper edge of its picture; in a gallery above the row. */
export function FigureToolbar({ editor, onField }: FigureToolbarProps) {
  const figure = useEditorValue(
    editor,
    ({ state }) => {
      const active = activeFigure(state)
      return (
        active && {
          pos: active.pos,
          layout: figureAttrs(active.node).layout,
          inGallery: activeGallery(state) !== null,
          pairs: neighboursOf(state) !== null,
        }
      )
    },
    sameFields,
  )
  if (!figure) return null
  const { pos, layout, inGallery, pairs } = figure
  const replace = async () => {
    const [file] = await pickPictures(false)
    editor.view.focus()
    if (file) await takeReplacement(editor, editor.storage.host, file, pos)
  }
  return (
    <Floating
      editor={editor}
      place={inGallery ? 'above' : 'within'}
      sticky
      anchor={() => pictureBox(editor, pos, inGallery)}
    >
      <Toolbar label="Figure" onLeave={() => editor.view.focus()}>
        {/* In a gallery the gallery decides how wide its figures are. */}
        {!inGallery &&
          LAYOUTS.map((one) => (
            <Tool
              key={one.layout}
              label={one.label}
              icon={one.icon}
              pressed={layout === one.layout}
              onClick={() => setFigure(editor, pos, { layout: one.layout })}
            />
          ))}
        {pairs && (
          <Tool
            label="Side by side with its neighbour"
            icon={Columns2}
            onClick={() => {
              editorAction('figure.sideBySide').run(editor)
              editor.view.focus()
            }}
          />
        )}
        {inGallery && <GalleryTools editor={editor} />}
        <ToolSeparator />
        <Button onClick={() => onField('alt')}>Alt text</Button>
        <Button onClick={() => onField('credit')}>Credit</Button>
        <Tool label="Replace the picture" icon={Replace} onClick={() => void replace()} />
        <Tool
          label="Delete the figure"
          icon={Trash2}
          onClick={() => {
            deleteFigure(editor, pos)
            editor.view.focus()
          }}
        />
      </Toolbar>
    </Floating>
  )
}

/** In a gallery the bar stands above the whole row, so that it covers no picture beside. */
function pictureBox(editor: Editor, pos: number, inGallery: boolean): DOMRect | null {
  const dom = editor.view.nodeDOM(pos)
  if (inGallery && dom instanceof Element) return dom.closest('.gallery')?.getBoundingClientRect() ?? null
  return dom instanceof Element ? (dom.querySelector('[data-picture]')?.getBoundingClientRect() ?? null) : null
}
