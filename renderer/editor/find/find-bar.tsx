import type { Editor } from '@tiptap/core'
import { CaseSensitive, ChevronDown, ChevronUp, Regex, TextSelect, WholeWord, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useEditorValue } from '../use-editor-value.ts'
import styles from './find-bar.module.css'
import { closeFind, goToMatch, replaceAll, replaceHere, searchFor } from './find-commands.ts'
import type { FoundField, Match } from './find-matches.ts'
import { type FindState, findState } from './find-plugin.ts'

/** The bar that finds and replaces, above the text while it is asked for. */
export function FindBar({ editor }: { editor: Editor }) {
  const find = useEditorValue(editor, ({ state }) => findState(state))
  return find.open ? <Bar editor={editor} find={find} /> : null
}

function Bar({ editor, find }: { editor: Editor; find: FindState }) {
  const input = useRef<HTMLInputElement>(null)
  const bar = useRef<HTMLElement>(null)
  const [replacement, setReplacement] = useState('')
  const [done, setDone] = useState('')
  const { query, options, matches, current, problem, scope, asked } = find
  const here = matches[current]

  useEffect(() => {
    if (asked === 0) return
    input.current?.focus()
    input.current?.select()
  }, [asked])
  useLayoutEffect(() => show(editor, here, bar.current), [editor, here])

  const search = (change: Parameters<typeof searchFor>[1]) => {
    setDone('')
    searchFor(editor, change)
  }
  const go = (by: 1 | -1) => {
    setDone('')
    goToMatch(editor, by)
  }
  const all = () => {
    const count = replaceAll(editor, replacement)
    setDone(count === 1 ? 'Replaced 1 place.' : `Replaced ${count.toLocaleString('en-GB')} places.`)
  }
  const one = () => {
    if (replaceHere(editor, replacement)) setDone('Replaced.')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      closeFind(editor)
    }
  }
  const onFindKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    go(event.shiftKey ? -1 : 1)
  }
  const onReplaceKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (event.ctrlKey || event.metaKey) all()
    else one()
  }
  const toggle = (option: keyof FindState['options']) => search({ options: { ...options, [option]: !options[option] } })

  return (
    <section ref={bar} className={styles.bar} aria-label="Find" onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <TextInput
          ref={input}
          aria-label="Find"
          placeholder="Find"
          spellCheck={false}
          autoComplete="off"
          className={styles.input}
          value={query}
          aria-invalid={problem !== '' && matches.length === 0}
          aria-describedby="find-count"
          onChange={(event) => search({ query: event.target.value })}
          onKeyDown={onFindKey}
        />
        <div className={styles.options}>
          <IconButton
            label="Match case"
            icon={CaseSensitive}
            pressed={options.matchCase}
            onClick={() => toggle('matchCase')}
          />
          <IconButton
            label="Whole words"
            icon={WholeWord}
            pressed={options.wholeWords}
            onClick={() => toggle('wholeWords')}
          />
          <IconButton
            label="Regular expression"
            icon={Regex}
            pressed={options.expression}
            onClick={() => toggle('expression')}
          />
          <IconButton
            label="Only in what was selected"
            icon={TextSelect}
            pressed={scope !== null}
            disabled={scope === null && editor.state.selection.empty}
            onClick={() => {
              const { from, to } = editor.state.selection
              search({ scope: scope ? null : { from, to } })
            }}
          />
        </div>
        <span id="find-count" role="status" className={styles.count}>
          {done || countOf(find)}
        </span>
        <div className={styles.options}>
          <IconButton
            label="Previous"
            icon={ChevronUp}
            keys="Shift+Enter"
            disabled={matches.length === 0}
            onClick={() => go(-1)}
          />
          <IconButton
            label="Next"
            icon={ChevronDown}
            keys="Enter"
            disabled={matches.length === 0}
            onClick={() => go(1)}
          />
          <IconButton label="Close" icon={X} keys="Escape" onClick={() => closeFind(editor)} />
        </div>
      </div>
      {find.replacing && (
        <div className={styles.row}>
          <TextInput
            aria-label="Replace with"
            placeholder={options.expression ? 'Replace with ($1 is the first group)' : 'Replace with'}
            spellCheck={false}
            autoComplete="off"
            className={styles.input}
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={onReplaceKey}
          />
          <Button kind="outline" disabled={matches.length === 0} onClick={one}>
            Replace
          </Button>
          <Button kind="outline" disabled={matches.length === 0} onClick={all}>
            Replace all
          </Button>
        </div>
      )}
      {problem !== '' && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </section>
  )
}

function countOf({ query, matches, current, problem }: FindState): string {
  if (query === '' || (problem !== '' && matches.length === 0)) return ''
  if (matches.length === 0) return 'Not found'
  const place = matches[current]
  return `${(current + 1).toLocaleString('en-GB')} of ${matches.length.toLocaleString('en-GB')}${place ? placeName(place) : ''}`
}

function placeName(match: Match): string {
  if (match.kind === 'alt') return ', in an alt text'
  return match.kind === 'field' ? `, in the ${FIELD_NAMES[match.field]}` : ''
}

const FIELD_NAMES: Readonly<Record<FoundField, string>> = {
  title: 'title',
  standfirst: 'standfirst',
  coverAlt: 'cover’s alt text',
  coverCaption: 'cover’s caption',
}

/** In a long essay what is laid out only now that it is near moves the match, in one of so many frames. */
const SETTLED = 6

/** Brings a match into view, whoever has the focus, and keeps it there until the page has settled. The answer stops that. */
function show(editor: Editor, match: Match | undefined, bar: HTMLElement | null): (() => void) | undefined {
  for (const marked of document.querySelectorAll('[data-found-here]')) marked.removeAttribute('data-found-here')
  if (!match || !bar) return
  if (match.kind === 'field') {
    const field = document.querySelector(`[data-field="${match.field.startsWith('cover') ? 'cover' : match.field}"]`)
    field?.setAttribute('data-found-here', '')
    field?.scrollIntoView({ block: 'center' })
    return
  }
  const scroller = editor.view.dom.closest('[data-scroller]')
  if (!scroller || match.from > editor.state.doc.content.size) return
  const bring = () => {
    const dom = match.kind === 'alt' ? editor.view.nodeDOM(match.from) : null
    const box = dom instanceof Element ? dom.getBoundingClientRect() : editor.view.coordsAtPos(match.from)
    const seen = scroller.getBoundingClientRect()
    const top = bar.getBoundingClientRect().bottom + 24
    if (box.top < top || box.bottom > seen.bottom - 48) scroller.scrollTop += box.top - (top + (seen.bottom - top) / 3)
  }
  let frame = 0
  const keep = (frames: number) => {
    if (editor.isDestroyed) return
    bring()
    if (frames > 0) frame = requestAnimationFrame(() => keep(frames - 1))
  }
  keep(SETTLED)
  return () => cancelAnimationFrame(frame)
}
