import { z } from 'zod'
import { formatNamed } from '../../core/publication/formats.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import styles from './profiles.module.css'

type Options = Profile['options']

interface OptionSchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
}

/** What people call the options and their values; what is not here is called by its own name. */
const NAMES: Readonly<Record<string, string>> = {
  pictures: 'Pictures',
  embedded: 'Inside the page',
  folder: 'In a folder beside it',
  dialect: 'Dialect',
  portable: 'Portable',
  plain: 'Plain, no HTML',
  pandoc: 'Pandoc',
  frontMatter: 'With front matter',
  layout: 'Layout',
  reading: 'To be read and edited',
  manuscript: 'Manuscript, double spaced',
  byline: 'With a byline',
  biography: 'With the biography',
  credits: 'With the credits',
  paper: 'Paper',
  a4: 'A4',
  letter: 'US Letter',
  place: 'Place',
  html: 'The site prints HTML in a text',
}

const nameOf = (id: string): string =>
  NAMES[id] ??
  id.charAt(0).toUpperCase() +
    id
      .slice(1)
      .replace(/([A-Z])/g, ' $1')
      .toLowerCase()

/** The options of a format, each with the control that its own parser asks for. */
export function FormatOptions({
  format,
  options,
  onChange,
}: {
  readonly format: string
  readonly options: Options
  readonly onChange: (options: Options) => void
}) {
  const schema = z.toJSONSchema(formatNamed(format).options, { io: 'input' }) as {
    readonly properties?: Readonly<Record<string, OptionSchema>>
  }
  return Object.entries(schema.properties ?? {}).map(([name, option]) => {
    const value = options[name] ?? option.default
    const set = (next: string | boolean | number) => onChange({ ...options, [name]: next })
    if (option.enum)
      return (
        <Field key={name} label={nameOf(name)}>
          <Select
            value={String(value)}
            options={option.enum.map((id) => ({ value: id, label: nameOf(id) }))}
            onChange={set}
          />
        </Field>
      )
    if (option.type === 'boolean')
      return (
        <label key={name} className={styles.check}>
          <input type="checkbox" checked={value === true} onChange={(event) => set(event.target.checked)} />
          {nameOf(name)}
        </label>
      )
    const isNumber = option.type === 'integer' || option.type === 'number'
    return (
      <Field key={name} label={nameOf(name)}>
        <TextInput
          type={isNumber ? 'number' : 'text'}
          value={String(value ?? '')}
          onChange={(event) => set(isNumber ? Number(event.target.value) : event.target.value)}
        />
      </Field>
    )
  })
}
