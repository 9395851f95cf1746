import { useApp } from '../app-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogHead } from '../ui/dialog-head.tsx'
import type { CommandGroup } from './command.ts'
import { keysForPeople } from './keys.ts'
import { commands } from './registry.ts'
import styles from './shortcut-sheet.module.css'

const GROUPS: readonly CommandGroup[] = ['Essay', 'View', 'Text', 'Block', 'Insert', 'Help']

/** All keys on one sheet, by group. */
export function ShortcutSheet() {
  const app = useApp()
  const close = () => app.store.setState({ dialog: null })
  return (
    <Dialog label="Keyboard shortcuts" onClose={close}>
      <div className={styles.sheet}>
        <DialogHead title="Keyboard shortcuts" onClose={close} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <section className={styles.groups} tabIndex={0} aria-label="All shortcuts">
          <div className={styles.columns}>
            {GROUPS.map((group) => {
              const listed = commands.filter(
                (command) => command.group === group && command.keys && (command.isOffered?.(app) ?? true),
              )
              if (listed.length === 0) return null
              return (
                <section key={group} className={styles.group}>
                  <h3>{group}</h3>
                  <dl>
                    {listed.map((command) => (
                      <div key={command.id} className={styles.row}>
                        <dt>{command.label}</dt>
                        <dd>
                          {command.keys?.map((keys) => (
                            <kbd key={keys}>{keysForPeople(keys)}</kbd>
                          ))}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </section>
              )
            })}
          </div>
        </section>
      </div>
    </Dialog>
  )
}
