import { useRef, useState } from 'react'
import { goalState } from '../../core/essay/goal.ts'
import type { EssayCount, TextCount } from '../../core/essay/word-count.ts'
import { useSession, useSessionState } from '../session/session-context.ts'
import { DateField } from '../ui/date-field.tsx'
import { Field } from '../ui/field.tsx'
import { Popover } from '../ui/popover.tsx'
import { TextInput } from '../ui/text-input.tsx'
import styles from './counts-button.module.css'
import { useDigest } from './digest.ts'
import { useSelectedCount } from './use-selected-count.ts'

/** Words, and how near the goal is; opens all counts and the goal. */
export function CountsButton() {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const words = useDigest((digest) => digest.count.body.words)
  const isPending = useDigest((digest) => digest.isPending)
  const { goal, deadline } = useSessionState((state) => state.settings)
  const state = goal > 0 && !isPending ? goalState(words, goal, deadline, today()) : null
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        title="Counts and goal"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {state && <Ring part={state.part} />}
        {isPending ? (
          'Counting…'
        ) : state ? (
          <span>
            {number(words)} <span data-goal="">of {number(goal)} </span>words
          </span>
        ) : (
          inWords(words)
        )}
      </button>
      {open && (
        <Popover label="Counts and goal" anchor={button} onClose={() => setOpen(false)}>
          <Counts />
        </Popover>
      )}
    </>
  )
}

/** A ring that fills, and closes in green. What it says stands in words beside it. */
function Ring({ part }: { readonly part: number }) {
  const around = 2 * Math.PI * 6
  return (
    <svg data-goal="" viewBox="0 0 16 16" className={styles.ring} data-reached={part >= 1} aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="6" strokeDasharray={`${part * around} ${around}`} transform="rotate(-90 8 8)" />
    </svg>
  )
}

function Counts() {
  const session = useSession()
  const count = useDigest((digest) => digest.count)
  const started = useDigest((digest) => digest.wordsAtStart)
  const selected = useSelectedCount()
  const settings = useSessionState((state) => state.settings)
  const since = count.body.words - started
  const state = settings.goal > 0 ? goalState(count.body.words, settings.goal, settings.deadline, today()) : null
  const change = (changes: { readonly goal?: number; readonly deadline?: string }) => {
    const { deadline, ...rest } = { ...session.store.getState().settings, ...changes }
    session.change({ settings: deadline ? { ...rest, deadline } : rest })
  }
  return (
    <div className={styles.counts}>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">Words</th>
            <th scope="col">Characters</th>
          </tr>
        </thead>
        <tbody>
          {selected && <Rows count={selected} names={SELECTED} isSelection />}
          <Rows count={count} names={PARTS} />
        </tbody>
      </table>
      <p className={styles.quiet}>
        {count.readingMinutes > 0 && `${count.readingMinutes} min to read${selectedMinutes(selected)}. `}
        {since === 0
          ? 'No words more or fewer since you opened it.'
          : `${number(Math.abs(since))} ${Math.abs(since) === 1 ? 'word' : 'words'} ${since > 0 ? 'more' : 'fewer'} since you opened it.`}
      </p>
      <div className={styles.goal}>
        <Field label="Goal, words of the text">
          <TextInput
            inputMode="numeric"
            value={settings.goal === 0 ? '' : String(settings.goal)}
            placeholder="None"
            onChange={(event) => {
              const digits = event.target.value.replace(/\D/g, '').slice(0, 7)
              change({ goal: Number(digits) })
            }}
          />
        </Field>
        <DateField label="By" value={settings.deadline ?? ''} onChange={(deadline) => change({ deadline })} />
      </div>
      {state && <p className={styles.quiet}>{goalInWords(state)}</p>}
    </div>
  )
}

const PARTS = ['Text', 'Notes', 'Captions and credits', 'Works cited'] as const
const SELECTED = ['Selected text', 'Selected notes', 'Selected captions and credits', 'Selected works cited'] as const

interface RowsProps {
  readonly count: EssayCount
  /** The names of text, notes, captions and works cited. */
  readonly names: readonly string[]
  readonly isSelection?: boolean
}

/** A row for each part in which there is a word; without any, one for the text. */
function Rows({ count, names, isSelection = false }: RowsProps) {
  const parts: readonly TextCount[] = [count.body, count.notes, count.captions, count.worksCited]
  const isShown = ({ words }: TextCount, index: number) =>
    words > 0 || (index === 0 && (!isSelection || parts.every((part) => part.words === 0)))
  return parts.map(
    (part, index) =>
      isShown(part, index) && (
        <tr key={names[index]} className={isSelection ? styles.selection : undefined}>
          <th scope="row">{names[index]}</th>
          <td>{number(part.words)}</td>
          <td>{number(part.characters)}</td>
        </tr>
      ),
  )
}

function selectedMinutes(selected: EssayCount | null): string {
  return selected && selected.readingMinutes > 0 ? `, ${selected.readingMinutes} min of it selected` : ''
}

function goalInWords({ left, days, perDay }: ReturnType<typeof goalState>): string {
  if (left === 0) return 'The goal is reached.'
  if (days === null) return `${inWords(left)} to go.`
  if (days <= 0) return `${inWords(left)} to go, and the day is over.`
  return days === 1
    ? `${inWords(left)} to go, today.`
    : `${inWords(left)} to go in ${days} days: ${number(perDay ?? 0)} a day.`
}

/** Today in the person's own calendar, `YYYY-MM-DD`. */
function today(): string {
  const now = new Date()
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function inWords(count: number): string {
  return count === 1 ? '1 word' : `${number(count)} words`
}

function number(value: number): string {
  return value.toLocaleString('en-GB')
}
