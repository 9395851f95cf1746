import { useEffect, useState } from 'react'
import type { ProofReading } from '../../core/publication/reading/read-proof.ts'
import { useApp } from '../app-store.ts'

/** What programs make of the page at `url`, which is of this version of the essay; null until it is known, and what was known stays until there is newer. */
export function useReading(url: string, version: number): ProofReading | null {
  const app = useApp()
  const [reading, setReading] = useState<ProofReading | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version stands at the same address
  useEffect(() => {
    let current = true
    if (url !== '')
      void app.host.readProof({ url }).then((read) => {
        if (current && read.ok) setReading(read.value)
      })
    return () => {
      current = false
    }
  }, [app, url, version])
  return reading
}
