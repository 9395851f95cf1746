import { type ReactNode, type RefObject, useEffect } from 'react'
import { useApp, useAppState } from '../app-store.ts'
import { useSessionState } from '../session/session-context.ts'
import { Tabs } from '../ui/tabs.tsx'
import { ChecksPanel } from './checks-panel.tsx'
import { DetailsPanel } from './details/details-panel.tsx'
import { useDigest } from './digest.ts'
import { FiguresPanel } from './figures/figures-panel.tsx'
import styles from './inspector.module.css'

/** A field of the active figure that is to take the focus, and how often it was asked to. */
export interface FieldFocus {
  readonly field: 'alt' | 'credit'
  readonly asked: number
}

/** One subject at a time about the essay: its details, its figures, what the checks find. */
export function Inspector({
  element,
  focus,
}: {
  readonly element: RefObject<HTMLElement | null>
  readonly focus: FieldFocus | null
}) {
  const app = useApp()
  const tab = useAppState((state) => state.inspectorTab)
  const isLocked = useSessionState((state) => state.isLocked)
  const findings = useDigest((digest) => digest.findings)

  // The panel's own scroll starts anew with each subject.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab is what the effect follows
  useEffect(() => {
    if (element.current) element.current.scrollTop = 0
  }, [tab, element])

  return (
    <aside ref={element} aria-label="Inspector" className={styles.inspector} data-one-history="">
      <h2 className="visually-hidden">Inspector</h2>
      <Tabs
        label="Inspector"
        chosen={tab}
        onChoose={(inspectorTab) => app.store.setState({ inspectorTab })}
        tabs={[
          {
            id: 'details',
            label: 'Details',
            panel: () => (
              <Fields isLocked={isLocked}>
                <DetailsPanel />
              </Fields>
            ),
          },
          {
            id: 'figures',
            label: 'Figures',
            panel: () => (
              <Fields isLocked={isLocked}>
                <FiguresPanel focus={focus} />
              </Fields>
            ),
          },
          {
            id: 'checks',
            label: 'Checks',
            count: findings.filter(({ severity }) => severity !== 'advice').length,
            panel: () => <ChecksPanel />,
          },
        ]}
      />
    </aside>
  )
}

/** Fields that can be read and not changed while the essay may not be written. */
function Fields({ isLocked, children }: { readonly isLocked: boolean; readonly children: ReactNode }) {
  if (!isLocked) return children
  return (
    <fieldset disabled>
      <legend className="visually-hidden">Read only</legend>
      {children}
    </fieldset>
  )
}
