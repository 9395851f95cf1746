import { RotateCcw } from 'lucide-react'
import { slugify, slugOf } from '../../../core/essay/slug.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import styles from '../panel.module.css'

interface SlugFieldProps {
  readonly title: string
  /** null while it follows the title. */
  readonly slug: string | null
  readonly onChange: (slug: string | null) => void
}

/** The address part. It follows the title until it is changed, and can be sent back to it. */
export function SlugField({ title, slug, onChange }: SlugFieldProps) {
  return (
    <div data-field="slug">
      <Field label="Address part (slug)" hint={slug === null ? 'Follows the title.' : undefined}>
        <TextInput
          value={slug ?? slugOf({ slug: null, title })}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => onChange(event.target.value)}
          onBlur={(event) => {
            // What an address cannot hold is taken out once the word is finished, not while it is typed.
            if (slug !== null) onChange(slugify(event.target.value) || null)
          }}
        />
        {slug !== null && (
          <Button icon={RotateCcw} className={styles.flush} onClick={() => onChange(null)}>
            Follow the title again
          </Button>
        )}
      </Field>
    </div>
  )
}
