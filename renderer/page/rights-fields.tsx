import { useState } from 'react'
import { type License, PERMISSIONS, type Permission, type PictureRights } from '../../core/essay/essay.ts'
import { LONGEST_LINE } from '../../core/essay/limits.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { AddressInput } from './address-input.tsx'
import { LICENSES } from './licenses.ts'
import styles from './panel.module.css'

/** What people call each state of permission. */
export const PERMISSION_NAMES: Readonly<Record<Permission, string>> = {
  '': 'Not said yet',
  own: 'My own work',
  'free-licence': 'Free licence',
  'public-domain': 'Public domain',
  asked: 'Asked for',
  granted: 'Granted',
}

/** Who made a picture, where it comes from, and why it may be used. */
export function RightsFields({
  rights,
  onChange,
}: {
  readonly rights: PictureRights
  readonly onChange: (changes: Partial<PictureRights>) => void
}) {
  return (
    <>
      <Field label="Creator">
        <TextInput
          maxLength={LONGEST_LINE}
          value={rights.creator}
          onChange={(event) => onChange({ creator: event.target.value })}
        />
      </Field>
      <Field label="Source">
        <AddressInput value={rights.sourceUrl} onChange={(sourceUrl) => onChange({ sourceUrl })} />
      </Field>
      <div className={styles.pair}>
        <LicenseField
          value={{ name: rights.license, url: rights.licenseUrl }}
          onChange={({ name, url }) => onChange({ license: name, licenseUrl: url })}
        />
        <Field label="Permission">
          <Select
            value={rights.permission}
            options={PERMISSIONS.map((value) => ({ value, label: PERMISSION_NAMES[value] }))}
            onChange={(permission) => onChange({ permission })}
          />
        </Field>
      </div>
    </>
  )
}

const OTHER = 'other'

/** A licence of the list, or any other by name and address. */
export function LicenseField({
  value,
  onChange,
}: {
  readonly value: License
  readonly onChange: (license: License) => void
}) {
  const listed = LICENSES.some(({ name }) => name === value.name)
  const [other, setOther] = useState(!listed && value.name !== '')
  const shown = other || (!listed && value.name !== '') ? OTHER : value.name
  return (
    <>
      <Field label="Licence">
        <Select
          value={shown}
          options={[
            { value: '', label: 'None named' },
            ...LICENSES.map(({ name }) => ({ value: name, label: name })),
            { value: OTHER, label: 'Another…' },
          ]}
          onChange={(name) => {
            setOther(name === OTHER)
            if (name === OTHER) onChange({ name: listed ? '' : value.name, url: listed ? '' : value.url })
            else onChange(LICENSES.find((license) => license.name === name) ?? { name: '', url: '' })
          }}
        />
      </Field>
      {shown === OTHER && (
        <div className={styles.wholeRow}>
          <Field label="Name of the licence">
            <TextInput
              maxLength={LONGEST_LINE}
              value={value.name}
              onChange={(event) => onChange({ ...value, name: event.target.value })}
            />
          </Field>
          <Field label="Address of its text">
            <AddressInput value={value.url} onChange={(url) => onChange({ ...value, url })} />
          </Field>
        </div>
      )}
    </>
  )
}
