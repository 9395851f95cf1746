import { crashRow } from './crash/row.ts'
import { faultsRow } from './faults/row.ts'
import { fullDiskRow } from './full-disk/row.ts'
import { killRow } from './kill/row.ts'
import { MUTANT_ROWS } from './mutants/rows.ts'
import type { Row } from './row.ts'
import { sessionsRow } from './sessions/row.ts'
import { SPEED_ROWS } from './speed/rows.ts'

/** Every row of the table, in its order. */
export const ROWS: readonly Row[] = [
  crashRow,
  faultsRow,
  killRow,
  fullDiskRow,
  ...MUTANT_ROWS,
  sessionsRow,
  ...SPEED_ROWS,
]
