import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { createInnerEditor, type InnerEditor, type InnerEditorOptions } from './inner-editor.ts'
import { type LanguageEditing, languageEditing } from './language/language.ts'
import { LanguageForm } from './language/language-popover.tsx'
import { type LinkEditing, linkEditing } from './link/link.ts'
import { LinkForm } from './link/link-popover.tsx'

interface InnerFieldProps {
  /** The node as it stands now. */
  readonly node: Node
  readonly label: string
  readonly placeholder?: string | undefined
  readonly className?: string | undefined
  /** What the small editor calls; read anew at each call. */
  readonly options: Omit<InnerEditorOptions, 'label' | 'placeholder' | 'onState'>
  /** Filled with the small editor while it is there. */
  readonly inner?: RefObject<InnerEditor | null> | undefined
}

/** What is being asked about words of a small editor. */
interface Asked {
  readonly link: LinkEditing | null
  readonly language: LanguageEditing | null
}

const NOTHING: Asked = { link: null, language: null }

/** A small editor as a component, with the forms for links and languages below its words. */
export function InnerField({ node, label, placeholder, className, options, inner }: InnerFieldProps) {
  const element = useRef<HTMLDivElement>(null)
  const made = useRef<InnerEditor | null>(null)
  const now = useRef({ node, options })
  now.current = { node, options }
  const [{ link, language }, setAsked] = useState(NOTHING)

  useEffect(() => {
    if (!element.current) return
    const { options: first } = now.current
    const created = createInnerEditor(element.current, now.current.node, {
      ...first,
      label,
      ...(placeholder === undefined ? {} : { placeholder }),
      isEditable: () => now.current.options.isEditable?.() !== false,
      onChange: (...changed) => now.current.options.onChange(...changed),
      ...(first.onLeave ? { onLeave: () => now.current.options.onLeave?.() } : {}),
      onState: (state) => setAsked((before) => askedIn(state, before)),
    })
    made.current = created
    if (inner) inner.current = created
    return () => {
      made.current = null
      if (inner) inner.current = null
      setAsked(NOTHING)
      created.destroy()
    }
  }, [label, placeholder, inner])

  useEffect(() => {
    made.current?.update(node)
  }, [node])

  const view = made.current?.view
  return (
    <>
      <div ref={element} className={className} />
      {view && link && <LinkForm key={`${link.from} ${link.to}`} view={view} editing={link} />}
      {view && language && <LanguageForm key={`${language.from} ${language.to}`} view={view} editing={language} />}
    </>
  )
}

function askedIn(state: EditorState, before: Asked): Asked {
  const asked = { link: linkEditing(state), language: languageEditing(state) }
  return asked.link === before.link && asked.language === before.language ? before : asked
}
