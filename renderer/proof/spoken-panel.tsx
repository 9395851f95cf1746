import { Card } from '../ui/card.tsx'
import styles from './panels.module.css'
import { useReading } from './use-reading.ts'

/** What a screen reader says of the page, in order. */
export function SpokenPanel({ url, version }: { url: string; version: number }) {
  const reading = useReading(url, version)
  if (!reading) return null
  const troubles = reading.transcript.filter((line) => line.trouble !== '').length
  return (
    <Card>
      <p className={styles.about}>
        What a screen reader says of this page, from its first line to its last.
        {troubles > 0 && ` ${troubles} ${troubles === 1 ? 'line needs' : 'lines need'} help.`}
      </p>
      <ol className={styles.spoken} aria-label="What a screen reader says">
        {reading.transcript.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a transcript is made anew as a whole
            key={index}
            className={styles.line}
            data-kind={line.kind}
            data-trouble={line.trouble !== ''}
            style={{ paddingLeft: `${Math.min(line.depth, 5) * 9}px` }}
          >
            {line.role !== '' && <span className={styles.role}>{line.role}</span>}
            {line.words}
            {line.trouble !== '' && <span className={styles.trouble}>{line.trouble}</span>}
          </li>
        ))}
      </ol>
    </Card>
  )
}
