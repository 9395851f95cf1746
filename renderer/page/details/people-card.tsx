import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Role } from '../../../core/essay/essay.ts'
import { useSession, useSessionState } from '../../session/session-context.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { addCredit, type Credits, changeCredit, changePerson, moveCredit, removeCredit } from './people.ts'
import styles from './people-card.module.css'
import { PersonCard } from './person-card.tsx'

/** Authors, editors and everyone else who is credited, in the order in which they are named. */
export function PeopleCard() {
  const session = useSession()
  const people = useSessionState((state) => state.people)
  const credits = useSessionState((state) => state.credits)
  const [added, setAdded] = useState(-1)
  const change = (next: (all: Credits) => Credits) => {
    const { people: allPeople, credits: allCredits } = session.store.getState()
    session.change(next({ people: allPeople, credits: allCredits }))
  }
  const add = (role: Role) => {
    const before = new Set(session.store.getState().credits)
    change((all) => addCredit(all, '', role))
    setAdded(session.store.getState().credits.findIndex((credit) => !before.has(credit)))
  }
  return (
    <div data-field="people">
      <div data-field="credits">
        <Card title="Credits">
          {credits.length === 0 && <p className={styles.none}>Nobody is named yet. Add yourself as the author.</p>}
          <ul className={styles.people}>
            {credits.map((credit, index) => {
              const person = people.find(({ id }) => id === credit.person)
              if (!person) return null
              const nth = credits.slice(0, index).filter((one) => one.person === credit.person).length
              return (
                <PersonCard
                  key={`${credit.person} ${nth}`}
                  person={person}
                  credit={credit}
                  first={index === 0}
                  last={index === credits.length - 1}
                  fresh={index === added}
                  onPerson={(changes) => change((all) => changePerson(all, person.id, changes))}
                  onCredit={(changes) => change((all) => changeCredit(all, index, changes))}
                  onMove={(by) => {
                    setAdded(-1)
                    change((all) => moveCredit(all, index, by))
                  }}
                  onRemove={() => {
                    setAdded(-1)
                    change((all) => removeCredit(all, index))
                  }}
                />
              )
            })}
          </ul>
          <div className={styles.add}>
            <Button icon={Plus} onClick={() => add('author')}>
              Add an author
            </Button>
            <Button icon={Plus} onClick={() => add('editor')}>
              Add an editor
            </Button>
          </div>
        </Card>
      </div>
    </div>
  )
}
