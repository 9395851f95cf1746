import { ArrowDown, ArrowUp, ChevronDown, ImagePlus, Trash2, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { ROLE_NAMES } from '../../../contract/role-names.ts'
import { type Credit, type Person, ROLES, type Role } from '../../../core/essay/essay.ts'
import { LONGEST_LINE } from '../../../core/essay/limits.ts'
import { assetSrc } from '../../../core/essay/url.ts'
import { pickPictures } from '../../editor/figure/take-pictures.ts'
import { useSession } from '../../session/session-context.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { AddressInput } from '../address-input.tsx'
import panel from '../panel.module.css'
import styles from './people-card.module.css'

interface PersonCardProps {
  readonly person: Person
  readonly credit: Credit
  readonly first: boolean
  readonly last: boolean
  /** Open and with the cursor in the name: someone who was just added. */
  readonly fresh: boolean
  readonly onPerson: (changes: Partial<Person>) => void
  readonly onCredit: (changes: Partial<Credit>) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

/** One credit: closed a name and a role, open every field of the person. */
export function PersonCard({
  person,
  credit,
  first,
  last,
  fresh,
  onPerson,
  onCredit,
  onMove,
  onRemove,
}: PersonCardProps) {
  const session = useSession()
  const [open, setOpen] = useState(fresh)
  const fields = useRef<HTMLDivElement>(null)
  const body = useId()
  const portrait = session.pictureUrl(person.portrait)
  const name = person.name.trim() || 'Without a name'

  useEffect(() => {
    if (fresh) fields.current?.querySelector('input')?.focus()
  }, [fresh])

  const takePortrait = async () => {
    const [file] = await pickPictures(false)
    if (!file) return
    const { host } = session.editor.storage
    const taken = await host.takePicture({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    if (taken.ok) onPerson({ portrait: assetSrc(taken.value.hash) })
    else host.report(taken.problem)
  }

  return (
    <li className={styles.person}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-controls={open ? body : undefined}
          onClick={() => setOpen(!open)}
        >
          <Face name={person.name} url={portrait} role={credit.role} />
          <span className={styles.name}>{name}</span>
          <span className={styles.role}>{credit.label || ROLE_NAMES[credit.role].toLowerCase()}</span>
          <ChevronDown className={styles.chevron} aria-hidden="true" />
        </button>
      </div>
      {open && (
        // Alt with the arrows moves the person, as the buttons do.
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a second way to the buttons below
        <div
          id={body}
          ref={fields}
          className={styles.fields}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
            event.preventDefault()
            onMove(event.key === 'ArrowUp' ? -1 : 1)
          }}
        >
          <Field label="Name">
            <TextInput
              maxLength={LONGEST_LINE}
              value={person.name}
              autoComplete="off"
              onChange={(event) => onPerson({ name: event.target.value })}
            />
          </Field>
          <div className={panel.pair}>
            <Field label="Role">
              <Select
                value={credit.role}
                options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
                onChange={(role) => onCredit({ role })}
              />
            </Field>
            <Field label="In other words">
              <TextInput
                maxLength={LONGEST_LINE}
                value={credit.label}
                placeholder={ROLE_NAMES[credit.role]}
                onChange={(event) => onCredit({ label: event.target.value })}
              />
            </Field>
          </div>
          <Field label="Biography">
            <TextArea
              value={person.bio}
              placeholder="Two sentences, printed below the essay"
              onChange={(event) => onPerson({ bio: event.target.value })}
            />
          </Field>
          <Field label="Link">
            <AddressInput value={person.url} onChange={(url) => onPerson({ url })} />
          </Field>
          <label className={panel.check}>
            <input
              type="checkbox"
              checked={credit.visible}
              onChange={(event) => onCredit({ visible: event.target.checked })}
            />
            Named on the published page
          </label>
          <div className={styles.tools}>
            <Button icon={ImagePlus} className={styles.portrait} onClick={() => void takePortrait()}>
              {person.portrait === '' ? 'Portrait…' : 'Another portrait…'}
            </Button>
            {person.portrait !== '' && (
              <IconButton
                label={`Remove the portrait of ${name}`}
                icon={X}
                onClick={() => onPerson({ portrait: '' })}
              />
            )}
            <span className={styles.space} />
            <IconButton
              label={`Move ${name} up`}
              icon={ArrowUp}
              keys="Alt+ArrowUp"
              disabled={first}
              onClick={() => onMove(-1)}
            />
            <IconButton
              label={`Move ${name} down`}
              icon={ArrowDown}
              keys="Alt+ArrowDown"
              disabled={last}
              onClick={() => onMove(1)}
            />
            <IconButton label={`Remove ${name}`} icon={Trash2} onClick={onRemove} />
          </div>
        </div>
      )}
    </li>
  )
}

/** A portrait, or initials where there is none. */
function Face({ name, url, role }: { readonly name: string; readonly url: string | null; readonly role: Role }) {
  if (url !== null) return <img className={styles.face} src={url} alt="" />
  const initials = name
    .trim()
    .split(/\s+/)
    .flatMap((word, index, all) => (index === 0 || index === all.length - 1 ? [[...word][0] ?? ''] : []))
    .join('')
    .toUpperCase()
  const tone = role === 'author' || role === 'co-author' ? 'accent' : role === 'editor' ? 'good' : 'warn'
  return (
    <span className={styles.face} data-tone={tone} aria-hidden="true">
      {initials || '?'}
    </span>
  )
}
