import { FileText, FileWarning, FolderClock, GitCompare, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { EssaySummary, SearchHit } from '../../contract/host.ts'
import { useApp } from '../app-store.ts'
import { showEssay, showRecovered } from '../navigation.ts'
import { STATUS_NAMES } from '../status-names.ts'
import { Button, IconButton } from '../ui/button.tsx'
import styles from './desk.module.css'
import { showSiblings } from './show-siblings.ts'
import { timeAgo } from './time-ago.ts'

/** One essay of the Desk: cover, title and standfirst (or the passage found), status, words, last change. */
export function EssayRow({
  essay,
  hit,
  sibling,
  onChanged,
}: {
  essay: EssaySummary
  hit: SearchHit | null
  /** The essay that this file is another version of, or null. */
  sibling: EssaySummary | null
  onChanged: () => void
}) {
  const app = useApp()
  const [broken, setBroken] = useState(false)
  const title = essay.title || essay.fileName
  const trash = async () => {
    const trashed = await app.host.trashEssay({ essay: essay.essay })
    if (trashed.ok) {
      const action = { label: 'Put it back', run: () => void putBack() }
      app.tell({ news: `“${title}” was moved to the Trash folder beside your essays.`, action })
      onChanged()
    } else {
      app.tell({ problem: trashed.problem })
    }
  }
  const putBack = async () => {
    const back = await app.host.untrashEssay({ essay: essay.essay })
    if (back.ok) app.tell({ news: `“${title}” is back among your essays.` })
    else app.tell({ problem: back.problem })
    onChanged()
  }
  const trashButton = <IconButton label={`Move “${title}” to the Trash`} icon={Trash2} onClick={() => void trash()} />
  if (essay.problem !== null) {
    return (
      <li className={`${styles.row} ${styles.unreadable}`}>
        <span className={styles.thumb}>
          <FileWarning aria-hidden="true" />
        </span>
        <div className={styles.words}>
          <span className={styles.title}>{essay.fileName}</span>
          <span className={styles.reason}>
            {essay.isTextOnly ? 'Only its plain text can be read.' : 'It cannot be opened.'} {essay.problem} The file
            was left as it is.{essay.keptAs !== null && ' Galley keeps earlier versions of it.'}
          </span>
        </div>
        {(essay.isTextOnly || essay.keptAs !== null) && (
          <span className={`${styles.compare} ${styles.ways}`}>
            {essay.isTextOnly && (
              <Button kind="outline" onClick={() => void showEssay(app, essay.essay)}>
                Read what can be read
                <span className="visually-hidden"> of “{essay.fileName}”</span>
              </Button>
            )}
            {essay.keptAs !== null && (
              <Button kind="outline" onClick={() => void showRecovered(app, essay.keptAs ?? '')}>
                Open its newest version
                <span className="visually-hidden"> of “{essay.fileName}”, in a file of its own</span>
              </Button>
            )}
          </span>
        )}
        <span className={styles.more}>{trashButton}</span>
      </li>
    )
  }
  return (
    <li className={styles.row}>
      <button
        type="button"
        data-row
        className={styles.open}
        aria-label={`${title}, ${STATUS_NAMES[essay.status]}, ${essay.words} words, changed ${timeAgo(essay.changed)}${essay.isAside ? ', in Galley’s own folder' : ''}${sibling ? `, another version of ${sibling.fileName}` : ''}`}
        onClick={() => void showEssay(app, essay.essay)}
      />
      <span className={styles.thumb}>
        {essay.cover && !broken ? (
          <img src={essay.cover} alt="" loading="lazy" onError={() => setBroken(true)} />
        ) : (
          <FileText aria-hidden="true" />
        )}
      </span>
      <div className={styles.words} aria-hidden="true">
        <span className={styles.title}>{title}</span>
        {hit ? (
          <span className={styles.passage}>
            {hit.excerpt.slice(0, hit.start)}
            <mark>{hit.excerpt.slice(hit.start, hit.end)}</mark>
            {hit.excerpt.slice(hit.end)}
            {hit.matches > 1 && ` · ${hit.matches} times`}
          </span>
        ) : (
          essay.standfirst && <span className={styles.standfirst}>{essay.standfirst}</span>
        )}
        {essay.isAside && (
          <span className={styles.sibling}>
            <FolderClock aria-hidden="true" />
            In Galley’s own folder until the essays folder has room
          </span>
        )}
        {sibling && (
          <span className={styles.sibling}>
            <GitCompare aria-hidden="true" />“{essay.fileName}” is another version of “{sibling.fileName}”
          </span>
        )}
      </div>
      {sibling && (
        <Button kind="outline" className={styles.compare} onClick={() => void showSiblings(app, sibling, essay)}>
          Compare
          <span className="visually-hidden">
            {' '}
            “{essay.fileName}” with “{sibling.fileName}”
          </span>
        </Button>
      )}
      <span className={styles.statusCell} aria-hidden="true">
        <span className={styles.badge} data-status={essay.status}>
          {STATUS_NAMES[essay.status]}
        </span>
        <span className={styles.brief}>
          {essay.words.toLocaleString('en')} {essay.words === 1 ? 'word' : 'words'} · {timeAgo(essay.changed)}
        </span>
      </span>
      <span className={styles.number} aria-hidden="true">
        {essay.words.toLocaleString('en')}
      </span>
      <span className={`${styles.number} ${styles.changed}`} aria-hidden="true">
        {timeAgo(essay.changed)}
      </span>
      <span className={styles.more}>{trashButton}</span>
    </li>
  )
}
