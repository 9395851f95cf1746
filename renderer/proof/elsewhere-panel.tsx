import { ImageOff } from 'lucide-react'
import type { PageCard } from '../../core/publication/reading/cards.ts'
import { Card } from '../ui/card.tsx'
import styles from './panels.module.css'
import { useReading } from './use-reading.ts'

const NAMES: Readonly<Record<PageCard['kind'], string>> = {
  search: 'As a search result',
  'open-graph': 'As a card: Facebook, LinkedIn, Mastodon',
  twitter: 'As a large card: X',
}

/** How search engines and other sites show the page, from its head alone. `cover` is where this window finds the essay's cover. */
export function ElsewherePanel({ url, version, cover }: { url: string; version: number; cover: string }) {
  const reading = useReading(url, version)
  if (!reading) return null
  return (
    <div className={styles.cards}>
      {reading.cards.map((card) => (
        <Card key={card.kind} title={NAMES[card.kind]}>
          {card.kind === 'search' ? <Snippet card={card} /> : <Social card={card} cover={cover} />}
          {card.warnings.length > 0 && (
            <ul className={styles.warnings} aria-label="What to look at">
              {card.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
        </Card>
      ))}
    </div>
  )
}

function Snippet({ card }: { card: PageCard }) {
  return (
    <div className={styles.snippet}>
      <p className={styles.address}>{card.address || 'example.org › essays'}</p>
      <p className={styles.found}>{card.title}</p>
      <p>{card.description}</p>
    </div>
  )
}

function Social({ card, cover }: { card: PageCard; cover: string }) {
  return (
    <div className={styles.social} data-kind={card.kind}>
      <div className={styles.picture}>
        {card.picture && cover !== '' ? (
          <img src={cover} alt={card.picture.alt} />
        ) : (
          <ImageOff aria-label="No picture" role="img" />
        )}
      </div>
      <div className={styles.words}>
        <p className={styles.address}>{card.address.split(' ›')[0] || 'example.org'}</p>
        <p className={styles.headline}>{card.title}</p>
        {card.description !== '' && <p className={styles.summary}>{card.description}</p>}
      </div>
    </div>
  )
}
