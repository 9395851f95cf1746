import { Select } from '../ui/select.tsx'
import { useProfileSections } from './own-profiles.ts'

/** The choice of a publication profile, built in or one's own, by headings. One that is not on this computer is shown as such. */
export function ProfileSelect({
  value,
  onChange,
  ...rest
}: {
  readonly value: string
  readonly onChange: (id: string) => void
  readonly disabled?: boolean
  readonly 'aria-label'?: string
}) {
  const options = useProfileSections().flatMap(({ heading, profiles }) =>
    profiles.map(({ id, name }) => ({ value: id, label: name, group: heading })),
  )
  const isKnown = options.some((option) => option.value === value)
  return (
    <Select
      {...rest}
      value={value}
      options={isKnown ? options : [{ value, label: `${value} (not on this computer)` }, ...options]}
      onChange={onChange}
    />
  )
}
