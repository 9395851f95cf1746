import type { HouseRules } from '../../core/publication/house-rules.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import styles from './profiles.module.css'
import { ruleAt, withRule } from './rule-path.ts'
import type { RuleControl as Control } from './rule-table.ts'

interface Props {
  readonly control: Control
  readonly rules: HouseRules
  readonly onChange: (rules: HouseRules) => void
}

/** One house rule to set; left empty, the house has no such rule. */
export function RuleControl({ control, rules, onChange }: Props) {
  const { path, label } = control
  const value = ruleAt(rules, path)
  const set = (next: unknown, at = path) => onChange(withRule(rules, at, next))
  switch (control.kind) {
    case 'span':
      return (
        <fieldset className={styles.span}>
          <legend>{legendOf(control)}</legend>
          {(['min', 'max'] as const).map((side) => (
            <span key={side} className={styles.side}>
              <span>{side === 'min' ? 'from' : 'to'}</span>
              <NumberInput
                label={`${label}: ${side === 'min' ? 'at least' : 'at most'}`}
                value={ruleAt(rules, [...path, side])}
                onChange={(next) => set(next, [...path, side])}
              />
            </span>
          ))}
        </fieldset>
      )
    case 'number':
      return (
        <fieldset className={styles.span}>
          <legend>{legendOf(control)}</legend>
          <NumberInput label={label} value={value} onChange={set} />
        </fieldset>
      )
    case 'one':
      return (
        <Field label={label} hint={control.hint}>
          <Select
            value={typeof value === 'string' ? value : ''}
            options={[
              { value: '', label: 'No rule' },
              ...control.choices.map(([id, name]) => ({ value: id, label: name })),
            ]}
            onChange={(chosen) => set(chosen === '' ? undefined : chosen)}
          />
        </Field>
      )
    case 'fixed':
      return (
        <Field label={label}>
          <Select
            value={value === true ? 'always' : value === false ? 'never' : ''}
            options={[
              { value: '', label: 'As chosen at each hand-in' },
              { value: 'always', label: 'Always' },
              { value: 'never', label: 'Never' },
            ]}
            onChange={(chosen) => set(chosen === '' ? undefined : chosen === 'always')}
          />
        </Field>
      )
    case 'several':
    case 'numbers': {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : []
      const asValue = (id: string) => (control.kind === 'numbers' ? Number(id) : id)
      return (
        <fieldset className={styles.several}>
          <legend>{label}</legend>
          {control.choices.map(([id, name]) => (
            <label key={id} className={styles.check}>
              <input
                type="checkbox"
                checked={chosen.includes(asValue(id))}
                onChange={(event) => {
                  const on = event.target.checked
                  const next = control.choices
                    .map(([one]) => asValue(one))
                    .filter((one) => (one === asValue(id) ? on : chosen.includes(one)))
                  set(next.length === 0 ? undefined : next)
                }}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )
    }
    case 'flag':
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={value === true}
            onChange={(event) => set(event.target.checked ? true : undefined)}
          />
          {label}
        </label>
      )
    case 'words':
      return (
        <Field label={label} hint={control.hint}>
          <TextInput
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)}
          />
        </Field>
      )
    case 'list':
      return (
        <Field label={label} hint={control.hint}>
          <TextInput
            // Its own while it is typed: a comma at the end would be taken away again.
            defaultValue={Array.isArray(value) ? value.join(', ') : ''}
            onChange={(event) => {
              const next = event.target.value.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
              set(next.length === 0 ? undefined : next)
            }}
          />
        </Field>
      )
  }
}

function legendOf({ label, unit }: { readonly label: string; readonly unit: string }): string {
  return label.toLowerCase().includes(unit) ? label : `${label}, ${unit}`
}

function NumberInput({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: number | undefined) => void
}) {
  return (
    <TextInput
      type="number"
      min={0}
      step={1}
      aria-label={label}
      className={styles.number ?? ''}
      value={typeof value === 'number' ? value : ''}
      onChange={(event) =>
        onChange(event.target.value === '' ? undefined : Math.max(0, Math.round(Number(event.target.value))))
      }
    />
  )
}
