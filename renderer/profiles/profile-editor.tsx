import { type ReactNode, useEffect, useRef, useState } from 'react'
import { FORMATS } from '../../core/publication/formats.ts'
import { LOOKS } from '../../core/publication/looks.ts'
import type { CreditWording, Profile, ProfileSource, PublicationSite } from '../../core/publication/profile.ts'
import { PROFILES } from '../../core/publication/profiles.ts'
import type { Problem } from '../../core/result.ts'
import { useApp } from '../app-store.ts'
import { Button } from '../ui/button.tsx'
import { DateField } from '../ui/date-field.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { FormatOptions } from './format-options.tsx'
import { keepProfile } from './own-profiles.ts'
import styles from './profiles.module.css'
import { RuleControl } from './rule-control.tsx'
import { RULE_TABLE } from './rule-table.ts'

/** Formats by the name of the first built-in profile that has them. */
const FORMAT_NAMES = Object.keys(FORMATS).map((format) => ({
  value: format,
  label: PROFILES.find((profile) => profile.format === format)?.name ?? format,
}))

const WORDINGS: readonly (readonly [keyof CreditWording, string, string])[] = [
  ['by', 'Byline', 'By {authors}'],
  ['editedBy', 'Editors', 'Edited by {editors}'],
  ['postedOnBy', 'Date and byline', 'Posted on {date} by {authors}'],
]

/** Changes a profile of one's own. Nothing is kept before Save; the strict reader of profiles judges it and names the place that it refuses. */
export function ProfileEditor({ profile, onDone }: { readonly profile: Profile; readonly onDone: () => void }) {
  const app = useApp()
  const [draft, setDraft] = useState(profile)
  const [problem, setProblem] = useState<Problem | null>(null)
  const first = useRef<HTMLFormElement>(null)
  useEffect(() => first.current?.querySelector('input')?.focus(), [])
  const change = (changes: Partial<Profile>) => setDraft((old) => ({ ...old, ...changes }))

  const save = async () => {
    const kept = await keepProfile(app, draft, true)
    if (kept.ok) onDone()
    else setProblem(kept.problem)
  }
  return (
    <form
      ref={first}
      className={styles.editor}
      aria-label={`Edit the profile ${profile.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <Part heading="Name">
        <Field label="Name of the profile">
          <TextInput
            required
            maxLength={500}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field label="Description">
          <TextInput
            maxLength={500}
            value={draft.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        </Field>
      </Part>
      <Part heading="What is written">
        <Field label="Format">
          <Select value={draft.format} options={FORMAT_NAMES} onChange={(format) => change({ format, options: {} })} />
        </Field>
        <FormatOptions format={draft.format} options={draft.options} onChange={(options) => change({ options })} />
      </Part>
      {RULE_TABLE.map(({ heading, controls }) => (
        <Part key={heading} heading={heading}>
          {controls.map((control) => (
            <RuleControl
              key={control.path.join('.')}
              control={control}
              rules={draft.rules}
              onChange={(rules) => change({ rules })}
            />
          ))}
        </Part>
      ))}
      <Part heading="Wording of credits">
        {WORDINGS.map(([key, label, usual]) => (
          <Field key={key} label={label}>
            <TextInput
              placeholder={usual}
              value={draft.credits[key] ?? ''}
              onChange={(event) => {
                const { [key]: _, ...others } = draft.credits
                change({ credits: event.target.value === '' ? others : { ...others, [key]: event.target.value } })
              }}
            />
          </Field>
        ))}
      </Part>
      <Part heading="Where it appears">
        <PublicationFields publication={draft.publication} onChange={(publication) => change({ publication })} />
      </Part>
      <Part heading="Look" wide>
        <Field label="Look of the page" hint={LOOKS.find(({ id }) => id === draft.look)?.description}>
          <Select
            value={draft.look}
            options={LOOKS.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(look) => change({ look })}
          />
        </Field>
        <Field label="Stylesheet of the site" hint="CSS that stands behind the look’s own; it fetches nothing.">
          <TextArea
            rows={4}
            spellCheck={false}
            className={styles.code ?? ''}
            value={draft.stylesheet}
            onChange={(event) => change({ stylesheet: event.target.value })}
          />
        </Field>
      </Part>
      <Part heading="Where the rules come from">
        <SourceFields source={draft.source} onChange={(source) => change({ source })} />
      </Part>
      {problem && (
        <p className={styles.problem} role="alert">
          <b>{problem.message}</b> {problem.safe}
        </p>
      )}
      <div className={styles.actions}>
        <Button kind="primary" type="submit">
          Save the profile
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  )
}

function Part({ heading, wide = false, children }: { heading: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={styles.part} data-wide={wide}>
      <h2>{heading}</h2>
      <div>{children}</div>
    </section>
  )
}

/** The name decides: without one nothing is named. */
function PublicationFields({
  publication,
  onChange,
}: {
  readonly publication: PublicationSite | null
  readonly onChange: (publication: PublicationSite | null) => void
}) {
  const { name = '', url = '' } = publication ?? {}
  const change = (changes: Partial<PublicationSite>) => {
    const next = { name, url, ...changes }
    onChange(next.name === '' && next.url === '' ? null : next)
  }
  return (
    <>
      <Field
        label="Magazine, journal or site"
        hint="Web pages name it to search engines and in cards, unless names are left out."
      >
        <TextInput maxLength={500} value={name} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label="Its address">
        <TextInput
          type="url"
          placeholder="https://"
          value={url}
          onChange={(event) => change({ url: event.target.value })}
        />
      </Field>
    </>
  )
}

function SourceFields({
  source,
  onChange,
}: {
  readonly source: ProfileSource | null
  readonly onChange: (source: ProfileSource | null) => void
}) {
  const today = () => new Date().toISOString().slice(0, 10)
  return (
    <>
      <Field label="How sure they are">
        <Select
          value={source?.status ?? 'none'}
          options={[
            { value: 'none', label: 'They are my own' },
            { value: 'verified', label: 'Verified with the venue' },
            { value: 'partly', label: 'Read, some of it' },
            { value: 'unverified', label: 'Not verified' },
          ]}
          onChange={(status) =>
            onChange(status === 'none' ? null : { url: '', checked: today(), note: '', ...source, status })
          }
        />
      </Field>
      {source && (
        <>
          <Field label="Page on which they stand">
            <TextInput
              type="url"
              value={source.url}
              onChange={(event) => onChange({ ...source, url: event.target.value })}
            />
          </Field>
          <DateField
            label="Looked at on"
            value={source.checked}
            onChange={(checked) => onChange({ ...source, checked })}
          />
          <Field label="What is not sure">
            <TextInput value={source.note} onChange={(event) => onChange({ ...source, note: event.target.value })} />
          </Field>
        </>
      )}
    </>
  )
}
