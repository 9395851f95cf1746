import { type Metadata, STATUSES } from '../../../core/essay/essay.ts'
import { LONGEST_LINE } from '../../../core/essay/limits.ts'
import { withUpdated } from '../../../core/essay/with-updated.ts'
import { useSession, useSessionState } from '../../session/session-context.ts'
import { STATUS_NAMES } from '../../status-names.ts'
import { Card } from '../../ui/card.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { AddressInput } from '../address-input.tsx'
import panel from '../panel.module.css'
import { LicenseField } from '../rights-fields.tsx'
import { CommentsCard } from './comments-card.tsx'
import { CoverCard } from './cover-card.tsx'
import { LanguageField } from './language-field.tsx'
import { PeopleCard } from './people-card.tsx'
import { SlugField } from './slug-field.tsx'
import { TagsInput } from './tags-input.tsx'

/** What is said about the essay beside its text. */
export function DetailsPanel() {
  const session = useSession()
  const metadata = useSessionState((state) => state.metadata)
  const change = (changes: Partial<Metadata>) =>
    session.change({ metadata: { ...session.store.getState().metadata, ...changes } })

  return (
    <>
      <Card title="Essay">
        <div className={panel.pair}>
          <div data-field="status">
            <Field label="Status">
              <Select
                value={metadata.status}
                options={STATUSES.map((status) => ({ value: status, label: STATUS_NAMES[status] }))}
                onChange={(status) => change({ status })}
              />
            </Field>
          </div>
          <div data-field="category">
            <Field label="Category">
              <TextInput
                maxLength={LONGEST_LINE}
                value={metadata.category}
                placeholder="Film"
                onChange={(event) => change({ category: event.target.value })}
              />
            </Field>
          </div>
        </div>
        <div className={panel.pair}>
          <div data-field="date">
            <DateField label="Date" value={metadata.date} onChange={(date) => change({ date })} />
          </div>
          <div data-field="updated">
            <DateField
              label="Last revised"
              value={metadata.updated ?? ''}
              onChange={(day) => session.change({ metadata: withUpdated(session.store.getState().metadata, day) })}
            />
          </div>
        </div>
        <LanguageField language={metadata.language} onChange={(language) => change({ language })} />
        <TagsInput tags={metadata.tags} onChange={(tags) => change({ tags })} />
        <div data-field="excerpt">
          <Field label="Excerpt">
            <TextArea
              value={metadata.excerpt}
              placeholder="For lists, search results and cards; the standfirst where it is empty"
              onChange={(event) => change({ excerpt: event.target.value })}
            />
          </Field>
        </div>
        <SlugField title={metadata.title} slug={metadata.slug} onChange={(slug) => change({ slug })} />
      </Card>
      <PeopleCard />
      <CoverCard />
      <Card title="End and rights">
        <div data-field="closingQuestion">
          <Field label="Closing question">
            <TextArea
              value={metadata.closingQuestion}
              placeholder="What do you think?"
              onChange={(event) => change({ closingQuestion: event.target.value })}
            />
          </Field>
        </div>
        <div data-field="license">
          <LicenseField
            value={metadata.license ?? { name: '', url: '' }}
            onChange={(license) => change({ license: license.name === '' && license.url === '' ? null : license })}
          />
        </div>
        <div data-field="canonicalUrl">
          <Field label="Published first at">
            <AddressInput value={metadata.canonicalUrl} onChange={(canonicalUrl) => change({ canonicalUrl })} />
          </Field>
        </div>
      </Card>
      <CommentsCard />
    </>
  )
}
